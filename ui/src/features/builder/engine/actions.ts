/** Everything one can do to blocks, as commands: the pointer, the keys, the toolbar and the palette run these. */
import { align, distribute, move, resize, rotate, type Edge } from '../../../document/edit/arrange';
import { duplicate, hide, lock, remove, type Made } from '../../../document/edit/block';
import { group, ungroup } from '../../../document/edit/groups';
import { reorder, type Direction } from '../../../document/order';
import { useBuilder, type BuilderState } from '../store';
import type { TemplateDocument } from '../types';
import { insideOf, workOn } from './choice';
import { copyChosen, copyLook, cutChosen, pasteKept, pasteLook } from './clipboard';
import type { BuilderCommand } from './commands';
import { childrenOf, repeatedBy, sceneOf } from './scene';

const now = (): BuilderState => useBuilder.getState();
const some = (): boolean => now().mode === 'draw' && now().selected.size > 0;
const several = (): boolean => now().mode === 'draw' && now().selected.size > 1;

type Change = (doc: TemplateDocument, ids: ReadonlySet<string>) => TemplateDocument;

function changes(id: string, change: Change, keys: readonly string[] = [], can = some): BuilderCommand {
  return { id, label: `command.${id}`, keys, can, run: () => { const { edit, selected } = now(); edit(`command.${id}`, (doc) => change(doc, selected)); } };
}

/** What is made is chosen. */
function makes(id: string, make: (doc: TemplateDocument, ids: ReadonlySet<string>) => Made, keys: readonly string[], can = some): BuilderCommand {
  return {
    id, label: `command.${id}`, keys, can,
    run: () => {
      const { doc, edit, selected, select } = now();
      const made = make(doc, selected);
      edit(`command.${id}`, () => made.doc);
      select(made.ids);
    },
  };
}

/** Says where things are afterwards, for who does not see it. */
function told(command: BuilderCommand, kind: 'place' | 'size' | 'angle'): BuilderCommand {
  return {
    ...command,
    run: () => {
      command.run();
      const { doc, selected, say } = now();
      const block = doc.blocks[[...selected][0] ?? ''];
      if (block !== undefined) say(`said.${kind}`, { x: block.x, y: block.y, w: block.w, h: block.h, degrees: block.rot ?? 0, count: selected.size });
    },
  };
}

const ARROWS = { left: ['ArrowLeft', -1, 0], right: ['ArrowRight', 1, 0], up: ['ArrowUp', 0, -1], down: ['ArrowDown', 0, 1] } as const;
const FAR = 10;

const nudges = Object.entries(ARROWS).flatMap(([name, [key, x, y]]) => [
  told(changes(`move.${name}`, (doc, ids) => move(doc, ids, x, y), [key]), 'place'),
  told(changes(`move.far.${name}`, (doc, ids) => move(doc, ids, x * FAR, y * FAR), [`shift+${key}`]), 'place'),
  told(changes(`resize.${name}`, (doc, ids) => resize(doc, ids, x, y), [`alt+${key}`]), 'size'),
  told(changes(`resize.far.${name}`, (doc, ids) => resize(doc, ids, x * FAR, y * FAR), [`alt+shift+${key}`]), 'size'),
]);

const turns = [
  told(changes('rotate.right', (doc, ids) => rotate(doc, ids, 15), ['R']), 'angle'),
  told(changes('rotate.left', (doc, ids) => rotate(doc, ids, -15), ['shift+R']), 'angle'),
  told(changes('rotate.little', (doc, ids) => rotate(doc, ids, 1), ['alt+R']), 'angle'),
];

const ORDER: Readonly<Record<Direction, string>> = { forward: 'mod+]', backward: 'mod+[', front: 'mod+shift+]', back: 'mod+shift+[' };
const order = Object.entries(ORDER).map(([direction, keys]) => changes(`order.${direction}`, (doc, ids) => reorder(doc, [...ids], direction as Direction), [keys])); // keys of the table

const EDGES: readonly Edge[] = ['left', 'centre', 'right', 'top', 'middle', 'bottom'];
const aligned = EDGES.map((edge) => changes(`align.${edge}`, (doc, ids) => align(doc, ids, edge)));
const spread = (['across', 'down'] as const).map((way) => changes(`distribute.${way}`, (doc, ids) => distribute(doc, ids, way), [], () => now().selected.size > 2));

const every = (ids: ReadonlySet<string>, is: (id: string) => boolean): boolean => [...ids].every(is);

const blocks = [
  makes('duplicate', (doc, ids) => duplicate(doc, ids), ['mod+D']),
  changes('remove', (doc, ids) => remove(doc, ids), ['Delete', 'Backspace']),
  makes('group', (doc, ids) => group(doc, ids), ['mod+G'], several),
  makes('ungroup', (doc, ids) => ungroup(doc, ids), ['mod+shift+G']),
  changes('lock', (doc, ids) => lock(doc, ids, !every(ids, (id) => doc.blocks[id]?.locked === true)), ['L']),
  changes('hide', (doc, ids) => hide(doc, ids, !every(ids, (id) => doc.blocks[id]?.hidden === true)), ['H']),
];

const plain = (id: string, keys: readonly string[], run: () => void, can?: () => boolean): BuilderCommand => ({ id, label: `command.${id}`, keys, run, ...(can === undefined ? {} : { can }) });

const clipboard = [
  plain('copy', ['mod+C'], () => { copyChosen(); }, some),
  plain('cut', ['mod+X'], () => { cutChosen(); }, some),
  plain('paste', ['mod+V'], () => { pasteKept(); }),
  plain('copyLook', ['mod+alt+C'], copyLook, some),
  plain('pasteLook', ['mod+alt+V'], pasteLook, some),
];

/** Enter goes in: into the words of a text, the part of a picture, into a group. */
function goIn(): void {
  const { doc, selected, enter, select } = now();
  const [id] = selected;
  const block = id === undefined ? undefined : doc.blocks[id];
  if (id === undefined || block === undefined) { step(1); return; }
  const inside = insideOf(block, id);
  if (inside !== null) {
    enter(inside);
    select(childrenOf(doc, block.page, inside).slice(0, 1).map(([child]) => child));
  } else workOn(block, id);
}

/** Escape goes out: of the words, of the choice, of the group. */
function goOut(): void {
  const { doc, level, mode, selected, write, enter, select, preview } = now();
  if (mode === 'text') { write(null); return; }
  if (mode === 'preview') { preview(false); return; }
  if (level === null) { select([]); return; }
  const holder = Object.entries(doc.blocks).find(([, block]) => block === repeatedBy(doc, level))?.[0] ?? level;
  enter(doc.blocks[holder]?.parent ?? null);
  if (selected.size > 0) select([holder]);
}

/** The next block of this level in its order; false after the last, so that Tab leaves the canvas. */
function step(by: 1 | -1): boolean {
  const { selected, select, ...place } = now();
  const ids = sceneOf(place).items.map(({ id }) => id);
  const at = ids.findIndex((id) => selected.has(id));
  const next = ids[at === -1 ? (by === 1 ? 0 : ids.length - 1) : at + by];
  if (next !== undefined) select([next]);
  return next !== undefined;
}

export const canStep = (by: 1 | -1): boolean => {
  const { selected, ...place } = now();
  const ids = sceneOf(place).items.map(({ id }) => id);
  const at = ids.findIndex((id) => selected.has(id));
  return at !== -1 && ids[at + by] !== undefined;
};

const choosing = [
  plain('select.all', ['mod+A'], () => { const { select, ...place } = now(); select(sceneOf(place).items.map(({ id }) => id)); }),
  plain('select.next', ['Tab'], () => { step(1); }, () => canStep(1)),
  plain('select.previous', ['shift+Tab'], () => { step(-1); }, () => canStep(-1)),
  plain('select.in', ['Enter'], goIn),
  plain('select.out', ['Escape'], goOut),
];

const STEP = 1.25;
const view = [
  plain('zoom.in', ['mod+plus', 'mod+shift+plus', 'mod+='], () => { now().zoomTo(now().zoom * STEP); }),
  plain('zoom.out', ['mod+minus', 'mod+shift+minus'], () => { now().zoomTo(now().zoom / STEP); }),
  plain('zoom.fit', ['mod+0'], () => { now().zoomTo('fit'); }),
  plain('zoom.actual', ['mod+1'], () => { now().zoomTo(1); }),
  plain('grid', [], () => { now().setGrid(now().grid === null ? 20 : null); }),
  plain('rulers', ['M'], () => { now().setRulers(!now().rulers); }),
  plain('guide.x', [], () => { guide('x'); }),
  plain('guide.y', [], () => { guide('y'); }),
  plain('guide.none', [], () => { now().setGuides({ x: [], y: [] }); }),
  plain('preview', ['P'], () => { now().preview(now().mode !== 'preview'); }),
];

/** Through the middle of what is chosen, or of the page. */
function guide(axis: 'x' | 'y'): void {
  const { doc, selected, guides, setGuides } = now();
  const block = doc.blocks[[...selected][0] ?? ''] ?? { x: 0, y: 0, ...doc.size };
  const at = axis === 'x' ? block.x + block.w / 2 : block.y + block.h / 2;
  setGuides({ ...guides, [axis]: [...new Set([...guides[axis], Math.round(at)])] });
}

const history = [
  plain('undo', ['mod+Z'], () => { now().undo(); }, () => now().history.done.length > 0),
  plain('redo', ['mod+shift+Z', 'mod+Y'], () => { now().redo(); }, () => now().history.undone.length > 0),
];

export const ACTIONS: readonly BuilderCommand[] = [...history, ...choosing, ...blocks, ...clipboard, ...order, ...aligned, ...spread, ...nudges, ...turns, ...view];
