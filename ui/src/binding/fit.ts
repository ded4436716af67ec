/**
 * Why: names come in any length. How large they can be is worked out from one measurement on a canvas that is made once, never by
 * reading the layout; where a line ends is decided here too, so that builder and display break alike.
 */
import type { Fit } from '../document/schema';

/** Width in px at 100 px type; `font` is the CSS of weight, style and family with `100px` in it. */
export type Measure = (text: string, font: string) => number;

const REMEMBERED = 2000;
const known = new Map<string, number>();
let canvas: CanvasRenderingContext2D | null | undefined;
let edition = 0;
let chosen: Measure | null = null;

/** Faces have come: what was measured before is not true any more. */
export function forgetMeasured(): void {
  known.clear();
  edition += 1;
}

export function measureEdition(): number {
  return edition;
}

/** For tests, where there is no canvas; null gives the canvas back. */
export function measureWith(measure: Measure | null): void {
  chosen = measure;
  forgetMeasured();
}

export function measure(text: string, font: string): number {
  if (chosen !== null) return chosen(text, font);
  const key = font + text;
  const before = known.get(key);
  if (before !== undefined) return before;
  canvas ??= document.createElement('canvas').getContext('2d');
  // Without a canvas half the size for each letter is the best guess.
  let width = text.length * 50;
  if (canvas !== null) {
    canvas.font = font;
    width = canvas.measureText(text).width;
  }
  if (known.size >= REMEMBERED) known.clear();
  known.set(key, width);
  return width;
}

/** Digits of one width are wider than those of a canvas, which cannot set them: the page is asked, once for each face. */
function digit(font: string): number {
  const key = `tabular ${font}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const probe = document.createElement('span');
  Object.assign(probe.style, { font, fontVariantNumeric: 'tabular-nums', position: 'absolute', visibility: 'hidden', whiteSpace: 'pre' });
  probe.textContent = '00000000';
  document.documentElement.append(probe);
  const width = probe.getBoundingClientRect().width / 8;
  probe.remove();
  known.set(key, width);
  return width;
}

/** As `measure`, in digits of one width: a clock keeps its size whatever it shows. */
export function measureTabular(text: string, font: string): number {
  const others = text.replace(/\d/g, '');
  const width = chosen === null && others !== text ? digit(font) : 0;
  return width === 0 ? measure(text.replace(/\d/g, '0'), font) : (text.length - others.length) * width + (others === '' ? 0 : measure(others, font));
}

export interface Room {
  readonly w: number;
  readonly h: number;
  readonly size: number;
  /** Height of a line as a part of the size. */
  readonly lh: number;
  readonly fit: Fit;
}
export interface Fitted {
  readonly text: string;
  readonly size: number;
  readonly lines: number;
  /** Width in px of the longest line at that size. */
  readonly width: number;
}

/** Where a line may end: at spaces, and between letters of scripts that have none. */
const PIECES = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\u0e00-\u0e7f][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e。、]*|\s+|[^\s\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\u0e00-\u0e7f]+/g;

/** Breaks so that no line is wider than `width`, in px at 100 px type; a word that is wider stands alone. */
function broken(text: string, width: number, wide: (text: string) => number): string[] {
  const all: string[] = [];
  for (const part of text.split('\n')) {
    let line = '';
    for (const piece of part.match(PIECES) ?? []) {
      if (line !== '' && piece.trim() !== '' && wide(line + piece) > width) {
        all.push(line.trimEnd());
        line = piece;
      } else if (line !== '' || piece.trim() !== '') line += piece;
    }
    all.push(line.trimEnd());
  }
  return all;
}

const STEPS = 12;
type Wide = (text: string) => number;

/** The largest type between `least` and the whole size at which `most` lines fit, and those lines. */
function inLines(text: string, { w, h, size, lh }: Room, least: number, most: number, wide: Wide): Fitted {
  const lay = (at: number): string[] => broken(text, (w - 1) * 100 / at, wide);
  const fits = (lines: string[], at: number): boolean => (
    lines.length <= most && lines.length * lh * at <= h * 1.02 && lines.every((line) => wide(line) * at / 100 <= w));
  let [low, high] = fits(lay(size), size) ? [size, size] : [least, size];
  for (let step = 0; step < STEPS && low < high; step += 1) {
    const middle = (low + high) / 2;
    if (fits(lay(middle), middle)) low = middle;
    else high = middle;
  }
  low = Math.floor(low * 10) / 10;
  const all = lay(low);
  const lines = all.length > most ? [...all.slice(0, most - 1), all.slice(most - 1).join(' ')] : all;
  return { text: lines.join('\n'), size: low, lines: lines.length, width: Math.max(...lines.map(wide)) * low / 100 };
}

/** How many lines there may be: one, unless the document says more or the text is to be broken. */
function mostLines({ h, size, lh, fit }: Room): number {
  return fit.lines ?? (fit.mode === 'wrap' ? Math.max(1, Math.floor(h / (size * lh * 0.98))) : 1);
}

/** `wide`: px at 100 px type. Shrinks down to the least size, then breaks into as many lines as are allowed. */
export function fitText(text: string, room: Room, wide: Wide): Fitted {
  const { w, size, fit: { mode = 'shrink', min = 0.5 } } = room;
  const given = text.split('\n');
  const widest = Math.max(...given.map(wide));
  const whole = (at: number): Fitted => ({ text, size: at, lines: given.length, width: widest * at / 100 });
  // In one step: as much smaller as it is too wide.
  const one = widest * size <= (w - 1) * 100 ? size : Math.floor((w - 1) * 1000 / widest) / 10;
  if (one === size) return whole(size);
  const least = Math.max(1, size * Math.min(1, min));
  const most = mode === 'clip' || mode === 'marquee' ? 1 : mostLines(room);
  if (mode === 'shrink' && (one >= least || most === 1)) return whole(Math.max(one, least));
  return most === 1 ? whole(size) : inLines(text, room, mode === 'ellipsis' ? size : least, most, wide);
}
