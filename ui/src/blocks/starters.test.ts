// @vitest-environment jsdom
/** Every page of every starter, with the longest names there are: no text is wider or higher than its place, who is nobody is said so, empty fields go. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { measureWith } from '../binding/fit';
import { SAMPLE_NOW, sampleValues } from '../binding/sample';
import type { Values } from '../binding/values';
import type { TemplateDocument } from '../document/schema';
import { mountPage } from '../stage/page';

const found = import.meta.glob<TemplateDocument>('../../../src/project88/templates/starters/*.json', { import: 'default', eager: true });
const starters = Object.entries(found).map(([path, document]) => [path.replace(/.*\/|\.json$/g, ''), document] as const)
  .filter(([name]) => !/^(standard|spotlight|wall)/.test(name));

/** Em of the faces, a little more than they need: Han and Hangul fill their square, capitals are wide, a figure is 46. */
const WIDE = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af]/;
const width = (text: string): number => [...text].reduce((sum, letter) => sum + (WIDE.test(letter) ? 90 : /[A-ZÀ-ÞŚČŘŸ0-9]/.test(letter) ? 46 : /[\s.,:'·-]/.test(letter) ? 22 : 41), 0);

const CONTEXT = { assetUrl: () => null, locale: 'en', zone: 'Europe/Amsterdam', calm: true, now: () => SAMPLE_NOW };
const VAR = { message: 'Prize giving at 14:00 on the main stage. Lost children wait at the red tent.', offline: 'No connection to the timing hub' };
const NOBODY: Values = { ...sampleValues(), key: 'nobody', runner: {}, slots: [{ key: 'nobody', runner: {} }] };

function texts(document: TemplateDocument, page: string, values: Values): HTMLElement[] {
  const host = window.document.createElement('div');
  const mounted = mountPage(host, document, page, CONTEXT);
  mounted.update({ ...values, var: VAR }, SAMPLE_NOW);
  const lines = [...host.querySelectorAll<HTMLElement>('div')].filter((each) => each.firstChild?.nodeType === Node.TEXT_NODE && each.textContent !== '');
  return lines.filter((line) => {
    for (let each: HTMLElement | null = line; each !== null; each = each.parentElement) if (each.style.opacity === '0' || each.style.visibility === 'hidden') return false;
    return true;
  });
}

/** Size of the place: of the cell of a table, else of the block. */
function room(line: HTMLElement): { w: number; h: number } {
  let [w, h] = [0, 0];
  for (let each = line.parentElement; each !== null && (w === 0 || h === 0); each = each.parentElement) {
    if (w === 0 && each.style.width.endsWith('px')) w = parseFloat(each.style.width);
    if (h === 0 && each.style.height.endsWith('px')) h = parseFloat(each.style.height);
  }
  return { w, h };
}

beforeEach(() => { measureWith(width); });
afterEach(() => { measureWith(null); });

describe.each(starters)('%s', (_name, document) => {
  const pages = Object.keys(document.pages);
  test.each(pages)('%s: nothing is cut off, whoever comes', (page) => {
    const cut: string[] = [];
    for (let runner = 0; runner < 12; runner += 1) {
      for (const line of texts(document, page, sampleValues(runner))) {
        const { w, h } = room(line);
        const size = parseFloat(line.style.fontSize);
        const lines = (line.textContent ?? '').split('\n');
        const widest = Math.max(...lines.map(width)) * size / 100;
        // Large letters are set closer than these widths; and they may stand a little over the line that they are set in.
        if (widest > w * 1.04 || lines.length * Number(line.style.lineHeight) * size > h * 1.15) cut.push(`${line.textContent ?? ''}: ${String(Math.round(widest))} of ${String(w)}, ${String(lines.length)} × ${String(size)} of ${String(h)}`);
      }
    }
    expect([...new Set(cut)]).toEqual([]);
  });
  test.each(pages.filter((page) => document.pages[page]?.role === 'solo'))('%s: a chip that nobody has is said to be unknown, and no label stands alone', (page) => {
    const said = texts(document, page, NOBODY).map(({ textContent }) => textContent?.replace(/\n/g, ' ') ?? '');
    expect(said.join('|')).toMatch(/Unknown chip|UNKNOWN CHIP|Nobody has this chip/);
    expect(said.join('|')).not.toMatch(/undefined|null|NaN|overall|Net |NET TIME/);
  });
});
