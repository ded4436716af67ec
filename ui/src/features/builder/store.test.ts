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

test('what is chosen lies on the page that is open', () => {
  state().select(['a', 'b', 'gone']);
  expect([...state().selected]).toEqual(['a']);
  state().setPage('rest');
  expect(state().selected.size).toBe(0);
  state().select(['b']);
  state().edit('edit.remove', (doc) => ({ ...doc, blocks: { a: A } }));
  expect(state().selected.size).toBe(0);
});
