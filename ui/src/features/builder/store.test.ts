import { beforeEach, expect, test } from 'vitest';
import { useBuilder } from './store';
import type { Block, TemplateDocument } from './types';

const A: Block = { type: 'text', page: 'solo', z: 'a0', x: 0, y: 0, w: 10, h: 10, text: ['A'] };
const DOC: TemplateDocument = {
  v: 1, name: 'Finish', size: { w: 1920, h: 1080 },
  pages: { solo: { role: 'solo' }, rest: { role: 'rest' } },
  blocks: { a: A, b: { type: 'shape', shape: 'rect', page: 'rest', z: 'a0', x: 0, y: 0, w: 10, h: 10 } },
};

const state = () => useBuilder.getState();
const moved = (x: number) => (doc: TemplateDocument): TemplateDocument => ({ ...doc, blocks: { ...doc.blocks, a: { ...A, x } } });

beforeEach(() => { state().open(7, 3, DOC); });

test('an edit is one step back, and one step forth again', () => {
  state().edit('edit.move', moved(5));
  state().edit('edit.move', moved(9));
  state().undo();
  expect(state().doc.blocks['a']?.x).toBe(5);
  state().redo();
  expect(state().doc.blocks['a']?.x).toBe(9);
  state().undo(); state().undo(); state().undo();
  expect(state().doc).toEqual(DOC);
});

test('an edit that changes nothing leaves no step', () => {
  state().edit('edit.move', (doc) => doc);
  expect(state().history.done).toEqual([]);
});

test('a file that is chosen, and where it stands, are one step back', () => {
  state().asOne('edit.asset', () => {
    state().edit('edit.asset', (doc) => ({ ...doc, assets: { f: { kind: 'image', mime: 'image/png', bytes: 9, sha256: 'a'.repeat(64) } } }));
    state().edit('edit.content', moved(5));
  });
  expect(state().history.done.map(({ label }) => label)).toEqual(['edit.asset']);
  state().undo();
  expect(state().doc).toEqual({ ...DOC, assets: {} });
  state().redo();
  expect([state().doc.blocks['a']?.x, Object.keys(state().doc.assets ?? {})]).toEqual([5, ['f']]);
});

test('what changes nothing as a whole leaves no step, and what was undone can still be done again', () => {
  state().edit('edit.move', moved(5));
  state().undo();
  state().asOne('edit.asset', () => { state().edit('edit.move', moved(7)); state().edit('edit.move', moved(0)); });
  state().redo();
  expect(state().doc.blocks['a']?.x).toBe(5);
});

test('what is chosen lies on the page that is open', () => {
  state().select(['a', 'b', 'gone']);
  expect([...state().selected]).toEqual(['a']);
  state().setPage('rest');
  expect(state().selected.size).toBe(0);
  state().select(['b']);
  state().edit('edit.remove', (doc) => ({ ...doc, blocks: { a: A } }));
  expect(state().selected.size).toBe(0);
});
