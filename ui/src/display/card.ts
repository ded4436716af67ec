/**
 * Why: one runner, drawn as the trade knows her: the white bib with the colour of her race, the name
 * as large as the place allows, town, time and where it was taken. A card is made once and lent out;
 * it holds no runner's data but what it shows.
 */
import type { Passing } from '../api/messages';
import type { Rect } from '../stage/grid';
import type { Motions } from '../stage/motion';
import type { Way } from '../stage/reflow';
import { type Box, Label, type Measure, fitPart } from '../stage/text';
import { raceColour } from './colours';
import { DIGITS, DISPLAY, LIGHT, PLAIN } from './faces';
import type { CardLayout, Pair } from './layout';
import type { PageSizes } from './sizes';
import type { Words } from './words';

/** The two lines of a name, or one where the roster's name is not just first and last. */
export function nameLines(passing: Passing, words: Words): { readonly first: string; readonly last: string } {
  const { name, firstName, lastName } = passing;
  if (firstName !== null && lastName !== null && name === `${firstName} ${lastName}`) {
    return { first: firstName, last: lastName };
  }
  return { first: '', last: title(passing, words) };
}

/** Who is on the card, never invented: the name, else the bib, else the chip. */
export function title(passing: Passing, words: Words): string {
  if (passing.name !== null) return passing.name;
  return passing.bib === null ? words.chip(passing.tag) : words.bib(passing.bib);
}

/** Where a name that is too long may be broken: between first and last, else near its middle. */
function broken(passing: Passing, dictionary: Words): { readonly first: string; readonly last: string } | null {
  const lines = nameLines(passing, dictionary);
  if (lines.first !== '') return lines;
  const words = lines.last.split(' ');
  const ends = words.map((_, i) => words.slice(0, i + 1).join(' ').length);
  const near = ends.slice(0, -1).reduce((best, end, i) => (
    Math.abs(end - lines.last.length / 2) < Math.abs((ends[best] ?? 0) - lines.last.length / 2) ? i : best), 0);
  if (words.length < 2) return null;
  return { first: words.slice(0, near + 1).join(' '), last: words.slice(near + 1).join(' ') };
}

/** Her line of cheer where she has one, in the place of the town; small cards have no band for the race. */
export function detailText(passing: Passing, layout: CardLayout, cheer: string): string {
  if (cheer !== '' && layout.cheer === null) return cheer;
  return joined([passing.town, layout.band === null ? passing.race : null]);
}

/** Where the town has given way to a line of cheer, it stands here instead of place and lap. */
function placeText(passing: Passing, cheer: string, words: Words): string {
  return cheer === '' ? joined([passing.location, lap(passing, words)]) : passing.town ?? '';
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part): part is string => part !== null && part !== '').join(' · ');
}

function lap(passing: Passing, words: Words): string | null {
  return passing.lap !== null && passing.lap > 1 ? words.lap(passing.lap) : null;
}

/** Not the only runner, who needs no pointing at; and not in a crowd, where it would be a flicker. */
function glows(layout: CardLayout): boolean {
  return layout.plan !== 'hero' && layout.band !== null;
}

/** What the screen says beside what it knows of the runner. */
export interface Spoken {
  readonly words: Words;
  readonly cheer: (passing: Passing) => string;
}

interface Halves {
  readonly first: string;
  readonly last: string;
  readonly part: number;
}

export class Card {
  readonly element = document.createElement('article');
  private readonly plate = document.createElement('div');
  private readonly glow = document.createElement('div');
  private readonly labels: Readonly<Record<'band' | 'bib' | 'first' | 'name' | 'detail' | 'place' | 'time' | 'cheer', Label>>;
  private cell: Rect | null = null;
  private colour = '';

  constructor(private readonly measure: Measure) {
    const strong = (name: string): Label => new Label(name, DISPLAY, measure);
    const plain = (name: string): Label => new Label(name, PLAIN, measure);
    this.labels = {
      band: strong('band'), bib: strong('bib'), first: new Label('first', LIGHT, measure), name: strong('name'),
      detail: plain('detail'), place: plain('place'), time: new Label('time', DIGITS, measure),
      cheer: strong('cheer'),
    };
    this.element.className = 'card';
    this.plate.className = 'plate';
    this.glow.className = 'glow';
    this.element.append(this.plate);
    for (const label of Object.values(this.labels)) this.element.append(label.element);
    // On top: under the labels each of them would become a layer of its own while it fades.
    this.element.append(this.glow);
  }

  /** Puts a runner on the card; only what differs is written. A large card has room for a line of cheer of its own. */
  fill(passing: Passing, layout: CardLayout, sizes: PageSizes, { words, cheer }: Spoken): void {
    const { detail } = this.write(passing, layout, sizes, words);
    const line = cheer(passing);
    const apart = line !== '' && layout.cheer !== null;
    this.labels.bib.set(passing.bib ?? '?', layout.bib);
    this.labels.band.set(passing.race ?? '', layout.band);
    this.labels.time.set(passing.time ?? words.pending, apart ? null : layout.time);
    this.labels.detail.set(detail === 'kept' ? detailText(passing, layout, line) : '', layout.detail, sizes.detail);
    this.labels.place.set(placeText(passing, line, words), apart ? null : layout.place);
    this.labels.cheer.set(line, layout.cheer);
    this.paint(raceColour(passing.race));
  }

  /** The name, in one line or two, and what that leaves of the town. */
  private write(passing: Passing, layout: CardLayout, sizes: PageSizes, words: Words): Pick<Pair, 'detail'> {
    const lines = nameLines(passing, words);
    if (layout.first !== null && lines.first !== '') {
      this.labels.first.set(lines.first, layout.first);
      this.labels.name.set(lines.last, layout.name);
      return { detail: 'kept' };
    }
    const halves = this.halves(passing, layout, sizes, words);
    this.labels.first.set(halves?.first ?? '', halves === null ? null : layout.pair.first, halves?.part);
    if (halves === null) this.labels.name.set(title(passing, words), layout.alone, sizes.name);
    else this.labels.name.set(halves.last, layout.pair.last, halves.part);
    return { detail: halves === null ? 'kept' : layout.pair.detail };
  }

  /** Two lines of one size, where that is larger than one line would be. */
  private halves(passing: Passing, { alone, pair }: CardLayout, sizes: PageSizes, words: Words): Halves | null {
    const single = fitPart(title(passing, words), DISPLAY, alone, this.measure);
    const lines = single < sizes.name ? broken(passing, words) : null;
    if (lines === null) return null;
    const first = fitPart(lines.first, LIGHT, pair.first, this.measure);
    const part = Math.min(first, fitPart(lines.last, DISPLAY, pair.last, this.measure));
    return part * pair.last.size > single * alone.size ? { ...lines, part } : null;
  }

  /** Where it stands; null while it is nobody's. */
  get place(): Rect | null {
    return this.cell;
  }

  /** Sets the final place at once; the eye follows. `busy`: the page was not empty or still there. */
  come(cell: Rect, layout: CardLayout, motions: Motions, page: 'busy' | 'still'): void {
    const base = this.lay(cell, layout);
    this.element.style.opacity = '1';
    motions.play(this.element, page === 'busy' ? { kind: 'arrive', after: 'leaving' } : { kind: 'arrive' }, base);
    if (glows(layout)) motions.play(this.glow, { kind: 'glow' });
  }

  go(cell: Rect, layout: CardLayout, motions: Motions, way: Way): void {
    const before = this.cell;
    if (before === null || way === 'stays') return;
    const base = this.lay(cell, layout);
    if (way === 'reappears') motions.play(this.element, { kind: 'appear', after: 'leaving' }, base);
    else motions.play(this.element, { kind: 'move', dx: before.x - cell.x, dy: before.y - cell.y }, base);
  }

  leave(motions: Motions): void {
    this.element.style.opacity = '0';
    this.cell = null;
    motions.play(this.element, { kind: 'vanish' });
  }

  private paint(colour: string): void {
    if (colour === this.colour) return;
    this.colour = colour;
    this.element.style.setProperty('--race', colour);
  }

  private lay(cell: Rect, layout: CardLayout): string {
    const style = this.element.style;
    const base = `translate(${String(cell.x)}px, ${String(cell.y)}px)`;
    style.transform = base;
    style.width = `${String(cell.w)}px`;
    style.height = `${String(cell.h)}px`;
    this.element.dataset['plan'] = layout.plan;
    this.plate.style.setProperty('--band', `${String(layout.bandPart * 100)}%`);
    put(this.plate, layout.plate);
    this.cell = cell;
    return base;
  }
}

function put(element: HTMLElement, box: Rect | Box): void {
  element.style.transform = `translate(${String(box.x)}px, ${String(box.y)}px)`;
  element.style.width = `${String(box.w)}px`;
  element.style.height = `${String(box.h)}px`;
}
