import { beforeEach, describe, expect, test } from 'vitest';
import { useBuilder } from '../store';
import { partsIn } from '../TextInPlace';
import type { Block, TemplateDocument } from '../types';
import { ACTIONS } from './actions';
import { behind } from './choice';
import { register } from './commands';
import { pressed } from './keys';
import { cursorOf } from './overlay';
import { frameAt, onPage, sceneOf, under } from './scene';
import { fits, fitted, panned, toDocument, toScreen, zoomedAt } from './viewport';

const shape = (x: number, y: number, more: Partial<Block> = {}): Block => ({ type: 'shape', shape: 'rect', page: 'solo', z: 'a0', x, y, w: 100, h: 50, ...more } as Block); // a whole shape
const DOC: TemplateDocument = {
  v: 1, name: 'Finish', size: { w: 1920, h: 1080 }, pages: { solo: { role: 'solo' } },
  blocks: {
    a: shape(10, 20), b: shape(20, 30, { z: 'a1' }), hidden: shape(20, 30, { z: 'a9', hidden: true }),
    row: { type: 'group', page: 'solo', z: 'a2', x: 500, y: 500, w: 300, h: 60 }, child: shape(30, 5, { parent: 'row' }),
    list: { type: 'runners', page: 'solo', z: 'a3', x: 1000, y: 100, w: 300, h: 600, slots: 4, group: 'cell' },
    cell: { type: 'group', page: 'solo', z: 'a4', x: 0, y: 900, w: 300, h: 60 }, inCell: shape(7, 9, { parent: 'cell' }),
  },
};
const state = () => useBuilder.getState();
const run = (id: string): void => { state().run(id); };

beforeEach(() => { ACTIONS.forEach(register); state().open(1, 1, DOC); });

describe('commands', () => {
  test('every one has a name of its own, and no two have one key', () => {
    const ids = ACTIONS.map(({ id }) => id);
    const keys = ACTIONS.flatMap((command) => command.keys ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('arrows move by one and with Shift by ten, each one step back', () => {
    state().select(['a']);
    run('move.right'); run('move.far.down');
    expect(state().doc.blocks['a']).toMatchObject({ x: 11, y: 30 });
    run('undo'); run('undo');
    expect(state().doc).toEqual(DOC);
  });

  test('Enter goes into a group and into the cell of runners; Escape comes out to what holds it', () => {
    state().select(['row']);
    run('select.in');
    expect([state().level, [...state().selected]]).toEqual(['row', ['child']]);
    run('select.out');
    expect([state().level, [...state().selected]]).toEqual([null, ['row']]);
    state().select(['list']);
    run('select.in');
    expect([state().level, [...state().selected]]).toEqual(['cell', ['inCell']]);
    run('select.out');
    expect([state().level, [...state().selected]]).toEqual([null, ['list']]);
  });

  test('Enter opens the words of a text, and of a picture the part of it that is seen; of what is locked neither', () => {
    const picture = { type: 'image', page: 'solo', z: 'b0', x: 0, y: 0, w: 100, h: 50, asset: 'f' } as Block;
    const text = { type: 'text', page: 'solo', z: 'b1', x: 0, y: 0, w: 100, h: 50, text: ['Go'] } as Block;
    state().open(1, 1, { ...DOC, blocks: { picture, text, empty: { ...picture, asset: undefined } as never, fast: { ...picture, locked: true } } });
    for (const [id, cropping, writing] of [['picture', 'picture', null], ['text', null, 'text'], ['empty', null, null], ['fast', null, null]] as const) {
      state().select([id]);
      run('select.in');
      expect([state().cropping, state().writing]).toEqual([cropping, writing]);
      state().crop(null); state().write(null);
    }
  });

  test('what is copied is pasted aside and chosen', () => {
    state().select(['a']);
    run('copy'); run('paste');
    const [copy = ''] = state().selected;
    expect(copy).not.toBe('a');
    expect(state().doc.blocks[copy]).toMatchObject({ x: 30, y: 40 });
  });
});

describe('what lies where', () => {
  test('the foremost first, without what is hidden and without the drawing of a cell', () => {
    expect(under(state(), { x: 50, y: 40 })).toEqual(['b', 'a']);
    expect(sceneOf(state()).items.map(({ id }) => id)).toEqual(['a', 'b', 'row', 'list']);
  });

  test('Alt takes the next one below, and the foremost after the last', () => {
    expect(behind(['b', 'a'], new Set(['b']))).toEqual(['a']);
    expect(behind(['b', 'a'], new Set(['a']))).toEqual(['b']);
    expect(behind([], new Set())).toEqual([]);
  });

  test('a child by its group, and one of a cell in the first place of the list', () => {
    expect(onPage(DOC, 'child')).toMatchObject({ x: 530, y: 505 });
    expect(onPage(DOC, 'inCell')).toMatchObject({ x: 1007, y: 109 });
    expect(frameAt(DOC, null)).toEqual({ x: 0, y: 0, rot: 0 });
  });
});

test('a view leads to the document and back; what is under the pointer stays while one zooms', () => {
  const view = fitted(DOC.size, { w: 1000, h: 800 });
  expect(toDocument(view, toScreen(view, { x: 311, y: 17 }))).toEqual({ x: expect.closeTo(311, 6), y: expect.closeTo(17, 6) });
  const at = { x: 400, y: 300 };
  const next = zoomedAt(view, 3, at);
  expect(toDocument(next, at).x).toBeCloseTo(toDocument(view, at).x, 6);
  expect([zoomedAt(view, 99, at).zoom, zoomedAt(view, 0, at).zoom]).toEqual([4, 0.1]);
});

test('who looks at the whole page is known to, until the page is pushed or the zoom is another', () => {
  const room = { w: 1000, h: 800 };
  const view = fitted(DOC.size, room);
  expect(fits(view, DOC.size, room)).toBe(true);
  expect(fits(panned(view, { x: 1, y: 0 }), DOC.size, room)).toBe(false);
  expect(fits(zoomedAt(view, view.zoom * 1.01, { x: 500, y: 400 }), DOC.size, room)).toBe(false);
  expect(fits(view, DOC.size, { w: 700, h: 800 })).toBe(false);
});

test('keys are told apart by what is held with them', () => {
  const key = (init: KeyboardEventInit): KeyboardEvent => new KeyboardEvent('keydown', init);
  expect(pressed('mod+shift+]', key({ key: '}', code: 'BracketRight', ctrlKey: true, shiftKey: true }))).toBe(true);
  expect(pressed('mod+]', key({ key: '}', code: 'BracketRight', ctrlKey: true, shiftKey: true }))).toBe(false);
  expect(pressed('ArrowUp', key({ key: 'ArrowUp', altKey: true }))).toBe(false);
  expect(pressed('mod+plus', key({ key: '+', code: 'BracketRight', ctrlKey: true }))).toBe(true);
  expect(pressed('mod+]', key({ key: '+', code: 'BracketRight', ctrlKey: true }))).toBe(false);
  expect(pressed('mod+shift+plus', key({ key: '+', code: 'Equal', ctrlKey: true, shiftKey: true }))).toBe(true);
});

test('the arrow of a handle lies along its direction', () => {
  expect([0, 45, 90, 135, 180, -45].map(cursorOf)).toEqual(['ew-resize', 'nwse-resize', 'ns-resize', 'nesw-resize', 'ew-resize', 'nesw-resize']);
});

test('words written in place come back as words, chips as the values they stand for, in their new order', () => {
  const parts = ['Go ', { get: 'runner.name' as const }, '!'];
  const host = document.createElement('div');
  const chip = document.createElement('span');
  chip.dataset['part'] = '1';
  chip.append('Name');
  host.append(chip, ' rocks\u00a0it', document.createElement('br'), 'now\n');
  expect(partsIn(host, parts)).toEqual([{ get: 'runner.name' }, ' rocks it\nnow']);
});
