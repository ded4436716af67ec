/**
 * Why: names come from strangers and in any length and script. They reach the page through `Text.data`
 * only, so a name can never be markup, and they shrink to their box by one measurement instead of a
 * loop of layout reads.
 */

/** Width in px of a text in a font of 100 px. */
export type Measure = (text: string, font: Font) => number;

export interface Font {
  readonly family: string;
  readonly weight: number;
  /** `equal`: tabular digits, as the class `equal` styles them; a canvas cannot measure those. */
  readonly digits?: 'equal';
}

const SMALLEST = 0.5;
const REMEMBERED = 500;

/** `size × min(1, width / measured)`, but not below `least`; what is still too long gets an ellipsis. */
export function fitSize(size: number, width: number, measured: number, least = SMALLEST): number {
  if (measured <= 0) return size;
  return Math.floor(size * Math.max(least, Math.min(1, width / measured)) * 10) / 10;
}

/** The canvas measurement with a bounded memory. Call only when the fonts are loaded. */
export function canvasMeasure(canvas: HTMLCanvasElement): Measure {
  const context = canvas.getContext('2d');
  const known = new Map<string, number>();
  return (text, font) => {
    const key = `${String(font.weight)} ${font.family} ${text}`;
    const before = known.get(key);
    if (before !== undefined || context === null) return before ?? 0;
    context.font = `${String(font.weight)} 100px ${font.family}`;
    const width = context.measureText(text).width;
    if (known.size >= REMEMBERED) known.clear();
    known.set(key, width);
    return width;
  };
}

/** Width of «00:00:00» on the page, in tabular digits set a little closer, over that on a canvas. */
const EQUAL_DIGITS = 1.03;

/** A running clock keeps its size whatever it shows: each digit counts as a nought. */
function widthOf(text: string, font: Font, measure: Measure): number {
  if (font.digits !== 'equal') return measure(text, font);
  return measure(text.replace(/\d/g, '0'), font) * EQUAL_DIGITS;
}

/** A place for one line of text, in design pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** Font size before fitting. */
  readonly size: number;
  /** How far it may shrink, as a part of `size`; half, unless the size is so large that less is still large. */
  readonly least?: number;
  readonly align?: 'left' | 'right' | 'center';
}

/** Tells the browser only what is new: equal writes would still cost a style pass. */
export class Label {
  readonly element: HTMLElement;
  private readonly node: Text;
  private shownSize = 0;
  private shownBox: Box | null = null;

  constructor(
    className: string,
    private readonly font: Font,
    private readonly measure: Measure,
  ) {
    this.element = document.createElement('div');
    this.element.className = `label ${className}${font.digits === 'equal' ? ' equal' : ''}`;
    this.element.dir = 'auto';
    this.node = document.createTextNode('');
    this.element.appendChild(this.node);
  }

  /** No box: the text has no place in this arrangement. */
  set(text: string, box: Box | null): void {
    const hidden = box === null || text === '';
    if (this.element.hidden !== hidden) this.element.hidden = hidden;
    if (box === null) return;
    const changed = this.node.data !== text;
    if (changed) this.node.data = text;
    if (changed || box !== this.shownBox) this.lay(text, box);
  }

  private lay(text: string, box: Box): void {
    const style = this.element.style;
    if (box !== this.shownBox) {
      style.transform = `translate(${String(box.x)}px, ${String(box.y)}px)`;
      style.width = `${String(box.w)}px`;
      style.height = `${String(box.h)}px`;
      style.lineHeight = `${String(box.h)}px`;
      style.textAlign = box.align ?? 'left';
      this.shownBox = box;
    }
    const measured = (widthOf(text, this.font, this.measure) * box.size) / 100;
    const size = fitSize(box.size, box.w - 2, measured, box.least);
    if (size === this.shownSize) return;
    style.fontSize = `${String(size)}px`;
    this.shownSize = size;
  }
}
