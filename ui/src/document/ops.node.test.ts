import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { diff } from './diff';
import { same } from './json';
import { apply, invert, isPath, type Op } from './ops';
import { coalesce, rebase, settle } from './rebase';
import type { Block, TemplateDocument } from './schema';

interface Case { readonly name: string; readonly document: TemplateDocument; readonly ops: readonly Op[]; readonly expected: { readonly document: TemplateDocument; readonly conflicts: readonly unknown[] } }
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../../tests/templates/${name}`, import.meta.url), 'utf8'));
const cases = read('ops_cases.json') as readonly Case[];
const paths = read('ops_paths.json') as { readonly allowed: readonly string[][]; readonly refused: readonly string[][] };

const BASE = cases[0]?.document as TemplateDocument;
const block = (more: object = {}): Block => ({ type: 'shape', page: 'solo', z: 'a5', x: 0, y: 0, w: 10, h: 10, ...more } as Block);
const withBlocks = (doc: TemplateDocument, blocks: Record<string, Block | null>): TemplateDocument => ({
  ...doc,
  blocks: Object.fromEntries(Object.entries({ ...doc.blocks, ...blocks }).filter((entry): entry is [string, Block] => entry[1] !== null)),
});

describe('what the hub does too', () => {
  test.each(cases.map((one) => [one.name, one] as const))('%s', (_name, { document, ops, expected }) => {
    const before = JSON.stringify(document);
    const { doc, conflicts } = apply(document, ops);
    expect(doc).toEqual(expected.document);
    expect(conflicts).toEqual(expected.conflicts);
    expect(JSON.stringify(document)).toBe(before);
  });

  test.each(paths.allowed.map((path) => [path.join('.'), path] as const))('%s may be changed', (_name, path) => { expect(isPath(path)).toBe(true); });
  test.each(paths.refused.map((path) => [path.join('.'), path] as const))('%s may not be changed', (_name, path) => { expect(isPath(path)).toBe(false); });
});

describe('the difference of two documents', () => {
  test.each(cases.map((one) => [one.name, one] as const))('leads from one to the other: %s', (_name, { document, expected }) => {
    const ops = diff(document, expected.document);
    expect(ops.every((op) => isPath(op.path))).toBe(true);
    expect(same(apply(document, ops).doc, expected.document)).toBe(true);
    // `play: {}` is left where there was no play; no op tells the two apart.
    expect(diff(apply(expected.document, invert(ops)).doc, document)).toEqual([]);
  });

  test('a group comes before what is in it and goes after it', () => {
    const after = withBlocks(BASE, { aa: block({ parent: 'zz' }), zz: block({ type: 'group' }) });
    expect(diff(BASE, after).map((op) => op.path[1])).toEqual(['zz', 'aa']);
    expect(diff(after, BASE).map((op) => op.path[1])).toEqual(['aa', 'zz']);
  });

  test('a block that became another kind is one op', () => {
    const after = withBlocks(BASE, { name: block() });
    expect(diff(BASE, after)).toEqual([{ path: ['blocks', 'name'], old: BASE.blocks['name'], val: block() }]);
  });

  test('names of objects in general are ids like others', () => {
    const after = withBlocks(BASE, { constructor: block() });
    const ops = diff(BASE, after);
    expect(ops).toHaveLength(1);
    expect(apply(BASE, ops).doc).toEqual(after);
    expect(apply(BASE, [{ path: ['blocks', '__proto__'], old: null, val: block() }]).conflicts).toEqual([]);
  });
});

describe('batches that nobody has seen', () => {
  test('become one from where to where', () => {
    const ops = coalesce(BASE, [
      [{ path: ['blocks', 'name', 'pos'], old: [100, 80], val: [1, 1] }],
      [{ path: ['blocks', 'name', 'pos'], old: [1, 1], val: [2, 2] }, { path: ['locale'], old: 'en', val: 'de' }],
      [{ path: ['locale'], old: 'de', val: 'en' }],
    ]);
    expect(ops).toEqual([{ path: ['blocks', 'name', 'pos'], old: [100, 80], val: [2, 2] }]);
  });

  test('added and removed again is nothing', () => {
    expect(coalesce(BASE, [diff(BASE, withBlocks(BASE, { n: block() })), diff(withBlocks(BASE, { n: block() }), BASE)])).toEqual([]);
  });
});

describe('on top of what somebody else saved', () => {
  const because = (base: TemplateDocument, mine: TemplateDocument, theirs: TemplateDocument) =>
    rebase(diff(base, mine), theirs).conflicts.map(({ path, because: why }) => [path.join('.'), why]);

  test('two properties of one block meet', () => {
    const mine = withBlocks(BASE, { box: { ...BASE.blocks['box'], x: 5 } as Block });
    const theirs = withBlocks(BASE, { box: { ...BASE.blocks['box'], fill: { color: '#fff' } } as Block });
    const { doc, conflicts } = rebase(diff(BASE, mine), theirs);
    expect(conflicts).toEqual([]);
    expect(doc.blocks['box']).toMatchObject({ x: 5, fill: { color: '#fff' } });
  });

  test('what both did has nothing left to say', () => {
    const both = { ...BASE, name: 'Both' };
    expect(rebase(diff(BASE, both), both)).toMatchObject({ applied: [], conflicts: [] });
  });

  test('the same property is a conflict, and theirs stays', () => {
    const { doc, conflicts } = rebase(diff(BASE, { ...BASE, name: 'Mine' }), { ...BASE, name: 'Theirs' });
    expect(doc.name).toBe('Theirs');
    expect(conflicts).toEqual([{ path: ['name'], old: 'Finish', val: 'Mine', now: 'Theirs', because: 'changed' }]);
  });

  test('edited here, removed there', () => {
    const mine = withBlocks(BASE, { box: { ...BASE.blocks['box'], x: 5 } as Block });
    expect(because(BASE, mine, withBlocks(BASE, { box: null }))).toEqual([['blocks.box.pos', 'gone']]);
  });

  test('drawn on a page that is gone', () => {
    const { rest: _gone, ...pages } = BASE.pages;
    expect(because(BASE, withBlocks(BASE, { n: block({ page: 'rest' }) }), { ...BASE, pages })).toEqual([['blocks.n', 'gone']]);
  });

  test('a group removed here into which they put something stays', () => {
    const mine = withBlocks(BASE, { row: null });
    const theirs = withBlocks(BASE, { n: block({ parent: 'row' }) });
    expect(because(BASE, mine, theirs)).toEqual([['blocks.row', 'used']]);
    expect(rebase(diff(BASE, mine), theirs).doc).toEqual(theirs);
  });

  test('two groups, each put into the other by somebody', () => {
    const base = withBlocks(BASE, { one: block({ type: 'group' }), two: block({ type: 'group' }) });
    const mine = withBlocks(base, { one: block({ type: 'group', parent: 'two' }) });
    const theirs = withBlocks(base, { two: block({ type: 'group', parent: 'one' }) });
    expect(because(base, mine, theirs)).toEqual([['blocks.one.parent', 'changed']]);
  });

  test('a group moved here to another page into which they put something', () => {
    const base = withBlocks(BASE, { n: block({ parent: 'row' }) });
    const mine = withBlocks(base, { row: { ...base.blocks['row'], page: 'rest' } as Block, n: block({ parent: 'row', page: 'rest' }) });
    const theirs = withBlocks(base, { m: block({ parent: 'row' }) });
    expect(because(base, mine, theirs)).toEqual([['blocks.row.page', 'changed'], ['blocks.n.page', 'changed']]);
    expect(because(base, theirs, mine)).toEqual([['blocks.m', 'changed']]);
  });

  test('letters in a font that somebody removed', () => {
    const base = { ...BASE, fonts: { f1: { family: 'Sofia Sans', src: [] } } };
    const lettered = (font: string): TemplateDocument => withBlocks(base, { name: { ...base.blocks['name'], font: { ...(base.blocks['name'] as { font: object }).font, font } } as Block });
    expect(because(base, lettered('f1'), BASE)).toEqual([['blocks.name.font.font', 'gone']]);
    expect(because(base, lettered('serif'), BASE)).toEqual([]);
    expect(because(base, BASE, lettered('f1'))).toEqual([['fonts.f1', 'used']]);
  });

  test('the last page is not removed by two people at once', () => {
    const { rest, solo, ...none } = BASE.pages;
    const base = withBlocks(BASE, { name: null, box: null, row: null });
    const mine = { ...base, pages: { ...none, rest } } as TemplateDocument;
    const theirs = { ...base, pages: { ...none, solo } } as TemplateDocument;
    expect(because(base, mine, theirs)).toEqual([['pages.solo', 'used']]);
  });

  test('five hundred blocks together, not five hundred each', () => {
    const many = (from: number, to: number): Record<string, Block> => Object.fromEntries(Array.from({ length: to - from }, (_none, at) => [`n${String(from + at)}`, block()]));
    const { doc, conflicts } = settle(withBlocks(BASE, many(0, 400)), diff(BASE, withBlocks(BASE, many(400, 600))));
    expect(Object.keys(doc.blocks)).toHaveLength(500);
    expect(conflicts).toHaveLength(103);
  });
});
