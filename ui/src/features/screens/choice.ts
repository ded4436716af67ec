/** Which screens are on the page, in which order and under which headings. Pure, so that a wall of 300 is settled in one place. */
import type { Screen } from '../../api/generated';

export interface Filter {
  /** Of name, number, group, session, link or code. */
  readonly text?: string;
  readonly down?: boolean;
  readonly group?: string;
  readonly session?: number;
}

export type By = 'group' | 'session';

export interface Section {
  /** Of the group; the session's number as text; empty: in none. */
  readonly key: string;
  readonly title: string;
  readonly screens: readonly Screen[];
}

export function isDown({ state }: Screen): boolean {
  return state === 'down';
}

export function shownOf(screens: readonly Screen[], filter: Filter): readonly Screen[] {
  const words = (filter.text ?? '').toLowerCase().split(/\s+/).filter((word) => word !== '');
  return screens.filter((screen) => (
    (filter.down !== true || isDown(screen))
    && (filter.group === undefined || screen.group === filter.group)
    && (filter.session === undefined || screen.session?.id === filter.session)
    && words.every((word) => told(screen).includes(word))
  ));
}

function told({ number, name, group, session, link, code }: Screen): string {
  return [`#${number}`, name, group, session?.name ?? '', link?.label ?? '', link?.address ?? '', code].join('\n').toLowerCase();
}

/** In the order of their names, what is in none last; within each by number. */
export function sectionsOf(screens: readonly Screen[], by: By): readonly Section[] {
  const found = new Map<string, { title: string; screens: Screen[] }>();
  for (const screen of screens) {
    const [key, title] = by === 'group' ? [screen.group, screen.group] : [String(screen.session?.id ?? ''), screen.session?.name ?? ''];
    const section = found.get(key) ?? { title, screens: [] };
    section.screens.push(screen);
    found.set(key, section);
  }
  return [...found]
    .map(([key, section]) => ({ key, title: section.title, screens: section.screens.sort((one, other) => one.number - other.number) }))
    .sort((one, other) => Number(one.key === '') - Number(other.key === '') || one.title.localeCompare(other.title, undefined, { numeric: true }));
}

export function groupsOf(screens: readonly Screen[]): readonly string[] {
  return [...new Set(screens.map(({ group }) => group))].filter((group) => group !== '').sort((one, other) => one.localeCompare(other, undefined, { numeric: true }));
}

export interface Named { readonly id: number; readonly name: string }

export function sessionsOf(screens: readonly Screen[]): readonly Named[] {
  const found = new Map(screens.flatMap(({ session }) => (session === null ? [] : [[session.id, session] as const])));
  return [...found.values()].sort((one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }));
}

/** Among those that are up: a screen that is away says nothing of today's build. */
export function newestBuild(screens: readonly Screen[]): string | null {
  const counted = new Map<string, number>();
  for (const { build, state } of screens) if (build !== '' && state === 'up') counted.set(build, (counted.get(build) ?? 0) + 1);
  const [most] = [...counted].sort(([, one], [, other]) => other - one);
  return most?.[0] ?? null;
}

export type Shape = 'unknown' | 'phone' | 'portrait' | 'landscape';

/** In CSS pixels. A strip of LEDs is as narrow as a phone, and much longer. */
const PHONE = 500;
const PHONE_LONG = 1_000;

export function shapeOf({ width, height }: Pick<Screen, 'width' | 'height'>): Shape {
  if (width <= 0 || height <= 0) return 'unknown';
  if (Math.min(width, height) < PHONE && Math.max(width, height) < PHONE_LONG) return 'phone';
  return width >= height ? 'landscape' : 'portrait';
}
