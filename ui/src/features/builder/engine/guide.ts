/**
 * Guides by hand: out of a ruler into the page, from there elsewhere, and off the page to be rid of it. As with blocks, the
 * store hears of it at the end; until then a guide is drawn where the pointer has it, at most once per frame.
 *
 *   idle → pulling → idle            one guide more, elsewhere, or gone
 *   pulling → Escape → idle          as if nothing had been
 */
import { useBuilder, type BuilderState } from '../store';
import { boundsOf } from './geometry';
import { REACH } from './gestures';
import { sceneOf } from './scene';
import { nearest, snappingOf, type Axis, type Line } from './snap';
import { toDocument } from './viewport';

/** `at`: null is off the page. */
export interface PulledGuide {
  readonly axis: Axis;
  /** Where it lay before; null: it comes out of a ruler. */
  readonly from: number | null;
  readonly at: number | null;
}

interface Pull {
  readonly pointer: number;
  readonly axis: Axis;
  readonly from: number | null;
  /** From the pointer to the guide, so that taking it does not move it. */
  readonly aside: number;
  readonly lines: readonly Line[];
}

type Guides = BuilderState['guides'];

/** The guides after a pull: none twice. */
export function guidesAfter(guides: Guides, { axis, from, at }: PulledGuide): Guides {
  const left = guides[axis].filter((one) => one !== from);
  return { ...guides, [axis]: at === null ? left : [...new Set([...left, at])] };
}

export class GuidePuller {
  private pull: Pull | null = null;
  private frame = 0;
  private newest: PointerEvent | null = null;

  /** `desk` holds the canvas and the rulers. */
  constructor(private readonly desk: HTMLElement, private readonly canvas: HTMLElement, private readonly draw: (pulled: PulledGuide | null) => void) {
    // Before the canvas: what is a guide is no block.
    desk.addEventListener('pointerdown', this.down, true);
    desk.addEventListener('pointermove', this.move);
    desk.addEventListener('pointerup', this.up);
    desk.addEventListener('pointercancel', this.lost);
    desk.addEventListener('lostpointercapture', this.lost);
  }

  destroy(): void {
    this.cancel();
    this.desk.removeEventListener('pointerdown', this.down, true);
    this.desk.removeEventListener('pointermove', this.move);
    this.desk.removeEventListener('pointerup', this.up);
    this.desk.removeEventListener('pointercancel', this.lost);
    this.desk.removeEventListener('lostpointercapture', this.lost);
  }

  /** True when there was something to cancel. */
  cancel(): boolean {
    const was = this.pull !== null;
    cancelAnimationFrame(this.frame);
    [this.pull, this.frame, this.newest] = [null, 0, null];
    if (was) this.draw(null);
    return was;
  }

  private readonly down = (event: PointerEvent): void => {
    const state = useBuilder.getState();
    const { axis, from } = takenBy(event.target);
    if (axis === null || event.button !== 0 || state.mode === 'preview') return;
    event.preventDefault();
    event.stopPropagation();
    if (this.pull !== null) return;
    this.desk.setPointerCapture(event.pointerId);
    this.pull = { pointer: event.pointerId, axis, from, aside: from === null ? 0 : from - this.place(event, axis).page, lines: linesOf(state, axis) };
  };

  private readonly move = (event: PointerEvent): void => {
    if (event.pointerId !== this.pull?.pointer) return;
    this.newest = event;
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      if (this.pull !== null && this.newest !== null) this.draw(this.pulled(this.pull, this.newest));
    });
  };

  private readonly up = (event: PointerEvent): void => {
    if (this.pull === null || event.pointerId !== this.pull.pointer) return;
    const done = this.pulled(this.pull, event);
    this.cancel();
    if (done.at === done.from) return;
    const { guides, setGuides, say } = useBuilder.getState();
    setGuides(guidesAfter(guides, done));
    if (done.at === null) say('said.guideGone');
    else say(done.axis === 'x' ? 'said.guideX' : 'said.guideY', { at: done.at });
  };

  private readonly lost = (event: PointerEvent): void => {
    if (event.pointerId === this.pull?.pointer) this.cancel();
  };

  private pulled({ axis, from, aside, lines }: Pull, event: PointerEvent): PulledGuide {
    const { doc, view } = useBuilder.getState();
    const { page, seen } = this.place(event, axis);
    const free = page + aside;
    const at = Math.round(free + (event.altKey || free === from ? 0 : nearest(lines, free, REACH / view.zoom) ?? 0));
    return { axis, from, at: seen && at >= 0 && at <= (axis === 'x' ? doc.size.w : doc.size.h) ? at : null };
  }

  /** In pixels of the document; `seen`: not back over the ruler, nor beyond the canvas. */
  private place(event: PointerEvent, axis: Axis): { readonly page: number; readonly seen: boolean } {
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    const at = { x: event.clientX - left, y: event.clientY - top };
    return { page: toDocument(useBuilder.getState().view, at)[axis], seen: at[axis] >= 0 && at[axis] <= (axis === 'x' ? width : height) };
  }
}

/** What was pressed: a ruler gives a guide that lies along it, a guide itself. */
function takenBy(target: EventTarget | null): { readonly axis: Axis | null; readonly from: number | null } {
  const { ruler, guide, axis } = target instanceof HTMLElement ? target.dataset : {} as DOMStringMap;
  if (ruler !== undefined) return { axis: ruler === 'x' ? 'y' : 'x', from: null };
  return guide === undefined ? { axis: null, from: null } : { axis: axis === 'x' ? 'x' : 'y', from: Number(guide) };
}

/** What a guide holds to: the page, its safe zone, the blocks. */
function linesOf(state: BuilderState, axis: Axis): readonly Line[] {
  const { items, page, safe, grid } = sceneOf({ ...state, level: null });
  return snappingOf({ others: items.map(({ box }) => boundsOf([box])), page, safe, grid, guides: { x: [], y: [] } }).lines[axis];
}
