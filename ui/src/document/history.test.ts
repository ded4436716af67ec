import { describe, expect, test } from 'vitest';
import { derived } from './derive';
import { NOTHING_DONE, record, redo, undo } from './history';
import { faults } from './references';
import type { Block, TemplateDocument } from './schema';
import { move } from './edit/arrange';
import { patch, remove } from './edit/block';

const DOC: TemplateDocument = {
  v: 1, name: 'Finish', size: { w: 1920, h: 1080 }, pages: { solo: { role: 'solo', bg: { color: '#000' } } },
  blocks: {
    back: { type: 'shape', page: 'solo', z: 'a0', x: 0, y: 0, w: 1920, h: 1080, fill: { color: '#222' } },
    name: { type: 'text', page: 'solo', z: 'a1', x: 100, y: 100, w: 900, h: 200, text: ['Hello ', { get: 'runner.name', fmt: { as: 'text', case: 'upper' } }], font: { size: 180, weight: 800, color: '#ff0' } },
    time: { type: 'text', page: 'solo', z: 'a2', x: 100, y: 400, w: 900, h: 100, text: [{ get: 'runner.net_time', before: 'Time ' }] },
    place: { type: 'text', page: 'solo', z: 'a3', x: 100, y: 600, w: 900, h: 100, text: [{ get: 'runner.rank.overall', before: 'Place ' }] },
  },
};

describe('steps', () => {
  const moved = move(DOC, ['name', 'time'], 10, 0);
  const history = record(NOTHING_DONE, 'edit.move', DOC, moved);

  test('back and forth', () => {
    const back = undo(moved, history);
    expect(back?.doc).toEqual(DOC);
    const forth = redo(back?.doc ?? DOC, back?.history ?? NOTHING_DONE);
    expect(forth?.doc).toEqual(moved);
    expect(forth?.history).toEqual(history);
    expect(redo(moved, history)).toBeNull();
  });

  test('what somebody else did since is not taken back, and it is said', () => {
    const theirs = patch(move(moved, ['time'], 0, 7), ['name'], { hidden: true });
    const back = undo(theirs, history);
    if (back === null) throw new Error('there was a step');
    expect(back.doc.blocks['name']).toEqual({ ...DOC.blocks['name'], hidden: true });
    expect(back.doc.blocks['time']?.y).toBe(407);
    expect(back.lost.map(({ path }) => path.join('.'))).toEqual(['blocks.time.pos']);
    const forth = redo(back.doc, back.history)?.doc.blocks;
    expect([forth?.['name']?.x, forth?.['time']?.y]).toEqual([110, 407]);
  });

  test('where nothing can be taken back, nothing comes forth again', () => {
    const gone = remove(moved, ['name', 'time']);
    const back = undo(gone, history);
    expect(back?.doc).toBe(gone);
    expect(back?.lost).toHaveLength(2);
    expect(back?.history).toEqual(NOTHING_DONE);
  });

  test('a removed block comes back as it was', () => {
    const gone = remove(DOC, ['name']);
    expect(undo(gone, record(NOTHING_DONE, 'edit.remove', DOC, gone))?.doc).toEqual(DOC);
  });

  test('what changed nothing is no step, and the oldest of too many go', () => {
    expect(record(NOTHING_DONE, 'edit.move', DOC, { ...DOC })).toBe(NOTHING_DONE);
    let many = NOTHING_DONE;
    for (let at = 0; at < 250; at += 1) many = record(many, 'edit.rename', { ...DOC, name: String(at) }, { ...DOC, name: String(at + 1) });
    expect(many.done).toHaveLength(200);
  });
});

describe('pages for many, from the page for one', () => {
  const both = derived(DOC);

  test('name, place and time become a row in the same letters, without the words round them', () => {
    expect(both.blocks['derived-group-name']).toMatchObject({ text: [{ get: 'runner.name', fmt: { as: 'text', case: 'upper' } }], font: { weight: 800, color: '#ff0' } });
    expect(both.blocks['derived-group-time']).toMatchObject({ text: [{ get: 'runner.net_time' }] });
    expect(both.blocks['derived-group-place']).toBeDefined();
    expect(both.blocks['derived-group-bib']).toBeUndefined();
    expect(both.blocks['derived-group-stay0']).toMatchObject({ fill: { color: '#222' }, page: 'derived-group' });
    expect(both.pages['derived-group']).toEqual({ role: 'group', bg: { color: '#000' } });
  });

  test('letters keep the ground that they are read on and their closeness; until the time is known the time of day stands there', () => {
    const { blocks } = derived({ ...DOC, blocks: {
      ...DOC.blocks,
      card: { type: 'shape', page: 'solo', z: 'a0m', x: 60, y: 60, w: 1200, h: 400, fill: { color: '#fff' } },
      bib: { type: 'text', page: 'solo', z: 'a4', x: 1400, y: 600, w: 200, h: 100, text: [{ get: 'runner.bib' }], fill: { color: '#fc0' }, font: { size: 100, ls: -4 } },
      day: { type: 'text', page: 'solo', z: 'a5', x: 100, y: 400, w: 900, h: 100, text: [{ get: 'runner.time' }], when: { get: 'runner.net_time', op: 'empty' } },
    } });
    expect(blocks['derived-group-plate']).toMatchObject({ type: 'shape', fill: { color: '#fff' } });
    expect(blocks['derived-group-name']?.fill).toBeUndefined();
    expect(blocks['derived-group-bib']).toMatchObject({ fill: { color: '#fc0' }, when: { get: 'runner.bib', op: 'filled' }, font: { align: 'center' } });
    const { font } = blocks['derived-group-bib'] as { font: { size: number; ls: number } };
    expect(font.ls / font.size).toBeCloseTo(-0.04, 2);
    expect(blocks['derived-group-time']).toMatchObject({ text: [{ get: 'runner.net_time' }], when: { get: 'runner.net_time', op: 'filled' } });
    expect(blocks['derived-group-day']).toMatchObject({ text: [{ get: 'runner.time' }], when: { get: 'runner.net_time', op: 'empty' } });
  });

  test('more rows for a crowd', () => {
    const slots = (role: string): number => (both.blocks[`derived-${role}-list`] as { slots: number }).slots;
    expect(slots('group')).toBeGreaterThanOrEqual(4);
    expect(slots('compact')).toBeGreaterThanOrEqual(2 * slots('group'));
  });

  test('a page that was drawn stays the only one', () => {
    const own = { ...DOC, pages: { ...DOC.pages, mine: { role: 'group' } } } as TemplateDocument;
    expect(derived(own).pages['derived-group']).toBeUndefined();
    expect(derived(both)).toBe(both);
    const none = { ...DOC, pages: { rest: { role: 'rest' } } } as TemplateDocument;
    expect(derived(none)).toBe(none);
  });

  test.each([[1920, 1080], [1080, 1920], [3840, 2160], [1920, 200], [256, 64], [16, 16], [16384, 16]])('fits a screen of %i × %i', (w, h) => {
    const doc = derived({ ...DOC, size: { w, h } });
    expect(faults(doc)).toEqual([]);
    for (const role of ['group', 'compact']) {
      const list = doc.blocks[`derived-${role}-list`] as Block & { cell: { w: number; h: number } };
      expect(list.x + list.w).toBeLessThanOrEqual(w);
      for (const block of Object.values(doc.blocks).filter(({ parent }) => parent === `derived-${role}-row`)) {
        expect(Math.min(block.w, block.h)).toBeGreaterThanOrEqual(1);
        expect([block.x, block.y, block.w, block.h].every(Number.isInteger)).toBe(true);
        if (Math.min(w, h) >= 64) expect(block.x + block.w).toBeLessThanOrEqual(list.cell.w);
      }
    }
  });
});
