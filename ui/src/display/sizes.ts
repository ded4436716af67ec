/**
 * Why: neighbours on a page have one size of name and one of town; this remembers it for as long as
 * the page has the same places, and measures only when somebody comes, goes or is corrected.
 */
import type { Passing } from '../api/messages';
import { commonPart } from '../stage/page-size';
import { type Measure, fitPart } from '../stage/text';
import { type Spoken, detailText, title } from './card';
import { DISPLAY, PLAIN } from './faces';
import type { CardLayout } from './layout';

/** Parts of the sizes that the layout gives. */
export interface PageSizes {
  readonly name: number;
  readonly detail: number;
}

export const ALONE: PageSizes = { name: 1, detail: 1 };
const TOWN_FLOOR = 0.75;

export class Sizes {
  private layout: CardLayout | null = null;
  private people: readonly Passing[] = [];
  private edition: number | undefined;
  private words: Spoken['words'] | null = null;
  private sizes = ALONE;

  constructor(private readonly measure: Measure) {}

  /** For a page of cards with this layout, on which these people stand. */
  of(people: readonly Passing[], layout: CardLayout, spoken: Spoken): PageSizes {
    const anew = layout !== this.layout || this.edition !== this.measure.edition || spoken.words !== this.words;
    if (!anew && people.length === this.people.length && people.every((each, i) => each === this.people[i])) {
      return this.sizes;
    }
    const before = anew ? ALONE : this.sizes;
    this.layout = layout;
    this.people = people;
    this.edition = this.measure.edition;
    this.words = spoken.words;
    const { name, detail } = this.common(people, layout, spoken);
    this.sizes = { name: Math.min(before.name, name), detail: Math.min(before.detail, detail) };
    return this.sizes;
  }

  private common(people: readonly Passing[], layout: CardLayout, { words, cheer }: Spoken): PageSizes {
    if (layout.first !== null) return ALONE;
    return {
      name: commonPart(people.map((each) => fitPart(title(each, words), DISPLAY, layout.name, this.measure))),
      detail: commonPart(
        people.map((each) => fitPart(detailText(each, layout, cheer(each)), PLAIN, layout.detail, this.measure)), TOWN_FLOOR,
      ),
    };
  }
}
