/**
 * The whole check as small steps: whoever runs it decides how many at once, so that drawing goes on meanwhile. It asks nothing of
 * the layout: letters are measured as blocks do it (binding/fit.ts), and what does not fit there does not fit on the wall.
 *
 *   overflow   words that are wider or higher than their place at the smallest size that the document allows
 *   glyphs     characters that the chosen letters lack (others stand in), or that no letters have
 *   contrast   below 3 : 1 for large letters, 4.5 : 1 for small ones; nothing is claimed over pictures
 *   distance   capitals lower than a 200th of the distance they are read from
 */
import { textOf } from '../../../../binding/parts';
import { fitText } from '../../../../binding/fit';
import type { Values } from '../../../../binding/values';
import type { Word } from '../../../../api/generated';
import type { TemplateDocument } from '../../../../document/schema';
import { colourOf, contrast, over } from './colour';
import { groundOf, painted } from './ground';
import { textsOf, type TextPlace } from './texts';
import { KINDS, valuesOf, type Kind } from './words';

export type FindingKind = 'overflow' | 'missing' | 'replaced' | 'contrast' | 'unsure' | 'small' | 'shrunk';

export interface Finding {
  readonly kind: FindingKind;
  readonly page: string;
  readonly block: string;
  /** How many words, or characters. */
  readonly count: number;
  readonly examples: readonly string[];
  /** Contrast, or metres; what it is, and what it should be. */
  readonly value: number;
  readonly wanted: number;
}

/** Rather wrong than unlucky: those must be mended; the others want to be looked at. */
export const PROBLEMS: ReadonlySet<FindingKind> = new Set(['overflow', 'missing', 'contrast', 'small']);

export interface Tools {
  /** CSS of the letters at 100 px. */
  readonly letters: (place: TextPlace) => string;
  /** Width in px at 100 px. */
  readonly measure: (text: string, letters: string) => number;
  /** Height of a capital at 100 px. */
  readonly capital: (letters: string) => number;
  /** How a character is drawn: by the chosen letters, by others, or not at all. */
  readonly glyph: (character: string, place: TextPlace) => 'own' | 'other' | 'none';
}

export interface Distance {
  /** Metres; 0: not asked. */
  readonly distance: number;
  /** Of the screen, in metres. */
  readonly height: number;
}

export interface Job extends Distance {
  readonly doc: TemplateDocument;
  readonly words: readonly Word[];
  /** What stands where no word of the event does. */
  readonly page: Values;
  readonly now: number;
}

const EXAMPLES = 3;
const LARGE_PX = 24;
const BOLD_PX = 18.66;
const BOLD = 700;
/** A capital is read from 200 times its height. */
const READ = 200;
const SLACK_PX = 1;

class Found {
  count = 0;
  private readonly samples: { readonly text: string; readonly by: number }[] = [];

  /** `by`: how bad; the worst are the examples. */
  add(text: string, by: number): void {
    this.count += 1;
    if (this.samples.length === EXAMPLES && (this.samples[EXAMPLES - 1]?.by ?? 0) >= by) return;
    this.samples.push({ text, by });
    this.samples.sort((one, other) => other.by - one.by);
    this.samples.length = Math.min(EXAMPLES, this.samples.length);
  }

  get examples(): readonly string[] { return this.samples.map(({ text }) => text); }
}

/** Of one place, all that is to be said of it, with a step for each word. */
class Place {
  private readonly overflow = new Found();
  private readonly shrunk = new Found();
  private readonly letters: string;
  private readonly perMetre: number;
  private least = Infinity;

  constructor(private readonly place: TextPlace, private readonly job: Job, private readonly tools: Tools) {
    this.letters = tools.letters(place);
    this.perMetre = tools.capital(this.letters) / 100 * job.height / job.doc.size.h * READ;
  }

  /** What is the same in many blocks is asked of the words once, and comes here as it is drawn. */
  fit(text: string): void {
    const { w, h, face } = this.place;
    const { size, lh, fit = {} } = face;
    if (fit.mode === 'marquee') return;
    const whole = !text.includes('\n') && this.wide(text) * size <= (w - 1) * 100;
    const fitted = whole ? { size, width: 0, lines: 1 } : fitText(text, { w, h, size, lh, fit }, (part) => this.wide(part));
    const beyond = Math.max(fitted.width - w, fitted.lines > 1 ? fitted.lines * fitted.size * lh - h * 1.02 : 0);
    if (beyond > SLACK_PX) this.overflow.add(text, beyond);
    if (fitted.size * this.perMetre >= this.job.distance) return;
    this.least = Math.min(this.least, fitted.size);
    this.shrunk.add(text, -fitted.size);
  }

  findings(): Finding[] {
    const { page, block, face } = this.place;
    const at = (kind: FindingKind, found: Pick<Found, 'count' | 'examples'>, value = 0, wanted = 0): Finding => ({ kind, page, block, count: found.count, examples: found.examples, value, wanted });
    const found: Finding[] = this.overflow.count > 0 ? [at('overflow', this.overflow)] : [];
    const { distance } = this.job;
    const read = face.size * this.perMetre;
    const none = { count: 1, examples: [] };
    if (distance > 0 && read < distance) found.push(at('small', none, read, distance));
    else if (this.shrunk.count > 0) found.push(at('shrunk', this.shrunk, this.least * this.perMetre, distance));
    return [...found, ...this.contrast(at)];
  }

  glyphs(characters: Iterable<string>): Finding[] {
    const { page, block } = this.place;
    const kinds = { other: new Found(), none: new Found() };
    for (const character of characters) {
      const drawn = this.tools.glyph(character, this.place);
      if (drawn !== 'own') kinds[drawn].add(character, 1);
    }
    return ([['missing', kinds.none], ['replaced', kinds.other]] as const).flatMap(([kind, { count, examples }]) => (count === 0 ? [] : [{ kind, page, block, count, examples, value: 0, wanted: 0 }]));
  }

  /** As blocks/line.ts does it. */
  private wide(part: string): number {
    const { ls, size, tabular } = this.place.face;
    return this.tools.measure(tabular ? part.replace(/\d/g, '0') : part, this.letters) + ls / size * 100 * part.length;
  }

  private contrast(at: (kind: FindingKind, found: Pick<Found, 'count' | 'examples'>, value: number, wanted: number) => Finding): Finding[] {
    const { doc } = this.job;
    const { color, size, weight } = this.place.face;
    const ink = colourOf(painted(doc, color));
    const ground = groundOf(doc, this.place.block);
    const wanted = size >= LARGE_PX || (size >= BOLD_PX && weight >= BOLD) ? 3 : 4.5;
    const none = { count: 1, examples: [] };
    if (ink === null || ground === null) return [at('unsure', none, 0, wanted)];
    const least = Math.min(...ground.map((each) => contrast(over(ink, each), each)));
    return least < wanted ? [at('contrast', none, least, wanted)] : [];
  }
}

/** What stands in a place, each text once, and every character of it. */
interface Said { readonly texts: readonly string[]; readonly characters: ReadonlySet<string> }

/** How many texts are between two chances to stop. */
const AT_ONCE = 16;

class Words {
  private readonly made = new Map<string, Said>();
  private readonly words: ReadonlyMap<Kind, readonly Word[]>;

  constructor(private readonly job: Job) {
    this.words = new Map(KINDS.map((kind) => [kind, job.words.filter((word) => word.kind === kind)]));
  }

  count(kinds: readonly Kind[]): number {
    return kinds.reduce((sum, kind) => sum + (this.words.get(kind)?.length ?? 0), 1);
  }

  /** The same parts in another block say the same. */
  *of({ says, kinds }: TextPlace): Generator<number, Said> {
    const key = JSON.stringify(says);
    const known = this.made.get(key);
    if (known !== undefined) return known;
    const { doc, page, now } = this.job;
    const where = { locale: doc.locale ?? 'en', zone: null };
    const texts = new Set<string>();
    let done = 0;
    for (const word of [null, ...kinds.flatMap((kind) => this.words.get(kind) ?? [])]) {
      const values = word === null ? page : valuesOf(word, page);
      for (const parts of says) texts.add(textOf(parts, values, now, where));
      if (done++ % AT_ONCE === 0) yield done;
    }
    texts.delete('');
    const characters = new Set<string>();
    for (const text of texts) {
      for (const character of text) characters.add(character);
      if (done++ % AT_ONCE === 0) yield done;
    }
    const said = { texts: [...texts], characters };
    this.made.set(key, said);
    return said;
  }
}

/** Yields the share that is done; returns what was found, problems first, in the order of pages. */
export function* checking(job: Job, tools: Tools): Generator<number, readonly Finding[]> {
  const texts = textsOf(job.doc);
  const words = new Words(job);
  yield 0;
  const sizes = texts.map(({ kinds }) => words.count(kinds));
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const found: Finding[] = [];
  let before = 0;
  for (const [index, text] of texts.entries()) {
    const place = new Place(text, job, tools);
    const making = words.of(text);
    let said = making.next();
    for (; said.done !== true; said = making.next()) yield before / all;
    for (const [at, each] of said.value.texts.entries()) {
      place.fit(each);
      if (at % AT_ONCE === 0) yield (before + at) / all;
    }
    found.push(...place.findings());
    for (const character of said.value.characters) {
      tools.glyph(character, text);
      yield (before + said.value.texts.length) / all;
    }
    found.push(...place.glyphs(said.value.characters));
    before += sizes[index] ?? 0;
  }
  return found.sort((one, other) => Number(PROBLEMS.has(other.kind)) - Number(PROBLEMS.has(one.kind)));
}
