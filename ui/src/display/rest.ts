/**
 * Why: between two runners the wall is still somebody's event. The resting picture shows whose it is,
 * a clock that can be trusted, and who came last; or that everybody waits for the first.
 */
import type { Passing } from '../api/messages';
import type { Shape } from '../stage/fit';
import { type Box, Label, type Measure, fitPart } from '../stage/text';
import { nameLines, title } from './card';
import { DIGITS, DISPLAY, PLAIN } from './faces';
import type { Picture } from './picture';
import type { Words } from './words';

interface RestLayout {
  readonly title: Box;
  readonly session: Box;
  readonly clock: Box;
  readonly words: Box;
  readonly heading: Box;
  readonly rows: readonly { readonly bib: Box; readonly name: Box; readonly time: Box }[];
}

function row(x: number, y: number, w: number, h: number): RestLayout['rows'][number] {
  const bibWidth = Math.round(h * 1.5);
  const timeWidth = Math.round(h * 2.1);
  return {
    bib: { x, y, w: bibWidth, h, size: h * 0.7 },
    name: { x: x + bibWidth + h * 0.2, y, w: w - bibWidth - timeWidth - h * 0.5, h, size: h * 0.7 },
    time: { x: x + w - timeWidth, y, w: timeWidth, h, size: h * 0.6, align: 'right' },
  };
}

function rows(count: number, x: number, y: number, w: number, h: number): RestLayout['rows'] {
  return Array.from({ length: count }, (_, i) => row(x, y + i * h, w, h));
}

/** `empty`: nobody yet, so the clock has the whole width. */
export function restLayout(shape: Shape, sort: 'empty' | 'listed'): RestLayout {
  if (shape === 'portrait') {
    const clockSize = sort === 'empty' ? 400 : 340;
    const clockTop = sort === 'empty' ? 700 : 470;
    return {
      title: { x: 48, y: 130, w: 984, h: 170, size: 150 },
      session: { x: 48, y: 306, w: 984, h: 70, size: 54 },
      clock: { x: 48, y: clockTop, w: 984, h: 330, size: clockSize },
      words: { x: 48, y: 1080, w: 984, h: 90, size: 72 },
      heading: { x: 48, y: 890, w: 984, h: 56, size: 44 },
      rows: rows(9, 48, 966, 984, 88),
    };
  }
  const clock = sort === 'empty'
    ? { x: 52, y: 370, w: 1804, h: 430, size: 560 }
    : { x: 56, y: 500, w: 1000, h: 340, size: 390 };
  return {
    title: { x: 64, y: 72, w: 1792, h: 160, size: 150 },
    session: { x: 64, y: 236, w: 1792, h: 70, size: 56 },
    clock,
    words: { x: 64, y: 800, w: 1792, h: 96, size: 76 },
    heading: { x: 1136, y: 336, w: 720, h: 52, size: 42 },
    rows: rows(8, 1136, 402, 720, 70),
  };
}

const ROWS = 9;
/** A part of the size of the line. */
const LEGIBLE = 0.6;

export class RestPage {
  readonly element = document.createElement('section');
  private readonly title: Label;
  private readonly session: Label;
  private readonly clock: Label;
  private readonly words: Label;
  private readonly heading: Label;
  private readonly list: readonly { readonly bib: Label; readonly name: Label; readonly time: Label }[];
  private layout: RestLayout = restLayout('landscape', 'empty');
  private layoutName = '';

  constructor(private readonly measure: Measure) {
    const strong = (name: string): Label => new Label(name, DISPLAY, measure);
    const plain = (name: string): Label => new Label(name, PLAIN, measure);
    this.title = strong('rest-title');
    this.session = plain('rest-session');
    this.clock = new Label('rest-clock', DIGITS, measure);
    this.words = plain('rest-words');
    this.heading = plain('rest-heading');
    this.list = Array.from({ length: ROWS }, () => ({
      bib: strong('rest-bib'), name: strong('rest-name'), time: new Label('rest-time', DIGITS, measure),
    }));
    this.element.className = 'page rest';
    const single = [this.title, this.session, this.clock, this.words, this.heading];
    for (const label of single) this.element.append(label.element);
    for (const each of this.list) {
      this.element.append(each.bib.element, each.name.element, each.time.element);
    }
  }

  draw(
    shape: Shape,
    texts: Pick<Picture, 'title' | 'session' | 'clock' | 'mode' | 'words'>,
    words: string,
    recent: readonly Passing[],
  ): void {
    this.choose(shape, recent.length === 0 ? 'empty' : 'listed');
    const layout = this.layout;
    this.title.set(texts.title, layout.title);
    this.session.set(texts.session, layout.session);
    this.clock.set(texts.clock, layout.clock);
    this.words.set(words, layout.words);
    this.heading.set(recent.length === 0 ? '' : texts.words.latest[texts.mode], layout.heading);
    this.list.forEach((labels, i) => {
      const passing = recent[i];
      const boxes = layout.rows[i] ?? null;
      labels.bib.set(passing?.bib ?? '', boxes && boxes.bib);
      labels.name.set(passing && boxes ? this.nameOf(passing, boxes.name, texts.words) : '', boxes && boxes.name);
      labels.time.set(passing?.time ?? '', boxes && boxes.time);
    });
  }

  /** In a list who is too long for the line is known by the last name and an initial. */
  private nameOf(passing: Passing, box: Box, words: Words): string {
    const whole = title(passing, words);
    const { first, last } = nameLines(passing, words);
    const short = first === '' ? whole : `${[...first][0] ?? ''}. ${last}`;
    return fitPart(whole, DISPLAY, box, this.measure) < LEGIBLE ? short : whole;
  }

  /** Boxes are compared by identity, so a layout is made only when it is another one. */
  private choose(shape: Shape, sort: 'empty' | 'listed'): void {
    const name = `${shape} ${sort}`;
    if (name === this.layoutName) return;
    this.layoutName = name;
    this.layout = restLayout(shape, sort);
    this.element.dataset['sort'] = sort;
  }
}
