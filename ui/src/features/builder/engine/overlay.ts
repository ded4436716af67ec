/**
 * Why a layer of its own that is never scaled: handles, lines and words keep their size at every zoom. It is written by
 * hand and from a small pool of elements, because during a gesture nothing goes through React.
 */
import { boundsOf, boxOutOf, centreOf, HANDLES, outOf, turnedAbout, type Box, type Frame, type HandleName } from './geometry';
import type { Axis, Hint } from './snap';
import { toScreen, type Point, type View } from './viewport';

export interface OverlayClasses { readonly outline: string; readonly box: string; readonly handle: string; readonly turn: string; readonly line: string; readonly gap: string; readonly label: string; readonly marquee: string; readonly level: string; readonly safe: string; readonly guide: string }

export interface Overlaid {
  readonly view: View;
  readonly frame: Frame;
  /** What is chosen, in the figures of the frame. */
  readonly boxes: readonly Box[];
  readonly hints: readonly Hint[];
  readonly marquee: Box | null;
  /** Beside the choice: its size, its place, its angle. */
  readonly label: string | null;
  /** Whether the choice has handles (not when it is locked, nor while it is moved). */
  readonly handles: boolean;
  /** What a television may hide lies outside of it; on the page. */
  readonly safe: Box | null;
  readonly guides: { readonly x: readonly number[]; readonly y: readonly number[] };
  /** The guide that is being pulled, which is told in figures. */
  readonly pulled: { readonly axis: Axis; readonly at: number | null } | null;
  /** The group one works in, on the page. */
  readonly level: Box | null;
}

const BELOW = 14;
/** Below this a side has no handle of its own: it would hide the block. */
const ROOM = 44;

type Kind = keyof OverlayClasses;

export class Overlay {
  private readonly pools = new Map<Kind, HTMLElement[]>();
  private readonly used = new Map<Kind, number>();
  private readonly box: HTMLElement;
  private readonly handles: ReadonlyMap<HandleName, HTMLElement>;
  private readonly turn: HTMLElement;

  constructor(private readonly host: HTMLElement, private readonly classes: OverlayClasses) {
    this.box = this.made('box');
    this.handles = new Map((Object.keys(HANDLES) as HandleName[]).map((name) => [name, this.handle(name)]));
    this.turn = this.made('turn', this.box);
    this.turn.dataset['turn'] = '';
  }

  show(overlaid: Overlaid): void {
    const { view, frame, hints, marquee, level, safe } = overlaid;
    for (const kind of this.pools.keys()) this.used.set(kind, 0);
    if (safe !== null) this.put(this.next('safe'), view, safe);
    this.guide(overlaid);
    if (level !== null) this.put(this.next('level'), view, level);
    this.choice(overlaid);
    for (const hint of hints) this.hint(view, frame, hint);
    if (marquee !== null) this.put(this.next('marquee'), view, boxOutOf(frame, marquee));
    for (const [kind, pool] of this.pools) pool.slice(this.used.get(kind) ?? 0).forEach((element) => { element.hidden = true; });
  }

  destroy(): void { this.host.replaceChildren(); }

  private guide({ view, guides, pulled }: Overlaid): void {
    for (const axis of ['x', 'y'] as const) for (const at of guides[axis]) this.stripe(view, at, axis);
    if (pulled === null || pulled.at === null) return;
    const at = this.stripe(view, pulled.at, pulled.axis);
    this.words(String(pulled.at), pulled.axis === 'x' ? { x: at, y: BELOW } : { x: BELOW * 2, y: at }, 'guide');
  }

  /** Where on the screen it lies. */
  private stripe(view: View, at: number, axis: Axis): number {
    const element = this.next('guide');
    element.dataset['axis'] = axis;
    element.dataset['guide'] = String(at);
    const place = Math.round(toScreen(view, { x: at, y: at })[axis]);
    element.style.transform = axis === 'x' ? `translateX(${place}px)` : `translateY(${place}px)`;
    return place;
  }

  private choice({ view, frame, boxes, handles, label }: Overlaid): void {
    const pages = boxes.map((box) => boxOutOf(frame, box));
    if (pages.length > 1) for (const box of pages) this.put(this.next('outline'), view, box);
    const whole = pages.length === 1 ? pages[0] : boxOutOf(frame, boundsOf(boxes));
    this.box.hidden = pages.length === 0;
    if (whole === undefined || pages.length === 0) return;
    this.frameUp(view, whole, handles);
    if (label !== null) this.words(label, this.beneath(view, whole));
  }

  private frameUp(view: View, box: Box, handles: boolean): void {
    this.put(this.box, view, box);
    const [w, h] = [box.w * view.zoom, box.h * view.zoom];
    this.turn.hidden = !handles;
    // Of what is small the handles lie outside, or it could not be pulled.
    this.box.dataset['narrow'] = String(w < ROOM);
    this.box.dataset['low'] = String(h < ROOM);
    for (const [name, element] of this.handles) {
      const side = HANDLES[name];
      const squeezed = (side.x === 0 && w < ROOM) || (side.y === 0 && h < ROOM);
      element.hidden = !handles || squeezed;
      element.style.cursor = cursorOf(Math.atan2(side.y, side.x) * 180 / Math.PI + box.rot);
    }
  }

  private hint(view: View, frame: Frame, hint: Hint): void {
    const across = hint.axis === 'x';
    const gap = hint.kind === 'gap';
    // A line goes along the other axis, a gap along its own.
    const ends: readonly [Point, Point] = across !== gap
      ? [{ x: hint.at, y: hint.from }, { x: hint.at, y: hint.to }]
      : [{ x: hint.from, y: hint.at }, { x: hint.to, y: hint.at }];
    const [from, to] = ends.map((end) => toScreen(view, outOf(frame, end))) as [Point, Point]; // two ends, as above
    const element = this.next(gap ? 'gap' : 'line');
    element.dataset['what'] = gap ? 'gap' : `${hint.what}${hint.middle ? '-middle' : ''}`;
    element.style.width = `${Math.hypot(to.x - from.x, to.y - from.y)}px`;
    element.style.transform = `translate(${from.x}px, ${from.y}px) rotate(${Math.atan2(to.y - from.y, to.x - from.x)}rad)`;
    if (gap) this.words(String(Math.round((hint.to - hint.from) * 10) / 10), { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, 'gap');
  }

  private words(text: string, at: Point, of = 'choice'): void {
    const element = this.next('label');
    element.dataset['of'] = of;
    if (element.textContent !== text) element.textContent = text;
    element.style.transform = `translate(${Math.round(at.x)}px, ${Math.round(at.y)}px) translate(-50%, ${of === 'gap' ? '-50%' : '0'})`;
  }

  /** Under the lowest corner, wherever that is turned to. */
  private beneath(view: View, box: Box): Point {
    const bounds = boundsOf([box]);
    const at = toScreen(view, { x: bounds.x + bounds.w / 2, y: bounds.y + bounds.h });
    return { x: at.x, y: at.y + BELOW };
  }

  private put(element: HTMLElement, view: View, box: Box): void {
    const middle = toScreen(view, centreOf(box));
    const [w, h] = [box.w * view.zoom, box.h * view.zoom];
    element.style.width = `${w}px`;
    element.style.height = `${h}px`;
    element.style.transform = `translate(${middle.x - w / 2}px, ${middle.y - h / 2}px) rotate(${box.rot}deg)`;
  }

  private next(kind: Kind): HTMLElement {
    const pool = this.pools.get(kind) ?? [];
    this.pools.set(kind, pool);
    const count = this.used.get(kind) ?? 0;
    this.used.set(kind, count + 1);
    const element = pool[count] ?? this.made(kind);
    if (count === pool.length) pool.push(element);
    element.hidden = false;
    return element;
  }

  private handle(name: HandleName): HTMLElement {
    const element = this.made('handle', this.box);
    element.dataset['handle'] = name;
    return element;
  }

  private made(kind: Kind, parent: HTMLElement = this.host): HTMLElement {
    const element = this.host.ownerDocument.createElement('div');
    element.className = this.classes[kind];
    parent.append(element);
    return element;
  }
}

const CURSORS = ['ew-resize', 'nwse-resize', 'ns-resize', 'nesw-resize'];

/** The arrow that lies along that direction. */
export function cursorOf(degrees: number): string {
  return CURSORS[((Math.round(degrees / 45) % 4) + 4) % 4] ?? 'move';
}

/** Where the handle of a box lies on the screen: for tests and for who measures. */
export function handleAt(view: View, box: Box, name: HandleName): Point {
  const middle = centreOf(box);
  const side = HANDLES[name];
  return toScreen(view, turnedAbout({ x: middle.x + side.x * box.w / 2, y: middle.y + side.y * box.h / 2 }, middle, box.rot));
}
