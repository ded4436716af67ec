/** What an item says, in the person's language: the same sentences as the hub's own (results/worklist/sentences.py). */
import type { TFunction } from 'i18next';
import type { Readiness, WorkItem } from '../../api/generated';
import { duration } from '../../results/times';

export type Words = TFunction<'worklist'>;
export type Check = Readiness['races'][number]['checks'][number];

const CORRECTED = ['void', 'manual_time', 'status', 'penalty', 'clock_shift'] as const;
const LATER = 60_000;

function who({ person }: WorkItem, t: Words): string {
  if (person === null) return t('somebody');
  return person.bib === '' ? t('noBib') : t('bib', { bib: person.bib });
}

function span(ms: number | null, t: Words): string {
  return ms === null ? '' : ms < LATER ? t('seconds', { time: duration(ms) }) : duration(ms);
}

function where({ locations }: WorkItem, t: Words): string {
  return locations.length === 0 ? t('nowhere') : locations.join(t('and'));
}

export function sentence(item: WorkItem, t: Words): string {
  const told = { who: who(item, t), where: where(item, t), point: item.point, other: item.other, count: item.count, span: span(item.ms, t), tag: item.tag, detail: item.detail };
  if (item.kind === 'dead_mat') return t(`say.dead_mat.${matCase(item)}`, told);
  if (item.kind === 'impossible_pace' && item.other === '') return t('say.impossible_pace_start', told);
  if (item.kind === 'no_gun' && item.detail === '') return t('say.no_gun_race', told);
  if (item.kind === 'held_differs') return t('say.held_differs', { ...told, detail: heldOf(item, t) });
  if (item.kind === 'correction') return corrected(item, told, t);
  return t(`say.${item.kind}`, told);
}

function matCase({ detail, other }: WorkItem): 'now' | 'main' | 'never' | 'was' {
  if (detail === 'now') return 'now';
  if (other === 'main') return 'main';
  return detail === 'never' ? 'never' : 'was';
}

function heldOf({ other, detail }: WorkItem, t: Words): string {
  if (other === 'overall') return t('held.overall');
  return other === 'team' ? t('held.team') : detail;
}

function corrected(item: WorkItem, told: Readonly<Record<string, unknown>>, t: Words): string {
  const kind = CORRECTED.find((one) => one === item.other);
  const what = kind === undefined ? item.other : t(`corrected.${kind}`);
  return item.person === null ? t('say.correction', { ...told, what }) : t('say.correction_of', { ...told, what });
}

/** A line of the check-list. What cannot be said by a count alone (courses, guns) is the hub's own sentence. */
export function checkSentence({ check, ok, count, sentence: told }: Check, t: Words): string {
  if (ok) return t(`check.${check}.ok`);
  if (check === 'course') return told;
  return t(`check.${check}.not`, { count });
}
