/**
 * Why painted and not made of elements: a ruler has some two hundred ticks, and all of them move with every push of the
 * page. It follows the store by itself, at most once per frame, and only what one looks at; a pulled block leaves it alone.
 */
import { useBuilder } from '../store';
import { ticksOf, type Tick } from './ruler';
import type { Axis } from './snap';

const LENGTH: Readonly<Record<Tick['kind'], number>> = { written: 1, long: 0.45, short: 0.25 };
const LETTERS = '10px system-ui, sans-serif';

export class Rulers {
  private frame = 0;
  private readonly unfollow: () => void;
  private readonly sized: ResizeObserver;
  private readonly scheme: MutationObserver;

  /** `x` measures across and lies above the canvas, `y` down and lies beside it. */
  constructor(private readonly strips: Readonly<Record<Axis, HTMLCanvasElement>>) {
    this.unfollow = useBuilder.subscribe((state, before) => { if (state.view !== before.view || state.doc.size !== before.doc.size) this.soon(); });
    this.sized = new ResizeObserver(() => { this.soon(); });
    for (const strip of Object.values(strips)) this.sized.observe(strip);
    this.scheme = new MutationObserver(() => { this.soon(); });
    this.scheme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-mantine-color-scheme'] });
    this.soon();
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
    this.unfollow();
    this.sized.disconnect();
    this.scheme.disconnect();
  }

  private soon(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.paint('x');
      this.paint('y');
    });
  }

  private paint(axis: Axis): void {
    const strip = this.strips[axis];
    const pen = strip.getContext('2d');
    const { view, doc } = useBuilder.getState();
    const [w, h] = [strip.clientWidth, strip.clientHeight];
    if (pen === null || w === 0 || h === 0) return;
    const { color, backgroundColor } = getComputedStyle(strip);
    sharpen(strip, pen, w, h);
    const [long, thick, start] = axis === 'x' ? [w, h, view.x] : [h, w, view.y];
    // Down the side everything is the same, turned.
    if (axis === 'y') pen.transform(0, 1, 1, 0, 0, 0);
    pen.fillStyle = backgroundColor;
    pen.fillRect(0, 0, long, thick);
    pen.fillStyle = color;
    // What is not of the page is paler.
    pen.globalAlpha = 0.12;
    const [first, last] = [start, start + (axis === 'x' ? doc.size.w : doc.size.h) * view.zoom];
    if (first > 0) pen.fillRect(0, 0, Math.min(first, long), thick);
    if (last < long) pen.fillRect(Math.max(0, last), 0, long - Math.max(0, last), thick);
    pen.globalAlpha = 1;
    pen.font = LETTERS;
    for (const { at, kind } of ticksOf(view.zoom, -start / view.zoom, (long - start) / view.zoom)) {
      const place = Math.round(at * view.zoom + start);
      const length = Math.round(thick * LENGTH[kind]);
      pen.fillRect(place, thick - length, 1, length);
      if (kind === 'written') write(pen, axis, String(at), place);
    }
  }
}

/** As many dots as the screen has; a strip that keeps its size is not made anew. */
function sharpen(strip: HTMLCanvasElement, pen: CanvasRenderingContext2D, w: number, h: number): void {
  const dots = Math.max(1, devicePixelRatio);
  const size = { w: Math.round(w * dots), h: Math.round(h * dots) };
  if (strip.width !== size.w || strip.height !== size.h) [strip.width, strip.height] = [size.w, size.h];
  pen.setTransform(dots, 0, 0, dots, 0, 0);
}

/** Beside its tick; down the side from below to above, as figures of an axis stand. */
function write(pen: CanvasRenderingContext2D, axis: Axis, text: string, place: number): void {
  pen.save();
  if (axis === 'x') {
    pen.textBaseline = 'top';
    pen.fillText(text, place + 3, 2);
  } else {
    // Undoes the turn of the strip: x is across again, y down; then a quarter to the left.
    pen.transform(0, 1, 1, 0, 0, 0);
    pen.translate(2, place - 3);
    pen.rotate(-Math.PI / 2);
    pen.textBaseline = 'top';
    pen.fillText(text, 0, 0);
  }
  pen.restore();
}
