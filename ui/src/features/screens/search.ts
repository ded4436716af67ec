/** What is looked for, as it stands in the page's address: a link to it shows a colleague the same. */
import type { Filter } from './choice';

const LONGEST = 100;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
type Given = Readonly<Record<string, unknown>>;

function text(value: unknown): string | undefined {
  const told = typeof value === 'number' ? String(value) : value;
  return typeof told === 'string' && told !== '' ? told.slice(0, LONGEST) : undefined;
}

function whole(value: unknown): number | undefined {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 && number < 2 ** 31 ? number : undefined;
}

function day(value: unknown): string | undefined {
  return typeof value === 'string' && DAY.test(value) ? value : undefined;
}

/** Only what was given: a key without a value would stand in the address. */
function given<Found extends object>(found: { readonly [Name in keyof Found]: Found[Name] | undefined }): Found {
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as Found; // its own entries, without those that are absent
}

export interface ScreensSearch extends Filter {
  readonly event?: number;
  /** Also other operators' screens, for who manages displays. */
  readonly everyone?: boolean;
  /** The screen whose details are open. */
  readonly screen?: number;
}

export function screensSearch(from: Given): ScreensSearch {
  return given<ScreensSearch>({
    text: text(from['text']), group: text(from['group']), session: whole(from['session']), event: whole(from['event']), screen: whole(from['screen']),
    down: from['down'] === true ? true : undefined, everyone: from['everyone'] === true ? true : undefined,
  });
}

export interface PlaysSearch {
  readonly screen?: number;
  readonly session?: number;
  readonly event?: number;
  readonly kind?: string;
  /** Days, in the partner's zone. */
  readonly from?: string;
  readonly to?: string;
}

export function playsSearch(from: Given): PlaysSearch {
  return given<PlaysSearch>({
    screen: whole(from['screen']), session: whole(from['session']), event: whole(from['event']), kind: text(from['kind']), from: day(from['from']), to: day(from['to']),
  });
}

export interface AnalyticsSearch {
  readonly session?: number;
  readonly event?: number;
  readonly from?: string;
  readonly to?: string;
}

export function analyticsSearch(from: Given): AnalyticsSearch {
  return given<AnalyticsSearch>({ session: whole(from['session']), event: whole(from['event']), from: day(from['from']), to: day(from['to']) });
}
