/**
 * Why: size, age of the engines and the content policy are promises of the finished files, so they are
 * tested on a finished build, made here into a folder of its own.
 */
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LIMIT, weigh } from '../../scripts/size.mjs';

const dist = mkdtempSync(join(tmpdir(), 'project88-ui-'));

beforeAll(async () => {
  await build({ logLevel: 'error', build: { outDir: dist, emptyOutDir: true } });
}, 60_000);

afterAll(() => { rmSync(dist, { recursive: true, force: true }); });

function read(name: string): string {
  return readFileSync(join(dist, name), 'utf8');
}

function assets(end: string): string[] {
  return readdirSync(join(dist, 'assets')).filter((name) => name.endsWith(end));
}

describe('the display page', () => {
  test('runs at most 30 kB of script, gzipped, and no framework', () => {
    const weight = weigh(dist) as { bytes: number; framework: boolean; scripts: number };
    expect(weight.scripts).toBeGreaterThan(0);
    expect(weight.bytes).toBeLessThanOrEqual(LIMIT as number);
    expect(weight.framework).toBe(false);
  });

  test('with all that comes after the first picture is at most 50 kB', () => {
    const sizes = assets('.js').map((name) => gzipSync(read(join('assets', name)), { level: 9 }).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(50 * 1024);
  });

  test('works under a strict content policy: no inline script, style or data', () => {
    const page = read('display.html');
    expect(page).not.toMatch(/<style|style=|<script(?![^>]*src=)|\son\w+=|data:/);
    for (const css of assets('.css')) expect(read(join('assets', css))).not.toContain('data:');
  });

  test('asks nobody but the hub', () => {
    const files = ['display.html', ...assets('.js').map((name) => join('assets', name)), ...assets('.css').map((name) => join('assets', name))];
    for (const file of files) expect(read(file).replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:\/\//);
  });

  test('speaks what a television of 2019 understands', () => {
    const css = assets('.css').map((name) => read(join('assets', name))).join('\n');
    expect(css).not.toMatch(/[{;]\s*(inset|aspect-ratio|gap)\s*:|:has\(|:is\(|:where\(/);
    const script = assets('.js').map((name) => read(join('assets', name))).join('\n');
    expect(script).not.toMatch(/[\w)\]]\?\.[A-Za-z_$([]|\?\?|\.replaceAll\(|\.at\(-|\.replaceChildren\(/);
  });

  test('brings its own faces and their licence', () => {
    expect(assets('.woff2').filter((name) => name.includes('latin')).length).toBeGreaterThanOrEqual(4);
    expect(read('assets/OFL.txt')).toContain('SIL OPEN FONT LICENSE');
    expect(read('assets/fallback/OFL.txt')).toContain('SIL OPEN FONT LICENSE');
  });
});

describe('the faces of other scripts', () => {
  const lying = (): string[] => readdirSync(join(dist, 'assets/fallback'));
  const sheet = (): string => read(join('assets/fallback', lying().find((name) => name.endsWith('.css')) ?? ''));

  test('are there, each named by the style sheet with the letters that it is for', () => {
    const rules = sheet().match(/@font-face\{[^}]*\}/g) ?? [];
    expect(rules.length).toBeGreaterThan(300);
    for (const rule of rules) {
      expect(rule).toMatch(/unicode-range:U\+/);
      const file = /url\(\/assets\/fallback\/([^)]+)\)/.exec(rule)?.[1] ?? '';
      expect(lying()).toContain(file);
    }
  });

  test('cost a display without such names nothing, and the disk little', () => {
    expect(read('display.html')).not.toContain('fallback');
    for (const name of assets('.css')) expect(read(join('assets', name))).not.toContain('/fallback/');
    const bytes = lying().reduce((sum, name) => sum + statSync(join(dist, 'assets/fallback', name)).size, 0);
    expect(bytes).toBeLessThan(12_000_000);
  });
});

describe('the service worker', () => {
  test('knows the page and every file of its own build, and lies at a fixed address', () => {
    const worker = read('display-sw.js');
    for (const name of [...assets('.js'), ...assets('.css'), ...assets('.woff2')]) {
      expect(worker).toContain(`/assets/${name}`);
    }
    expect(worker).toContain('<!doctype html>');
    expect(worker).not.toContain('/assets/fallback/');
    expect(worker).not.toMatch(/^\s*import\s/m);
  });
});

test('the lock file names no registry', () => {
  expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved"|registry/);
});
