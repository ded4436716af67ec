/**
 * Why a class beside React: between the press and the release of a pointer nothing is rendered. Moves are taken once per
 * frame, written to the blocks that move and to the overlay, and the document gets one edit at the end.
 *
 *   idle → pressed → (beyond three pixels, of a finger eight) pulling → idle   one edit
 *   idle → pressed → idle                                          a click, a tap; the second one soon after goes in
 *   pulling → Escape, a second finger, a lost pointer → idle       as if nothing had been
 */
import { useBuilder, type BuilderState } from '../store';
import { withBoxes } from './boxes';
import { click, insideOf, workOn, type Pressed } from './choice';
import { HANDLES, into, type Box, type HandleName } from './geometry';
import { begunMarquee, begunMove, begunResize, begunRotate, drawn, FINGER, kept, strayed, THRESHOLD, type Gesture, type Keys, type Shown } from './gestures';
import type { Hint } from './snap';
import { frameAt, sceneOf, under } from './scene';
import { panned, toDocument, zoomedAt, type Point } from './viewport';

/** Where gestures are drawn while they last. */
export interface Drawing {
  /** The block's element at that box, in the figures of its own level; null: where the document has it. */
  place(id: string, box: Box | null): void;
  /** Moves soon (or no more): a layer of its own for the compositor. */
  lift(ids: readonly string[], on: boolean): void;
  overlay(shown: Shown | null, gesture: Gesture | null): void;
}

/** Where a gesture may begin: what of it does not depend on what was hit. */
interface Press { readonly name: 'pressed'; readonly pointer: number; readonly start: Point; readonly slop: number }
type State =
  | { readonly name: 'idle' }
  | Press & { readonly begin: () => Gesture | null; readonly click: Pressed }
  | { readonly name: 'pulling'; readonly pointer: number; readonly gesture: Gesture }
  | { readonly name: 'panning'; readonly pointer: number }
  | { readonly name: 'pinching' };

const IDLE: State = { name: 'idle' };
/** Two taps within this time and these pixels of the screen are one double tap. */
const SOON_MS = 350;
const NEAR = 24;

export class Pointer {
  /** Space is held: the pointer drags the page about. */
  hand = false;
  private state: State = IDLE;
  private frame = 0;
  private newest: { readonly at: Point; readonly keys: Keys } | null = null;
  private shown: Shown | null = null;
  /** Fingers that are down, where they are in the canvas. */
  private readonly fingers = new Map<number, Point>();
  private tapped: { readonly at: Point; readonly ms: number } | null = null;

  constructor(private readonly root: HTMLElement, private readonly drawing: Drawing) {
    root.addEventListener('pointerdown', this.down);
    root.addEventListener('pointermove', this.move);
    root.addEventListener('pointerup', this.up);
    root.addEventListener('pointercancel', this.lost);
    root.addEventListener('lostpointercapture', this.lost);
    root.addEventListener('dblclick', this.twice);
    root.addEventListener('touchstart', this.touched, { passive: false });
    root.addEventListener('wheel', this.wheel, { passive: false });
  }

  destroy(): void {
    this.cancel();
    this.root.removeEventListener('pointerdown', this.down);
    this.root.removeEventListener('pointermove', this.move);
    this.root.removeEventListener('pointerup', this.up);
    this.root.removeEventListener('pointercancel', this.lost);
    this.root.removeEventListener('lostpointercapture', this.lost);
    this.root.removeEventListener('dblclick', this.twice);
    this.root.removeEventListener('touchstart', this.touched);
    this.root.removeEventListener('wheel', this.wheel);
  }

  /** True when there was something to cancel. */
  cancel(): boolean {
    const was = this.state.name;
    this.settle();
    return was === 'pulling';
  }

  private readonly down = (event: PointerEvent): void => {
    if (useBuilder.getState().mode === 'text' || event.target instanceof HTMLTextAreaElement) return;
    const at = this.here(event);
    this.fingers.set(event.pointerId, at);
    if (event.pointerType === 'touch' && this.fingers.size === 2) { this.settle(); this.state = { name: 'pinching' }; this.root.setPointerCapture(event.pointerId); return; }
    if (this.state.name !== 'idle') return;
    if (event.button === 1 || (event.button === 0 && this.hand)) { event.preventDefault(); this.state = { name: 'panning', pointer: event.pointerId }; } else if (event.button === 0 && useBuilder.getState().mode === 'draw') this.press(event, at);
    if (this.state.name !== 'idle') this.root.setPointerCapture(event.pointerId);
  };

  private press(event: PointerEvent, screen: Point): void {
    const state = useBuilder.getState();
    const start = toDocument(state.view, screen);
    const own = into(frameAt(state.doc, state.level), start);
    const target = event.target instanceof HTMLElement ? event.target : null;
    const handle = target?.dataset['handle'];
    const movable = [...state.selected].filter((id) => state.doc.blocks[id]?.locked !== true);
    const pressed: Press = { name: 'pressed', pointer: event.pointerId, start, slop: event.pointerType === 'touch' ? FINGER : THRESHOLD };
    if (handle !== undefined && handle in HANDLES) {
      this.state = { ...pressed, click: { kind: 'handle' }, begin: () => begunResize(sceneOf(state), movable, HANDLES[handle as HandleName], own) };
    } else if (target?.dataset['turn'] !== undefined) {
      this.state = { ...pressed, click: { kind: 'handle' }, begin: () => begunRotate(sceneOf(state), movable, own) };
    } else this.pressBlock(event, pressed, state, own);
  }

  private pressBlock(event: PointerEvent, pressed: Press, state: BuilderState, own: Point): void {
    const hits = under(state, pressed.start);
    // What is chosen is pulled, also when something lies over it: it may have been chosen in the list or with Alt.
    const hit = hits.find((id) => state.selected.has(id)) ?? hits[0] ?? null;
    const was = hit !== null && state.selected.has(hit);
    this.state = {
      ...pressed,
      click: { kind: 'choose', behind: event.altKey, hit: was || event.altKey ? hit : hits[0] ?? null, was },
      begin: () => {
        if (hit === null) return begunMarquee({ ...sceneOf(state), items: sceneOf(state).items.filter(({ id }) => state.doc.blocks[id]?.locked !== true) }, event.shiftKey ? state.selected : new Set(), own);
        if (!was) state.select(event.shiftKey ? [...state.selected, hit] : [hit]);
        const now = useBuilder.getState();
        const movable = [...now.selected].filter((id) => now.doc.blocks[id]?.locked !== true);
        return movable.length === 0 ? null : begunMove(sceneOf(now), movable, own);
      },
    };
  }

  private readonly move = (event: PointerEvent): void => {
    const at = this.here(event);
    const before = this.fingers.get(event.pointerId);
    if (this.state.name === 'pinching') { this.pinch(event.pointerId, at); return; }
    if (before !== undefined) this.fingers.set(event.pointerId, at);
    if (this.state.name === 'panning' && before !== undefined) {
      const { view, look } = useBuilder.getState();
      look(panned(view, { x: at.x - before.x, y: at.y - before.y }));
    } else if ((this.state.name === 'pressed' || this.state.name === 'pulling') && event.pointerId === this.state.pointer) {
      this.newest = { at, keys: keysOf(event) };
      this.frame ||= requestAnimationFrame(this.draw);
    }
  };

  /** Once per frame, with the newest place. */
  private readonly draw = (): void => {
    this.frame = 0;
    if (this.newest === null) return;
    const { view, doc, level } = useBuilder.getState();
    const page = toDocument(view, this.newest.at);
    if (this.state.name === 'pressed') {
      if (!strayed(this.state.start, page, view.zoom, this.state.slop)) return;
      const gesture = this.state.begin();
      if (gesture === null) { this.settle(); return; }
      this.state = { name: 'pulling', pointer: this.state.pointer, gesture };
      if (gesture.kind !== 'marquee') this.drawing.lift(gesture.items.map(({ id }) => id), true);
    }
    if (this.state.name !== 'pulling') return;
    const { gesture } = this.state;
    this.shown = drawn(gesture, into(frameAt(doc, level), page), this.newest.keys, view.zoom);
    for (const [id, box] of this.shown.boxes) this.drawing.place(id, box);
    this.drawing.overlay(this.shown, gesture);
  };

  private readonly up = (event: PointerEvent): void => {
    this.fingers.delete(event.pointerId);
    if (this.state.name === 'pinching') { if (this.fingers.size === 0) this.settle(); return; }
    if (this.state.name === 'idle' || event.pointerId !== this.state.pointer) return;
    if (this.newest !== null) this.newest = { at: this.here(event), keys: keysOf(event) };
    this.draw();
    const [state, shown] = [this.state as State, this.shown]; // drawing may have begun the gesture
    this.settle();
    if (state.name === 'pressed') {
      click(state.click, state.start, event.shiftKey);
      if (event.pointerType === 'touch') this.tap(event);
    } else if (state.name === 'pulling') keep(state.gesture, shown);
  };

  private readonly lost = (event: PointerEvent): void => {
    this.fingers.delete(event.pointerId);
    if (this.state.name === 'pinching' ? this.fingers.size === 0 : this.state.name !== 'idle' && this.state.pointer === event.pointerId) this.settle();
  };

  /** Back to idle, with everything where the document has it. */
  private settle(): void {
    cancelAnimationFrame(this.frame);
    const { state, shown } = this;
    [this.frame, this.newest, this.shown, this.state] = [0, null, null, IDLE];
    if (state.name !== 'pulling') return;
    for (const id of shown?.boxes.keys() ?? []) this.drawing.place(id, null);
    if (state.gesture.kind !== 'marquee') this.drawing.lift(state.gesture.items.map(({ id }) => id), false);
    this.drawing.overlay(null, null);
  }

  /** From the pointer's own events, as the browser makes nothing more of a touch here. */
  private tap(event: PointerEvent): void {
    const [before, at] = [this.tapped, this.here(event)];
    const again = before !== null && event.timeStamp - before.ms < SOON_MS && Math.hypot(at.x - before.at.x, at.y - before.at.y) < NEAR;
    this.tapped = again ? null : { at, ms: event.timeStamp };
    if (again) this.twice(event);
  }

  /** Else a finger that rests opens a menu, and one that leaves swiftly is a fling, for which the browser swallows the next tap. */
  private readonly touched = (event: TouchEvent): void => {
    if (useBuilder.getState().mode !== 'text') event.preventDefault();
  };

  private readonly twice = (event: MouseEvent): void => {
    const { doc, view, mode, enter, select, ...place } = useBuilder.getState();
    if (mode !== 'draw') return;
    const at = toDocument(view, this.here(event));
    const [hit] = under({ doc, ...place }, at);
    const block = hit === undefined ? undefined : doc.blocks[hit];
    if (hit === undefined || block === undefined) return;
    const inside = insideOf(block, hit);
    if (inside !== null) {
      enter(inside);
      select(under({ doc, ...place, level: inside }, at).slice(0, 1));
    } else workOn(block, hit);
  };

  /** Two fingers: the page follows their middle, and the zoom their distance. */
  private pinch(pointer: number, at: Point): void {
    const other = [...this.fingers].find(([id]) => id !== pointer)?.[1];
    const before = this.fingers.get(pointer);
    this.fingers.set(pointer, at);
    if (other === undefined || before === undefined) return;
    const { view, look } = useBuilder.getState();
    const middle = { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 };
    const moved = panned(view, { x: (at.x - before.x) / 2, y: (at.y - before.y) / 2 });
    const grown = Math.hypot(at.x - other.x, at.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
    look(zoomedAt(moved, moved.zoom * grown, middle));
  }

  private readonly wheel = (event: WheelEvent): void => {
    event.preventDefault();
    const { view, look } = useBuilder.getState();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    const [x, y] = [event.deltaX * lines, event.deltaY * lines];
    if (event.ctrlKey || event.metaKey) look(zoomedAt(view, view.zoom * Math.exp(-Math.max(-60, Math.min(60, y)) / 150), this.here(event)));
    else look(panned(view, event.shiftKey ? { x: -y - x, y: 0 } : { x: -x, y: -y }));
  };

  private here(event: MouseEvent): Point {
    const { left, top } = this.root.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }
}

function keysOf(event: PointerEvent): Keys {
  return { shift: event.shiftKey, alt: event.altKey, mod: event.ctrlKey || event.metaKey };
}

/** What it was held by, the page before a block: the first is what people aim at. */
function snapOf(hints: readonly Hint[]): string {
  if (hints.some(({ kind }) => kind === 'gap')) return 'gap';
  const lines = hints.flatMap((hint) => (hint.kind === 'line' ? [`${hint.what}${hint.middle ? '-middle' : ''}`] : []));
  return lines.find((line) => !line.startsWith('block')) ?? lines[0] ?? '';
}

function keep(gesture: Gesture, shown: Shown | null): void {
  if (shown === null) return;
  const { edit, select, say } = useBuilder.getState();
  if (shown.selected !== null) { select(shown.selected); return; }
  const boxes = kept(shown);
  edit(`edit.${gesture.kind}`, (doc) => withBoxes(doc, boxes));
  const { figure, hints } = shown;
  if (figure !== null) say(`said.${figure.kind}`, { ...figure, snap: snapOf(hints) });
}
