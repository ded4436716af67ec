import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundsOf, onPage } from '../boxes';
import { diff } from '../diff';
import { same } from '../json';
import { apply, isPath } from '../ops';
import { reorder, putBelow } from '../order';
import { pagesInOrder } from '../page-order';
import { faults } from '../references';
import type { Block, TemplateDocument } from '../schema';
import { inOrder } from '../tree';
import { align, distribute, move, place, resize, rotate } from './arrange';
import { add, duplicate, hide, lock, patch, patchInside, remove, rename } from './block';
import { renameTemplate, resizeCanvas, setEntry } from './canvas';
import { copy, paste, pasteStyle, styleOf } from './clipboard';
import { group, ungroup } from './groups';
import { movePage, stepPage } from './page-places';
import { addPage, copyContents, copyToRole, duplicatePage, moveToPage, removePage } from './pages';

const shape = (page: string, z: string, x: number, y: number, w: number, h: number, more: object = {}): Block => ({ type: 'shape', page, z, x, y, w, h, ...more } as Block);
const DOC: TemplateDocument = {
  v: 1, name: 'Finish', size: { w: 1920, h: 1080 },
  pages: { solo: { role: 'solo', bg: { color: '#000' } }, rest: { role: 'rest', seconds: 9 } },
  blocks: { a: shape('solo', 'a0', 10, 10, 100, 50), b: shape('solo', 'a1', 300, 20, 60, 60), c: shape('solo', 'a2', 900, 500, 10, 10), r: shape('rest', 'a0', 1, 2, 3, 4) },
};
const count = (): (() => string) => {
  let at = 0;
  return () => `n${String((at += 1))}`;
};
const figures = (doc: TemplateDocument, id: string): number[] => {
  const { x, y, w, h } = onPage(doc, id);
  return [x, y, w, h].map((value) => Math.round(value * 100) / 100);
};

describe('single blocks', () => {
  test('a new one lies above all others of its page', () => {
    const { doc, ids } = add(DOC, { type: 'clock', mode: 'time', page: 'solo', x: 1, y: 1, w: 5, h: 5 }, 'clock');
    expect(ids).toEqual(['clock']);
    expect(inOrder(doc, 'solo')).toEqual(['a', 'b', 'c', 'clock']);
  });

  test('a group goes with what is in it, and with who draws it', () => {
    const { doc } = group(DOC, ['a', 'b'], 'g');
    const drawn = { ...doc, blocks: { ...doc.blocks, list: { type: 'runners', slots: 4, group: 'g', page: 'solo', z: 'a9', x: 0, y: 0, w: 9, h: 9 } as Block } };
    expect(Object.keys(remove(drawn, ['g']).blocks)).toEqual(['c', 'r']);
    expect(remove(DOC, ['nobody'])).toBe(DOC);
  });

  test('what changes nothing is the same document', () => {
    for (const next of [patch(DOC, ['a'], { x: 10 }), hide(DOC, ['a'], false), lock(DOC, ['a'], false), rename(DOC, 'a', ' '), move(DOC, ['a'], 0.2, 0), reorder(DOC, ['c'], 'front'), renameTemplate(DOC, 'Finish '), setEntry(DOC, 'theme', 'ink', null)]) expect(next).toBe(DOC);
  });

  test('a font property comes and goes alone', () => {
    const sized = patchInside(DOC, ['a'], 'font', { size: 20, weight: 700 });
    const lighter = patchInside(sized, ['a'], 'font', { weight: null });
    expect(diff(sized, lighter)).toEqual([{ path: ['blocks', 'a', 'font', 'weight'], old: 700, val: null }]);
    expect(same(patchInside(lighter, ['a'], 'font', { size: null }), DOC)).toBe(true);
  });

  test('a copy of a group is a group of copies', () => {
    const grouped = group(DOC, ['a', 'b'], 'g').doc;
    const { doc, ids } = duplicate(grouped, ['g', 'a'], 20, count());
    expect(ids).toHaveLength(1);
    expect(inOrder(doc, 'solo', ids[0])).toHaveLength(2);
    expect(faults(doc)).toEqual([]);
    expect(figures(doc, inOrder(doc, 'solo', ids[0])[0] ?? '')).toEqual([30, 30, 100, 50]);
  });
});

describe('where blocks lie', () => {
  test('to the left of what is chosen; one alone goes to the page', () => {
    const left = align(DOC, ['a', 'b', 'c'], 'left');
    expect(['a', 'b', 'c'].map((id) => left.blocks[id]?.x)).toEqual([10, 10, 10]);
    expect(align(DOC, ['a'], 'right').blocks['a']?.x).toBe(1820);
    expect(align(DOC, ['a', 'b'], 'middle', 'page').blocks['b']?.y).toBe(510);
  });

  test('equal gaps', () => {
    const doc = distribute(DOC, ['c', 'a', 'b'], 'across');
    expect(['a', 'b', 'c'].map((id) => doc.blocks[id]?.x)).toEqual([10, 475, 900]);
  });

  test('a locked one stays, whatever is asked', () => {
    const locked = lock(DOC, ['a'], true);
    for (const next of [move(locked, ['a'], 5, 5), resize(locked, ['a'], 5, 5), rotate(locked, ['a'], 5), place(locked, [['a', { x: 99 }]]), align(locked, ['a'], 'left')]) expect(next).toBe(locked);
  });

  test('no side falls below a pixel, and half pixels do not exist', () => {
    const doc = resize(move(DOC, ['r'], 0.6, 1.4), ['r'], -50, 0.5);
    expect(doc.blocks['r']).toMatchObject({ x: 2, y: 3, w: 1, h: 5 });
  });
});

describe('order', () => {
  test.each([['front', 'bca'], ['forward', 'bac'], ['back', 'abc'], ['backward', 'abc']] as const)('a goes to the %s: %s', (direction, order) => {
    expect(inOrder(reorder(DOC, ['a'], direction), 'solo').join('')).toBe(order);
  });

  test('one block gets a new place and nobody else', () => {
    expect(diff(DOC, reorder(DOC, ['c'], 'backward')).map((op) => op.path)).toEqual([['blocks', 'c', 'z']]);
    expect(inOrder(putBelow(DOC, ['c'], 'a'), 'solo').join('')).toBe('cab');
  });

  test('places of another maker are replaced, and the order is right', () => {
    const odd = patch(patch(DOC, ['a', 'b'], { z: '1' }), ['c'], { z: '2' });
    const doc = reorder(odd, ['c'], 'backward');
    expect(inOrder(doc, 'solo').join('')).toBe('acb');
  });

  test('ten thousand moves to the same gap stay within what a place may be long', () => {
    let doc = DOC;
    for (let turn = 0; turn < 10_000; turn += 1) doc = reorder(doc, [inOrder(doc, 'solo')[turn % 3] as string], turn % 2 === 0 ? 'forward' : 'backward');
    expect(Math.max(...Object.values(doc.blocks).map(({ z }) => z.length))).toBeLessThanOrEqual(80);
    expect(new Set(inOrder(doc, 'solo').map((id) => doc.blocks[id]?.z)).size).toBe(3);
  });
});

describe('groups', () => {
  const doc = fc.record({ x: fc.integer({ min: -50, max: 50 }), y: fc.integer({ min: -50, max: 50 }), rot: fc.constantFrom(0, 0, 0, 90, 180, 33) });

  test('grouping and ungrouping leave everything where it is', () => {
    fc.assert(fc.property(doc, doc, (one, other) => {
      const start = place(DOC, [['a', one], ['b', other]]);
      const { doc: grouped, ids } = group(start, ['a', 'b'], 'g');
      const { doc: free } = ungroup(grouped, ids);
      for (const id of ['a', 'b']) {
        figures(grouped, id).forEach((value, at) => { expect(Math.abs(value - (figures(start, id)[at] as number))).toBeLessThanOrEqual(1.5); });
        figures(free, id).forEach((value, at) => { expect(Math.abs(value - (figures(start, id)[at] as number))).toBeLessThanOrEqual(1.5); });
      }
      expect(faults(grouped)).toEqual([]);
    }));
  });

  test('what is inside a turned group comes out turned', () => {
    const turned = rotate(group(DOC, ['a', 'b'], 'g').doc, ['g'], 90);
    const before = boundsOf(['a', 'b'].map((id) => onPage(turned, id)));
    const { doc: free, ids } = ungroup(turned, ['g']);
    expect(ids.map((id) => free.blocks[id]?.rot)).toEqual([90, 90]);
    expect(Math.abs(boundsOf(ids.map((id) => onPage(free, id))).x - before.x)).toBeLessThanOrEqual(1);
  });

  test('a group that is drawn once a runner stays one', () => {
    const { doc: grouped } = group(DOC, ['a', 'b'], 'g');
    const drawn = { ...grouped, blocks: { ...grouped.blocks, list: { type: 'runners', slots: 4, group: 'g', page: 'solo', z: 'a9', x: 0, y: 0, w: 9, h: 9 } as Block } };
    expect(ungroup(drawn, ['g']).doc).toBe(drawn);
  });
});

describe('pages', () => {
  test('go with their blocks, and the last one stays', () => {
    const one = removePage(DOC, 'rest');
    expect(Object.keys(one.blocks)).toEqual(['a', 'b', 'c']);
    expect(removePage(one, 'solo')).toBe(one);
    expect(pagesInOrder(DOC)).toEqual(['solo', 'rest']);
  });

  test('stand where they were put, whatever order the database keeps them in', () => {
    const three = addPage(DOC, { role: 'rest', name: 'Sponsors' }, 'x').doc;
    expect(pagesInOrder(three)).toEqual(['solo', 'rest', 'x']);
    const moved = stepPage(three, 'x', -1);
    expect(pagesInOrder(moved)).toEqual(['solo', 'x', 'rest']);
    expect(pagesInOrder({ pages: Object.fromEntries(Object.entries(moved.pages).reverse()) })).toEqual(['solo', 'x', 'rest']);
    expect(stepPage(moved, 'solo', -1)).toBe(moved);
    expect(movePage(moved, 'x', 'rest')).toBe(moved);
  });

  test('are written one by one once they have places, so two people who order them hardly ever meet', () => {
    const all = movePage(addPage(DOC, { role: 'rest' }, 'x').doc, 'x', 'solo');
    const again = movePage(all, 'solo', null);
    expect(pagesInOrder(again)).toEqual(['x', 'rest', 'solo']);
    expect(diff(all, again).map(({ path }) => path)).toEqual([['pages', 'solo', 'z']]);
    expect(pagesInOrder(addPage(again, { role: 'solo' }, 'new').doc)).toEqual(['x', 'rest', 'solo', 'new']);
    expect(pagesInOrder(duplicatePage(again, 'x', 'Copy', count()).doc)[1]).not.toBe('rest');
  });

  test('copy to resting: contents and background, not role and seconds', () => {
    const doc = copyContents(DOC, 'solo', 'rest', count());
    expect(doc.pages['rest']).toEqual({ role: 'rest', seconds: 9, bg: { color: '#000' } });
    expect(inOrder(doc, 'rest').map((id) => doc.blocks[id]?.w)).toEqual([100, 60, 10]);
    expect(copyToRole(DOC, 'solo', 'offline', count()).ids).toHaveLength(1);
  });

  test('a duplicate has its own blocks', () => {
    const { doc, ids } = duplicatePage(DOC, 'solo', 'Copy', count());
    expect(doc.pages[ids[0] ?? '']?.name).toBe('Copy');
    expect(inOrder(doc, ids[0] ?? '')).toHaveLength(3);
    expect(Object.keys(moveToPage(doc, ['a'], 'rest').blocks)).toHaveLength(7);
  });
});

describe('copy and paste', () => {
  test('to another template, with the pictures and letters that are named', () => {
    const asset = { kind: 'image', mime: 'image/png', bytes: 5, sha256: 'f'.repeat(64) } as const;
    const from: TemplateDocument = { ...DOC, assets: { 7: asset, 8: asset }, fonts: { f: { family: 'Own', src: ['8'] } }, blocks: { ...DOC.blocks, p: { type: 'image', asset: '7', page: 'solo', z: 'b00', x: 0, y: 0, w: 9, h: 9 }, t: { type: 'text', text: ['x'], font: { font: 'f' }, page: 'solo', z: 'b01', x: 0, y: 0, w: 9, h: 9 } } };
    const { doc, ids } = paste({ ...DOC, pages: { other: { role: 'solo' } }, blocks: {} }, copy(from, ['p', 't']), 'other', 20, count());
    expect(ids).toHaveLength(2);
    expect(faults(doc)).toEqual([]);
    expect(Object.keys(doc.assets ?? {})).toEqual(['7', '8']);
    expect(figures(doc, ids[0] ?? '')).toEqual([0, 0, 9, 9]);
  });

  test('on the same page a little aside, and out of its group to where it was seen', () => {
    const grouped = group(DOC, ['a', 'b'], 'g').doc;
    const { doc, ids } = paste(grouped, copy(grouped, ['b']), 'solo', 20, count());
    expect(figures(doc, ids[0] ?? '')).toEqual([320, 40, 60, 60]);
    expect(doc.blocks[ids[0] ?? '']?.parent).toBeUndefined();
  });

  test('a look without its words and its place', () => {
    const styled = patchInside(patch(DOC, ['a'], { radius: 5 }), ['a'], 'fill', { color: '#f00' });
    expect(pasteStyle(styled, ['b'], styleOf(styled, 'a')).blocks['b']).toEqual({ ...DOC.blocks['b'], radius: 5, fill: { color: '#f00' } });
  });
});

test('a canvas of another size takes its contents along, or not', () => {
  expect(resizeCanvas(DOC, 960, 540, 'stays').blocks).toBe(DOC.blocks);
  expect(resizeCanvas(DOC, 960, 540, 'scales').blocks['b']).toMatchObject({ x: 150, y: 10, w: 30, h: 30 });
  expect(resizeCanvas(DOC, 1080, 1920, 'scales').blocks['a']?.y).toBe(Math.round(10 * 0.5625 + (1920 - 1080 * 0.5625) / 2));
});

describe('whatever is done, in whatever order', () => {
  const some = fc.subarray(['a', 'b', 'c', 'r', 'g', 'n1', 'n2', 'n3', 'n4'], { minLength: 1 });
  const small = fc.integer({ min: -40, max: 40 });
  const steps: fc.Arbitrary<(doc: TemplateDocument) => TemplateDocument>[] = [
    fc.tuple(some, small, small).map(([ids, x, y]) => (doc) => move(doc, ids, x / 3, y / 3)),
    fc.tuple(some, small, small).map(([ids, w, h]) => (doc) => resize(doc, ids, w, h)),
    fc.tuple(some, small).map(([ids, turn]) => (doc) => rotate(doc, ids, turn)),
    fc.tuple(some, fc.constantFrom('front', 'back', 'forward', 'backward')).map(([ids, to]) => (doc) => reorder(doc, ids, to)),
    fc.tuple(some, fc.constantFrom('left', 'centre', 'right', 'top', 'middle', 'bottom')).map(([ids, edge]) => (doc) => align(doc, ids, edge)),
    some.map((ids) => (doc) => group(doc, ids).doc),
    some.map((ids) => (doc) => ungroup(doc, [...ids, ...Object.keys(doc.blocks).slice(-1)]).doc),
    some.map((ids) => (doc) => duplicate(doc, ids).doc),
    some.map((ids) => (doc) => remove(doc, ids.slice(0, 1))),
    some.map((ids) => (doc) => paste(doc, copy(doc, ids), Object.keys(doc.pages)[0] ?? '').doc),
    fc.constantFrom('solo', 'rest').map((to) => (doc) => copyContents(doc, to === 'solo' ? 'rest' : 'solo', to)),
    some.map((ids) => (doc) => moveToPage(doc, ids, 'rest')),
    fc.tuple(fc.integer({ min: 10, max: 4000 }), fc.constantFrom('stays', 'scales')).map(([w, how]) => (doc) => resizeCanvas(doc, w, w, how)),
  ];

  test('nothing names what is gone, figures are whole, nothing is changed in place, and the difference leads there and back', () => {
    fc.assert(fc.property(fc.array(fc.oneof(...steps), { maxLength: 8 }), (todo) => {
      let doc = DOC;
      for (const step of todo) {
        const kept = JSON.stringify(doc);
        const next = step(doc);
        expect(JSON.stringify(doc)).toBe(kept);
        doc = next;
      }
      expect(faults(doc)).toEqual([]);
      for (const { x, y, w, h, z } of Object.values(doc.blocks)) {
        expect([x, y, w, h].every(Number.isInteger)).toBe(true);
        expect(Math.min(w, h)).toBeGreaterThanOrEqual(1);
        expect(z).toMatch(/^[0-9A-Za-z]{1,80}$/);
      }
      const ops = diff(DOC, doc);
      expect(ops.every((op) => isPath(op.path))).toBe(true);
      expect(same(apply(DOC, ops).doc, doc)).toBe(true);
      expect(same(apply(doc, diff(doc, DOC)).doc, DOC)).toBe(true);
    }), { numRuns: 300 });
  });
});
