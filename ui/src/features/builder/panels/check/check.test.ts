import { describe, expect, it } from 'vitest';
import type { Word } from '../../../../api/generated';
import { SAMPLE_NOW, sampleValues } from '../../../../binding/sample';
import type { Block, TemplateDocument } from '../../../../document/schema';
import { colourOf, contrast, over } from './colour';
import { groundOf } from './ground';
import { checking, type Finding, type Job, type Tools } from './steps';
import { textsOf } from './texts';
import { valuesOf } from './words';

/** Each letter is half as wide as high; capitals are seven tenths of the size. */
const TOOLS: Tools = {
  letters: () => 'plain', measure: (text) => text.length * 50, capital: () => 70,
  glyph: (character) => (character === 'Ł' ? 'other' : character === '𓀀' ? 'none' : 'own'),
};
const at = { page: 'p', z: 'a', x: 0, y: 0, w: 500, h: 120 };

function docOf(blocks: Record<string, Partial<Block> & { readonly type: Block['type'] }>, more: Partial<TemplateDocument> = {}): TemplateDocument {
  return { v: 1, name: 't', size: { w: 1920, h: 1080 }, pages: { p: { role: 'solo', bg: { color: '#000000' } } }, blocks: Object.fromEntries(Object.entries(blocks).map(([id, block]) => [id, { ...at, ...block }])) as TemplateDocument['blocks'], ...more };
}

const NAME = { type: 'text', text: [{ get: 'runner.name' }], font: { size: 100, fit: { mode: 'shrink', min: 0.5 } } } as const;
const name = (one: string, two: string): Word => ({ kind: 'name', one, two });

function checked(doc: TemplateDocument, words: readonly Word[] = [], job: Partial<Job> = {}): readonly Finding[] {
  const steps = checking({ doc, words, page: { ...sampleValues(), runner: { name: 'A B' } }, now: SAMPLE_NOW, distance: 0, height: 3, ...job }, TOOLS);
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}
const told = (findings: readonly Finding[]): unknown[] => findings.map(({ kind, block, count, examples }) => [kind, block, count, ...examples]);

describe('overflow', () => {
  it('is what the smallest letters cannot hold, the worst first', () => {
    const words = [name('Ana', 'Souza'), name('Bartholomew-Alexander', 'Featherstonehaugh'), name('Wolfeschlegelsteinhausen', 'Bergerdorff-Hohenstein')];
    expect(told(checked(docOf({ n: NAME }), words))).toEqual([['overflow', 'n', 2, 'Wolfeschlegelsteinhausen Bergerdorff-Hohenstein', 'Bartholomew-Alexander Featherstonehaugh']]);
  });
  it('is not what runs, or may break into lines', () => {
    const long = [name('Bartholomew-Alexander', 'Featherstonehaugh')];
    expect(checked(docOf({ n: { ...NAME, font: { size: 100, fit: { mode: 'marquee' } } } }), long)).toEqual([]);
    expect(checked(docOf({ n: { ...NAME, h: 240, font: { size: 100, fit: { mode: 'shrink', min: 0.4, lines: 2 } } } }), long)).toEqual([]);
  });
  it('is tried with the words that a text shows, and no others', () => {
    const club: Word = { kind: 'team', one: 'Royal Leamington Spa and District Athletic Club', two: '' };
    expect(checked(docOf({ n: NAME }), [club])).toEqual([]);
    expect(told(checked(docOf({ n: { ...NAME, text: ['For ', { get: 'runner.team' }] } }), [club]))).toEqual([['overflow', 'n', 1, `For ${club.one}`]]);
  });
  it('is looked for in each column of a table', () => {
    const table = { type: 'table', w: 1000, h: 500, rows: 5, source: { list: 'recent' }, columns: [{ w: 1, parts: [{ get: 'runner.bib' }] }, { w: 1, parts: [{ get: 'runner.name' }] }], font: { size: 60, fit: { min: 0.8 } } } as const;
    expect(told(checked(docOf({ t: table }), [name('Bartholomew', 'Featherstonehaugh')]))).toEqual([['overflow', 't', 1, 'Bartholomew Featherstonehaugh']]);
  });
  it('leaves out what nobody sees', () => {
    expect(textsOf(docOf({ g: { type: 'group', hidden: true }, n: { ...NAME, parent: 'g' } as never }))).toEqual([]);
  });
});

describe('characters', () => {
  it('that the letters lack are counted once each, apart from those that no letters have', () => {
    expect(told(checked(docOf({ n: { ...NAME, w: 1900 } }), [name('Łukasz', 'Łoś'), name('𓀀', 'X')]))).toEqual([['missing', 'n', 1, '𓀀'], ['replaced', 'n', 1, 'Ł']]);
  });
});

describe('distance', () => {
  it('is 200 times the height of a capital on the screen', () => {
    const doc = docOf({ n: NAME });
    // 70 px of 1080 on 3 m are 19.4 cm: read from 38.9 m.
    expect(checked(doc, [], { distance: 38 })).toEqual([]);
    const [small] = checked(doc, [], { distance: 40 });
    expect([small?.kind, small?.value.toFixed(1), small?.wanted]).toEqual(['small', '38.9', 40]);
  });
  it('counts those whose names are drawn too small', () => {
    expect(told(checked(docOf({ n: NAME }), [name('Ana', 'Souza'), name('Maximilian', 'Ott')], { distance: 30 }))).toEqual([['shrunk', 'n', 1, 'Maximilian Ott']]);
  });
});

describe('colours', () => {
  it('are read in every form that a document may have', () => {
    expect(['#fff', '#FFFFFF80', 'rgb(255, 0, 0)', 'hsl(120 100% 50%)', 'transparent', 'nonsense'].map(colourOf)).toEqual([
      { r: 255, g: 255, b: 255, a: 1 }, { r: 255, g: 255, b: 255, a: 128 / 255 }, { r: 255, g: 0, b: 0, a: 1 }, { r: 0, g: 255, b: 0, a: 1 }, { r: 0, g: 0, b: 0, a: 0 }, null,
    ]);
  });
  it('stand against each other as WCAG says', () => {
    const grey = (value: number, a = 1) => ({ r: value, g: value, b: value, a });
    expect([contrast(grey(255), grey(0)).toFixed(1), contrast(grey(255), grey(0x77)).toFixed(2)]).toEqual(['21.0', '4.48']);
    expect(over(grey(255, 0.5), grey(0))).toEqual({ r: 127.5, g: 127.5, b: 127.5, a: 1 });
  });
});

describe('contrast', () => {
  const text = (more: object): Partial<Block> & { readonly type: 'text' } => ({ type: 'text', text: ['Now'], z: 'c', ...more });
  const kinds = (doc: TemplateDocument): string[] => checked(doc).map(({ kind }) => kind);
  it('is three for large letters and four and a half for small ones', () => {
    const grey = (size: number): TemplateDocument => docOf({ n: text({ font: { size, color: '#777777' } }) }, { pages: { p: { role: 'solo', bg: { color: '#ffffff' } } } });
    expect([kinds(grey(40)), kinds(grey(16))]).toEqual([[], ['contrast']]);
  });
  it('counts from the nearest fill that covers the text, by its colour in the theme', () => {
    const doc = docOf({ s: { type: 'shape', z: 'b', w: 600, h: 200, fill: { color: '$paper' } }, n: text({ font: { size: 40, color: '#ffffff' } }) }, { theme: { paper: '#eeeeee' } });
    expect(kinds(doc)).toEqual(['contrast']);
  });
  it('takes the worst of a gradient, and of what covers a part', () => {
    const half = docOf({ s: { type: 'shape', z: 'b', w: 200, fill: { color: '#ffffff' } }, n: text({ font: { size: 40, color: '#ffffff' } }) });
    const blend = docOf({ n: text({ fill: { gradient: 'linear-gradient(90deg, #000000, #fefefe)' }, font: { size: 40, color: '#ffffff' } }) });
    expect([kinds(half), kinds(blend)]).toEqual([['contrast'], ['contrast']]);
  });
  it('claims nothing over a picture, unless something solid lies between', () => {
    const picture = { type: 'image', z: 'a', w: 1920, h: 1080, asset: 'x' } as const;
    expect(groundOf(docOf({ i: picture, n: text({}) }), 'n')).toBeNull();
    expect(kinds(docOf({ i: picture, n: text({}) }))).toEqual(['unsure']);
    expect(kinds(docOf({ i: picture, s: { type: 'shape', z: 'b', fill: { color: '#000000' } }, n: text({}) }))).toEqual([]);
  });
});

it('a word is put where the page says it', () => {
  expect(valuesOf({ kind: 'town', one: 'Boulder', two: 'CO' }, { runner: { name: 'A' } })).toEqual({ runner: { name: 'A', town: 'Boulder, CO', city: 'Boulder', state: 'CO' } });
  expect(valuesOf({ kind: 'race', one: '10K', two: '' }, { race: { gun_time: 1 } })).toEqual({ race: { gun_time: 1, name: '10K' }, runner: { race: '10K' } });
});

it('30,000 names in ten texts are a matter of seconds, in steps that are short', () => {
  const words = Array.from({ length: 30_000 }, (_, index) => name(`First${index}`, `Last-${index * 7}`));
  const doc = docOf(Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`n${index}`, { ...NAME, y: index }])));
  const began = performance.now();
  checked(doc, words);
  expect(performance.now() - began).toBeLessThan(10_000);
});
