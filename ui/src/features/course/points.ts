/** Why: a course is drawn up as a whole and saved as a whole, so that nobody is scored by half of it. What is being drawn up lives here. */
import type { RacePoint, RacePointTold } from '../../api/generated';
import { readDuration, writtenDuration } from './durations';

export type Kind = RacePoint['kind'];

/** A point while somebody types; `key` stays while it moves. Durations and distances are as they were typed. */
export interface Draft {
  readonly key: number;
  readonly id: number | null;
  readonly name: string;
  readonly kind: Kind;
  readonly distance: number | string;
  readonly least: string;
  readonly cutoff: string;
  readonly main: readonly string[];
  readonly backup: readonly string[];
}

/** What is wrong, as a key of the texts, with the names to fill in; `key` of the point, null: of the course. */
export interface Fault { readonly key: number | null; readonly what: 'noFinish' | 'twoFinishes' | 'startLater' | 'noName' | 'doubleName' | 'notFarther' | 'noDuration' | 'mainAndBackup'; readonly name: string; readonly other: string }

export function draftOf(points: readonly RacePoint[]): readonly Draft[] {
  return points.map((point, number) => ({
    key: number + 1, id: point.id, name: point.name, kind: point.kind, distance: point.distance_m ?? '',
    least: point.least_ms === 0 ? '' : writtenDuration(point.least_ms), cutoff: point.cutoff_ms === null ? '' : writtenDuration(point.cutoff_ms),
    main: point.main, backup: point.backup,
  }));
}

/** Where to begin with nothing: a start and a finish. */
export function bare(names: Readonly<Record<'start' | 'finish', string>>, distance: number | null): readonly Draft[] {
  const nothing = { id: null, least: '', cutoff: '', main: [], backup: [] };
  return [
    { ...nothing, key: 1, name: names.start, kind: 'start', distance: 0 },
    { ...nothing, key: 2, name: names.finish, kind: 'finish', distance: distance ?? '' },
  ];
}

/** Before the finish, where a new point nearly always belongs. */
export function withOneMore(points: readonly Draft[], name: string): readonly Draft[] {
  const made: Draft = { key: Math.max(0, ...points.map(({ key }) => key)) + 1, id: null, name, kind: points.length === 0 ? 'finish' : 'split', distance: '', least: '', cutoff: '', main: [], backup: [] };
  const last = points.at(-1);
  return last?.kind === 'finish' ? [...points.slice(0, -1), made, last] : [...points, made];
}

/** One place up (-1) or down (1). */
export function moved(points: readonly Draft[], key: number, by: -1 | 1): readonly Draft[] {
  const from = points.findIndex((point) => point.key === key);
  const one = points[from];
  const other = points[from + by];
  if (one === undefined || other === undefined) return points;
  return points.map((point) => (point === one ? other : point === other ? one : point));
}

export function faultsOf(points: readonly Draft[]): readonly Fault[] {
  return [...ofOrder(points), ...points.flatMap((point, number) => ofPoint(point, points.slice(0, number)))];
}

function fault(what: Fault['what'], point?: Draft, other = ''): Fault {
  return { key: point?.key ?? null, what, name: point?.name.trim() ?? '', other };
}

function ofOrder(points: readonly Draft[]): Fault[] {
  return [
    ...(points.length > 0 && points.at(-1)?.kind !== 'finish' ? [fault('noFinish')] : []),
    ...points.slice(0, -1).filter(({ kind }) => kind === 'finish').map((point) => fault('twoFinishes', point)),
    ...points.slice(1).filter(({ kind }) => kind === 'start').map((point) => fault('startLater', point)),
  ];
}

function ofPoint(point: Draft, before: readonly Draft[]): Fault[] {
  const found: Fault[] = [];
  const name = plain(point.name);
  if (name === '') found.push(fault('noName', point));
  else if (before.some((each) => plain(each.name) === name)) found.push(fault('doubleName', point));
  if (wrongDuration(point.least) || wrongDuration(point.cutoff)) found.push(fault('noDuration', point));
  const both = point.main.find((each) => point.backup.includes(each));
  if (both !== undefined) found.push(fault('mainAndBackup', point, both));
  const early = before.findLast(({ distance }) => typeof distance === 'number');
  if (typeof point.distance === 'number' && early !== undefined && point.distance <= Number(early.distance)) found.push(fault('notFarther', point, early.name.trim()));
  return found;
}

export function toldOf(points: readonly Draft[]): RacePointTold[] {
  return points.map((point) => ({
    id: point.id, name: plain(point.name), kind: point.kind, distance_m: typeof point.distance === 'number' ? point.distance : null,
    least_ms: readDuration(point.least) ?? 0, cutoff_ms: readDuration(point.cutoff), main: [...point.main], backup: [...point.backup],
  }));
}

export function plain(name: string): string {
  return name.trim().replace(/\s+/g, ' ');
}

export function wrongDuration(text: string): boolean {
  return text.trim() !== '' && readDuration(text) === null;
}
