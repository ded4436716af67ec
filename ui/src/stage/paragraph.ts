/**
 * Why: words of an operator come in any length and must be as large as their place allows. The lines are
 * broken here, by measurement, at the size at which all of them just fit; the browser breaks nothing.
 */
import type { Font, Measure } from './text';

/** A place for several lines, in design pixels; `most`: the largest type. */
export interface Room {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly most: number;
  /** It stands at the foot of its place; else in the middle. */
  readonly foot?: true;
}

/** Lines as parts of the size of type. */
const LINE = 1.08;
const LEAST = 20;

/** Breaks between words so that no line is wider, in px at 100 px type; a word that is wider stands alone. */
function lines(text: string, width: number, measure: (text: string) => number): readonly string[] {
  return text.split('\n').flatMap((part) => {
    const broken: string[] = [];
    let line = '';
    for (const word of part.split(/\s+/).filter((each) => each !== '')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && measure(longer) > width) {
        broken.push(line);
        line = word;
      } else line = longer;
    }
    return [...broken, line];
  });
}

export interface Broken {
  readonly size: number;
  readonly lines: readonly string[];
}

/** The largest type at which the text fits into the room, and its lines. */
export function breakInto(text: string, room: Room, measure: (text: string) => number): Broken {
  let [low, high] = [LEAST, room.most];
  const at = (size: number): Broken => ({ size, lines: lines(text, (room.w / size) * 100, measure) });
  const fits = ({ size, lines: all }: Broken): boolean => (
    all.length * LINE * size <= room.h && all.every((line) => (measure(line) * size) / 100 <= room.w));
  if (fits(at(high))) return at(high);
  while (high - low > 1) {
    const middle = (low + high) / 2;
    if (fits(at(middle))) low = middle;
    else high = middle;
  }
  return at(Math.floor(low));
}

export class Paragraph {
  readonly element = document.createElement('p');
  private readonly node = document.createTextNode('');
  private text: string | null = null;
  private room: Room | null = null;
  private edition: number | undefined;

  constructor(
    className: string,
    private readonly font: Font,
    private readonly measure: Measure,
  ) {
    this.element.className = `label paragraph ${className}`;
    this.element.dir = 'auto';
    this.element.hidden = true;
    this.element.append(this.node);
  }

  /** Empty: not there. */
  set(text: string, room: Room): void {
    if (text === this.text && room === this.room && this.edition === this.measure.edition) return;
    this.text = text;
    this.room = room;
    this.edition = this.measure.edition;
    this.element.hidden = text === '';
    if (text === '') {
      this.node.data = '';
      return;
    }
    this.lay(breakInto(text, room, (line) => this.measure(line, this.font)), room);
  }

  private lay({ size, lines: all }: Broken, room: Room): void {
    const style = this.element.style;
    const height = Math.ceil(all.length * LINE * size);
    const family = this.font.kin?.letters.test(this.text ?? '') === true ? this.font.kin.family : '';
    style.fontFamily = family;
    style.fontSize = `${String(size)}px`;
    style.lineHeight = String(LINE);
    style.width = `${String(room.w)}px`;
    style.height = `${String(Math.min(room.h, height))}px`;
    style.transform = `translate(${String(room.x)}px, ${String(Math.round(room.y + Math.max(0, room.h - height) / (room.foot === true ? 1 : 2)))}px)`;
    this.node.data = all.join('\n');
  }
}
