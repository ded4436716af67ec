/**
 * Why a store beside React: a gesture writes to it once, a panel reads exactly what it shows, and the pointer engine
 * knows no component. One template is open at a time, so there is one store; `open` begins anew.
 *
 * Panels: `useBuilder((state) => state.doc.blocks[id])`, and `useBuilder.getState().edit('label', (doc) => …)`. An edit is one undo
 * step. Its label is a key of the namespace `builder` (`edit.move`), said in "Undo move" and in the live region.
 */
import { create } from 'zustand';
import { pagesInOrder } from '../../document/page-order';
import { NOTHING_DONE, record, redo, undo, type History, type Turn } from '../../document/history';
import { desk, guidesOf, keep, keepGuides, NO_GUIDES, type Guides } from './desk';
import { commandOf } from './engine/commands';
import { fitted, zoomedAt, type Room, type View } from './engine/viewport';
import type { Conflict, TemplateDocument, Values } from './types';

export type SaveState = 'saved' | 'waiting' | 'sending' | 'offline' | 'failed';
/** `draw`: the pointer moves blocks. `text`: one block's words are being written in place. `preview`: nothing can be chosen. */
export type Mode = 'draw' | 'text' | 'preview';

export interface BuilderState {
  readonly template: number;
  readonly version: number;
  readonly doc: TemplateDocument;
  readonly page: string;
  /** Blocks of one level: all on the page itself, or all in one group. */
  readonly selected: ReadonlySet<string>;
  /** The group one works in; null: the page itself. */
  readonly level: string | null;
  readonly guides: Guides;
  readonly grid: number | null;
  /** Along the upper and the left edge of the canvas; guides are pulled out of them. */
  readonly rulers: boolean;
  /** What the blocks show; null: sample runners. An array: one for each place of a `runners` block. */
  readonly values: Values | readonly (Values | null)[] | null;
  readonly mode: Mode;
  /** The block whose words are being written, in mode `text`. */
  readonly writing: string | null;
  /** The picture whose part is being chosen, in a window of its own. */
  readonly cropping: string | null;
  readonly zoom: number;
  readonly view: View;
  /** The canvas on the person's screen, in CSS pixels. */
  readonly room: Room;
  readonly history: History;
  readonly saveState: SaveState;
  readonly conflicts: readonly Conflict[];
  /** What the live region says: a key of `builder` with what belongs in it. A new object is a new sentence. */
  readonly said: Said | null;

  open(template: number, version: number, doc: TemplateDocument): void;
  edit(label: string, change: (doc: TemplateDocument) => TemplateDocument): void;
  /** What `work` does in several edits is one undo step. */
  asOne(label: string, work: () => void): void;
  undo(): void;
  redo(): void;
  /** Also in a group: then one works in it. Of blocks of different levels the first one's level counts. */
  select(ids: Iterable<string>): void;
  enter(group: string | null): void;
  setGuides(guides: Guides): void;
  setGrid(grid: number | null): void;
  setRulers(on: boolean): void;
  setPage(id: string): void;
  write(block: string | null): void;
  crop(block: string | null): void;
  preview(on: boolean): void;
  showValues(values: BuilderState['values']): void;
  zoomTo(zoom: number | 'fit'): void;
  look(view: View): void;
  setRoom(room: Room): void;
  run(command: string): void;
  say(key: string, values?: Said['values']): void;
  /** From who saves: the state of it, and what the head became (with the person's own open changes on top). */
  saving(state: SaveState): void;
  rebased(version: number, doc: TemplateDocument, conflicts: readonly Conflict[]): void;
}

export interface Said { readonly key: string; readonly values: Readonly<Record<string, string | number>> }

const EMPTY: TemplateDocument = { v: 1, name: '', size: { w: 1920, h: 1080 }, pages: {}, blocks: {} };
const NOBODY: ReadonlySet<string> = new Set();

/** What is still there of what was chosen. */
function still(doc: TemplateDocument, page: string, selected: ReadonlySet<string>): ReadonlySet<string> {
  const left = [...selected].filter((id) => doc.blocks[id]?.page === page);
  return left.length === selected.size ? selected : new Set(left);
}

function pageOf(doc: TemplateDocument, page: string): string {
  return doc.pages[page] === undefined ? pagesInOrder(doc)[0] ?? '' : page;
}

/** What is chosen lies on one level: a group's handle and its child's would pull at each other. */
function chosen({ doc, page, level }: BuilderState, ids: Iterable<string>): Partial<BuilderState> {
  const there = [...still(doc, page, new Set(ids))];
  const [first] = there;
  const own = first === undefined ? level : doc.blocks[first]?.parent ?? null;
  return { level: own, selected: new Set(there.filter((id) => (doc.blocks[id]?.parent ?? null) === own)) };
}

/** The document, with page and choice kept where they still are. */
function became(state: BuilderState, doc: TemplateDocument): Partial<BuilderState> {
  const page = pageOf(doc, state.page);
  const level = state.level !== null && doc.blocks[state.level]?.page === page ? state.level : null;
  return { doc, page, level, selected: still(doc, page, state.selected), writing: state.writing !== null && doc.blocks[state.writing] === undefined ? null : state.writing };
}

/** Back or forth by a step; what somebody else changed since stays theirs, and is told. */
function turn(key: string, made: Turn | null): void {
  if (made === null) return;
  useBuilder.setState((state) => ({ ...became(state, made.doc), history: made.history }));
  useBuilder.getState().say(made.lost.length === 0 ? key : 'said.theirs', { label: made.label });
}

export const useBuilder = create<BuilderState>()((set, get) => ({
  template: 0, version: 0, doc: EMPTY, page: '', selected: NOBODY, level: null, guides: NO_GUIDES, grid: desk().grid, rulers: desk().rulers, values: null, mode: 'draw', writing: null, cropping: null, zoom: 1,
  view: { zoom: 1, x: 0, y: 0 }, room: { w: 0, h: 0 }, history: NOTHING_DONE, saveState: 'saved', conflicts: [], said: null,

  open: (template, version, doc) => {
    const view = fitted(doc.size, get().room);
    set({ template, version, doc, page: pageOf(doc, ''), selected: NOBODY, level: null, guides: guidesOf(template), mode: 'draw', writing: null, cropping: null, view, zoom: view.zoom, history: NOTHING_DONE, saveState: 'saved', conflicts: [], said: null });
  },
  edit: (label, change) => {
    const { doc, history } = get();
    const next = change(doc);
    if (next === doc) return;
    set((state) => ({ ...became(state, next), history: record(history, label, doc, next) }));
  },
  asOne: (label, work) => {
    const { doc, history } = get();
    work();
    set((state) => ({ history: record(history, label, doc, state.doc) }));
  },
  undo: () => { turn('said.undone', undo(get().doc, get().history)); },
  redo: () => { turn('said.redone', redo(get().doc, get().history)); },
  select: (ids) => { set((state) => chosen(state, ids)); },
  enter: (level) => { set({ level, selected: NOBODY }); },
  setGuides: (guides) => { set({ guides }); keepGuides(get().template, guides); },
  setGrid: (grid) => { set({ grid }); keep({ grid }); },
  setRulers: (rulers) => { set({ rulers }); keep({ rulers }); },
  setPage: (id) => { set(({ doc }) => ({ page: pageOf(doc, id), selected: NOBODY, level: null, mode: 'draw', writing: null })); },
  write: (block) => { set(block === null ? { mode: 'draw', writing: null } : { mode: 'text', writing: block, ...chosen(get(), [block]) }); },
  crop: (cropping) => { set({ cropping }); },
  preview: (on) => { set({ mode: on ? 'preview' : 'draw', writing: null }); },
  showValues: (values) => { set({ values }); },
  zoomTo: (zoom) => {
    const { doc, room, view } = get();
    get().look(zoom === 'fit' ? fitted(doc.size, room) : zoomedAt(view, zoom, { x: room.w / 2, y: room.h / 2 }));
  },
  look: (view) => { set({ view, zoom: view.zoom }); },
  setRoom: (room) => { set({ room }); },
  run: (id) => { commandOf(id)?.run(); },
  say: (key, values = {}) => { set({ said: { key, values } }); },
  saving: (saveState) => { set({ saveState }); },
  rebased: (version, doc, conflicts) => { set((state) => ({ ...became(state, doc), version, conflicts })); },
}));
