/**
 * Why: some words of an operator go before everything: an emergency that must be read from fifty metres,
 * the number of a screen that somebody looks for, or no light at all. They lie over the stage and
 * touch nothing of it, so that what was there is there again when they are taken back.
 */
import type { Shape } from '../stage/fit';
import { DESIGN } from '../stage/fit';
import type { Measure } from '../stage/text';
import { Paragraph, type Room } from '../stage/paragraph';
import { DISPLAY } from './faces';
import type { Cover } from './picture';

interface CoverLayout {
  readonly words: Room;
  readonly number: Room;
  readonly name: Room;
}

function layoutOf(shape: Shape): CoverLayout {
  const { w, h } = DESIGN[shape];
  const edge = 70;
  const inner = w - 2 * edge;
  return {
    words: { x: edge, y: edge, w: inner, h: h - 2 * edge, most: 900 },
    number: { x: edge, y: h * 0.06, w: inner, h: h * 0.64, most: 1000 },
    name: { x: edge, y: h * 0.74, w: inner, h: h * 0.2, most: 200 },
  };
}

const LAYOUTS: Readonly<Record<Shape, CoverLayout>> = { landscape: layoutOf('landscape'), portrait: layoutOf('portrait') };

export class CoverPage {
  readonly element = document.createElement('section');
  private readonly words: Paragraph;
  private readonly number: Paragraph;
  private readonly name: Paragraph;
  private kind: Cover['kind'] | null = null;

  constructor(measure: Measure) {
    const paragraph = (name: string): Paragraph => new Paragraph(name, DISPLAY, measure);
    this.words = paragraph('cover-words');
    this.number = paragraph('cover-number');
    this.name = paragraph('cover-name');
    this.element.className = 'cover';
    this.element.hidden = true;
    this.element.append(this.words.element, this.number.element, this.name.element);
  }

  draw(shape: Shape, cover: Cover | null): void {
    this.turnTo(cover);
    const { words, number, name } = LAYOUTS[shape];
    this.words.set(cover?.kind === 'emergency' ? cover.text : '', words);
    this.number.set(cover?.kind === 'identify' ? cover.number : '', number);
    this.name.set(cover?.kind === 'identify' ? cover.name : '', name);
  }

  /** The role first, the words after it: so a reader that is there says them at once. */
  private turnTo(cover: Cover | null): void {
    const kind = cover?.kind ?? null;
    if (kind === this.kind) return;
    this.kind = kind;
    this.element.hidden = kind === null;
    this.element.dataset['kind'] = kind ?? '';
    if (kind === 'emergency') this.element.setAttribute('role', 'alert');
    else this.element.removeAttribute('role');
  }
}
