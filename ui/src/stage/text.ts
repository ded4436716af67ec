/**
 * Why: names come from strangers and in any length and script. They reach the page through `Text.data`
 * only, so a name can never be markup, and they shrink to their box by one measurement instead of a
 * loop of layout reads.
 */

/** Width in px of a text in a font of 100 px. Another `edition`: faces have come, so measure again. */
export interface Measure {
  (text: string, font: Font): number;
  readonly edition?: number;
}

export interface Font {
  readonly family: string;
  readonly weight: number;
  /** `equal`: tabular digits, as the class `equal` styles them; a canvas cannot measure those. */
  readonly digits?: 'equal';
  /** A text with one of these letters is set in this family as a whole, not in two hands. */
  readonly kin?: { readonly letters: RegExp; readonly family: string };
  /** A text with one of these letters wants the forms that the face keeps for this language. */
  readonly forms?: { readonly letters: RegExp; readonly lang: string };
}

function familyOf(text: string, font: Font): string {
  return font.kin?.letters.test(text) === true ? font.kin.family : font.family;
}

const SMALLEST = 0.5;
const REMEMBERED = 500;

/** `size × min(1, width / measured)`, but not below `least`; what is still too long gets an ellipsis. */
export function fitSize(size: number, width: number, measured: number, least = SMALLEST): number {
  if (measured <= 0) return size;
  return Math.floor(size * Math.max(least, Math.min(1, width / measured)) * 10) / 10;
}

/** The canvas measurement with a bounded memory, and how to make it forget. */
export interface CanvasMeasure extends Measure {
  readonly edition: number;
  readonly forget: () => void;
}

/** Call only when the fonts are loaded, and `forget` when more have come. */
export function canvasMeasure(canvas: HTMLCanvasElement): CanvasMeasure {
  const context = canvas.getContext('2d');
  const known = new Map<string, number>();
  let edition = 0;
  const measure = (text: string, font: Font): number => {
    const key = `${String(font.weight)} ${font.family} ${text}`;
    const before = known.get(key);
    if (before !== undefined || context === null) return before ?? 0;
    context.font = `${String(font.weight)} 100px ${familyOf(text, font)}`;
    const width = context.measureText(text).width;
    if (known.size >= REMEMBERED) known.clear();
    known.set(key, width);
    return width;
  };
  const forget = (): void => {
    known.clear();
    edition += 1;
  };
  return Object.defineProperty(Object.assign(measure, { forget }), 'edition', { get: () => edition }) as CanvasMeasure;
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
  /** Its background is seen, so it ends where the box ends; without, marks may stand out above and below. */
  readonly filled?: true;
}

/** The part of the box's size at which a text fits, at most 1. */
export function fitPart(text: string, font: Font, box: Box, measure: Measure): number {
  const measured = (widthOf(text, font, measure) * box.size) / 100;
  return measured <= 0 ? 1 : Math.min(1, (box.w - 2) / measured);
}

/** How far a mark on a capital, or a Thai vowel over a vowel, may stand out of its line. */
const OVERHANG = 0.3;

/** Tells the browser only what is new: equal writes would still cost a style pass. */
export class Label {
  readonly element: HTMLElement;
  private readonly node: Text;
  private shownSize = 0;
  private shownBox: Box | null = null;
  private shownMost = 1;
  private shownEdition: number | undefined;
  private shownFamily = '';

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

  /** No box: the text has no place in this arrangement. `most`: the part of the size that its page has. */
  set(text: string, box: Box | null, most = 1): void {
    const hidden = box === null || text === '';
    if (this.element.hidden !== hidden) this.element.hidden = hidden;
    if (box === null) return;
    const changed = this.node.data !== text;
    if (changed) this.node.data = text;
    if (changed || box !== this.shownBox || most !== this.shownMost || this.measure.edition !== this.shownEdition) {
      this.lay(text, box, most);
    }
  }

  private lay(text: string, box: Box, most: number): void {
    if (box !== this.shownBox) this.put(box);
    this.shownMost = most;
    this.shownEdition = this.measure.edition;
    const style = this.element.style;
    const family = this.font.kin?.letters.test(text) === true ? this.font.kin.family : '';
    if (family !== this.shownFamily) style.fontFamily = family;
    this.shownFamily = family;
    const lang = this.font.forms?.letters.test(text) === true ? this.font.forms.lang : '';
    if (this.element.lang !== lang) this.element.lang = lang;
    const measured = (widthOf(text, this.font, this.measure) * box.size) / 100;
    const least = Math.min(box.least ?? SMALLEST, most);
    const size = Math.min(fitSize(box.size, box.w - 2, measured, least), Math.floor(box.size * most * 10) / 10);
    if (size === this.shownSize) return;
    style.fontSize = `${String(size)}px`;
    this.shownSize = size;
  }

  private put(box: Box): void {
    const style = this.element.style;
    const over = box.filled === true ? 0 : Math.round(box.h * OVERHANG);
    style.transform = `translate(${String(box.x)}px, ${String(box.y - over)}px)`;
    style.width = `${String(box.w)}px`;
    style.height = `${String(box.h + 2 * over)}px`;
    style.lineHeight = `${String(box.h)}px`;
    style.padding = over === 0 ? '' : `${String(over)}px 0`;
    style.textAlign = box.align ?? 'left';
    this.shownBox = box;
  }
}
