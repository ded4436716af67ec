/**
 * Why: what the pages weigh, and that they live under a strict content policy, are promises of the finished files, so
 * they are tested on a finished build, made here into a folder of its own.
 */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { APP_LIMITS, weighApp } from '../../scripts/size.mjs';

const dist = mkdtempSync(join(tmpdir(), 'project88-app-'));

beforeAll(async () => {
  // Under a test React would come with its warnings in it.
  vi.stubEnv('NODE_ENV', 'production');
  await build({ configFile: 'vite.app.config.ts', logLevel: 'error', build: { outDir: dist, emptyOutDir: true } });
}, 120_000);

afterAll(() => { vi.unstubAllEnvs(); rmSync(dist, { recursive: true, force: true }); });

function read(name: string): string {
  return readFileSync(join(dist, name), 'utf8');
}

function assets(end: string): string[] {
  return readdirSync(join(dist, 'assets')).filter((name) => name.endsWith(end));
}

describe('the app', () => {
  test('keeps to its weight: shell, first page, builder, styles', () => {
    const weight = weighApp(dist) as unknown as Record<keyof typeof APP_LIMITS, number>;
    for (const part of ['shell', 'page', 'builder', 'style'] as const) {
      expect(weight[part]).toBeGreaterThan(0);
      expect([part, weight[part] <= APP_LIMITS[part]]).toEqual([part, true]);
    }
  });

  test.each(['index.html', 'docs/index.html'])('works under a strict content policy: no inline script or style in %s', (page) => {
    expect(read(page).replace(/<!--.*?-->/gs, '')).not.toMatch(/<style|style=|<script(?![^>]*src=)|\son\w+=/);
  });

  test('has a worker that a browser can run: one file, a script and no module', () => {
    expect(() => new Script(read('app-sw.js'))).not.toThrow();
  });

  test('has one place for the nonce of an answer', () => {
    expect(read('index.html').match(/__NONCE__/g)).toEqual(['__NONCE__']);
  });

  test('asks nobody but the hub for scripts, styles and fonts', () => {
    for (const page of ['index.html', 'docs/index.html']) expect(read(page)).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    for (const css of assets('.css')) expect(read(join('assets', css))).not.toMatch(/url\(\s*["']?(?:https?:)?\/\//);
  });

  test('lies under /app/ and brings its fonts and their licence', () => {
    for (const [, path = ''] of read('index.html').matchAll(/(?:src|href)="([^"]+)"/g)) expect(path).toMatch(/^\/app\/assets\/.+-[\w-]{8}\.\w+$/);
    for (const [, path = ''] of read('docs/index.html').matchAll(/(?:src|href)="(\/app[^"]+)"/g)) expect(read(path.slice('/app/'.length))).not.toBe('');
    expect(assets('.woff2').some((name) => name.includes('latin'))).toBe(true);
    expect(read('assets/OFL.txt')).toContain('SIL OPEN FONT LICENSE');
  });
});
