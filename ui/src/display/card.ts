/**
 * Why: one runner, drawn as the trade knows her: the white bib with the colour of her race, the name
 * as large as the place allows, town, time and where it was taken. A card is made once and lent out;
 * it holds no runner's data but what it shows.
 */
import type { Passing } from '../api/messages';
import type { Rect } from '../stage/grid';
import type { Motions } from '../stage/motion';
import { type Box, type Font, Label, type Measure } from '../stage/text';
import type { CardLayout } from './layout';
import { raceColour } from './colours';
import { WORDS } from './words';

export const DISPLAY: Font = { family: "'Sofia Sans Extra Condensed Variable'", weight: 800 };
/** Digits of equal width, so that a running clock keeps still. */
export const DIGITS: Font = { ...DISPLAY, digits: 'equal' };
export const PLAIN: Font = { family: "'Sofia Sans Condensed Variable'", weight: 500 };

/** The two lines of a name, or one where the roster's name is not just first and last. */
export function nameLines(passing: Passing): { readonly first: string; readonly last: string } {
  const { name, firstName, lastName } = passing;
  if (firstName !== null && lastName !== null && name === `${firstName} ${lastName}`) {
    return { first: firstName, last: lastName };
  }
  return { first: '', last: title(passing) };
}

/** Who is on the card, never invented: the name, else the bib, else the chip. */
export function title(passing: Passing): string {
  if (passing.name !== null) return passing.name;
  return passing.bib === null ? WORDS.chip(passing.tag) : WORDS.bib(passing.bib);
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part): part is string => part !== null && part !== '').join(' · ');
}

function lap(passing: Passing): string | null {
  return passing.lap !== null && passing.lap > 1 ? WORDS.lap(passing.lap) : null;
}

/** Not the only runner, who needs no pointing at; and not in a crowd, where it would be a flicker. */
function glows(layout: CardLayout): boolean {
  return layout.plan !== 'hero' && layout.band !== null;
}

export class Card {
  readonly element = document.createElement('article');
  private readonly plate = document.createElement('div');
  private readonly glow = document.createElement('div');
  private readonly labels: Readonly<Record<'band' | 'bib' | 'first' | 'name' | 'detail' | 'place' | 'time', Label>>;
  private cell: Rect | null = null;
  private colour = '';

  constructor(measure: Measure) {
    const strong = (name: string): Label => new Label(name, DISPLAY, measure);
    const plain = (name: string): Label => new Label(name, PLAIN, measure);
    const digits = new Label('time', DIGITS, measure);
    this.labels = {
      band: strong('band'), bib: strong('bib'), first: plain('first'), name: strong('name'),
      detail: plain('detail'), place: plain('place'), time: digits,
    };
    this.element.className = 'card';
    this.plate.className = 'plate';
    this.glow.className = 'glow';
    this.element.append(this.plate);
    for (const label of Object.values(this.labels)) this.element.append(label.element);
    // On top: under the labels each of them would become a layer of its own while it fades.
    this.element.append(this.glow);
  }

  /** Puts a runner on the card; only what differs is written. */
  fill(passing: Passing, layout: CardLayout): void {
    const lines = nameLines(passing);
    const twoLines = layout.first !== null && lines.first !== '';
    this.labels.first.set(twoLines ? lines.first : '', layout.first);
    if (twoLines) this.labels.name.set(lines.last, layout.name);
    else this.labels.name.set(title(passing), layout.alone);
    this.labels.bib.set(passing.bib ?? '?', layout.bib);
    this.labels.band.set(passing.race ?? '', layout.band);
    this.labels.time.set(passing.time ?? WORDS.pending, layout.time);
    const race = layout.band === null ? passing.race : null;
    this.labels.detail.set(joined([passing.town, race]), layout.detail);
    this.labels.place.set(joined([passing.location, lap(passing)]), layout.place);
    this.paint(raceColour(passing.race));
  }

  /** Sets the final place at once, then lets the eye follow from where the card was. */
  stand(cell: Rect, layout: CardLayout, motions: Motions, arrives: boolean): void {
    const before = this.cell;
    if (before !== cell) this.lay(cell, layout);
    if (before === null) this.element.style.opacity = '1';
    const base = `translate(${String(cell.x)}px, ${String(cell.y)}px)`;
    if (arrives) {
      motions.play(this.element, { kind: 'arrive' }, base);
      if (glows(layout)) motions.play(this.glow, { kind: 'glow' });
    } else if (before !== null && before !== cell) {
      motions.play(this.element, { kind: 'move', dx: before.x - cell.x, dy: before.y - cell.y }, base);
    }
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

  private lay(cell: Rect, layout: CardLayout): void {
    const style = this.element.style;
    style.transform = `translate(${String(cell.x)}px, ${String(cell.y)}px)`;
    style.width = `${String(cell.w)}px`;
    style.height = `${String(cell.h)}px`;
    this.element.dataset['plan'] = layout.plan;
    this.plate.style.setProperty('--band', `${String(layout.bandPart * 100)}%`);
    put(this.plate, layout.plate);
    this.cell = cell;
  }
}

function put(element: HTMLElement, box: Rect | Box): void {
  element.style.transform = `translate(${String(box.x)}px, ${String(box.y)}px)`;
  element.style.width = `${String(box.w)}px`;
  element.style.height = `${String(box.h)}px`;
}
