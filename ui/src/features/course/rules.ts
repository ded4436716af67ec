/** Why: rules are read far more often than changed, by people who have to explain them. So they are told in sentences, of the same words as the form. */
import type { RaceRules, RaceRulesChange } from '../../api/generated';
import { readDuration, writtenDuration } from './durations';

/** A sentence: a key of the texts, and what is filled in. */
export interface Said { readonly key: string; readonly with?: Readonly<Record<string, string | number>> }

/** As it is typed; durations and speeds are text or may be empty meanwhile. */
export interface Form {
  readonly rank_by: RaceRules['rank_by'];
  readonly first_by_gun: number | string;
  readonly of_each_sex: boolean;
  readonly tie_ms: RaceRules['tie_ms'];
  readonly decimals: number;
  readonly age_on: RaceRules['age_on'];
  readonly exclude_overall: number | string;
  readonly group_by: RaceRules['group_by'];
  readonly team_sum: RaceRules['team_sum'];
  readonly team_scorers: number | string;
  readonly team_displacers: number | string;
  readonly relay: boolean;
  readonly backup: string;
  readonly early: string;
  readonly late: string;
  readonly kmh: number | string;
  readonly limit: string;
}

export function said(rules: RaceRules): readonly Said[] {
  const sentences: Said[] = [
    rules.rank_by === 'mixed' ? { key: rules.of_each_sex ? 'said.mixedEach' : 'said.mixed', with: { count: rules.first_by_gun } } : { key: `said.${rules.rank_by}` },
    { key: `said.tie${rules.tie_ms}` },
    { key: `said.age.${rules.age_on}` },
  ];
  if (rules.limit_ms !== null) sentences.push({ key: 'said.limit', with: { time: span(rules.limit_ms) } });
  if (rules.exclude_overall > 0) sentences.push({ key: 'said.exclude', with: { count: rules.exclude_overall } });
  if (rules.group_by !== '') sentences.push({ key: `said.group.${rules.group_by}` });
  if (rules.team_sum !== '') sentences.push({ key: `said.team.${rules.team_sum}`, with: { scorers: rules.team_scorers, displacers: rules.team_displacers } });
  if (rules.relay) sentences.push({ key: 'said.relay' });
  sentences.push({ key: 'said.backup', with: { time: span(rules.backup_window_ms) } });
  sentences.push(rules.start_early_ms === 0 ? { key: 'said.start', with: { late: span(rules.start_late_ms) } } : { key: 'said.startEarly', with: { early: span(rules.start_early_ms), late: span(rules.start_late_ms) } });
  sentences.push({ key: 'said.fastest', with: { pace: paceOf(rules.fastest_m_s), kmh: kmhOf(rules.fastest_m_s) } });
  return sentences;
}

/** With its unit where no colon tells it: 10 s, 1:30, 1:00:00. */
function span(ms: number): string {
  return ms < 60_000 ? `${writtenDuration(ms)} s` : writtenDuration(ms);
}

export function formOf(rules: RaceRules): Form {
  return {
    ...rules, backup: writtenDuration(rules.backup_window_ms), early: writtenDuration(rules.start_early_ms), late: writtenDuration(rules.start_late_ms),
    kmh: kmhOf(rules.fastest_m_s), limit: rules.limit_ms === null ? '' : writtenDuration(rules.limit_ms),
  };
}

/** The fields that cannot be sent as they are. */
export function wrongIn(form: Form): ReadonlySet<keyof Form> {
  const wrong = new Set<keyof Form>();
  for (const name of ['backup', 'early', 'late'] as const) if (readDuration(form[name]) === null) wrong.add(name);
  if (form.limit.trim() !== '' && !((readDuration(form.limit) ?? 0) > 0)) wrong.add('limit');
  for (const name of ['first_by_gun', 'exclude_overall', 'team_scorers', 'team_displacers'] as const) if (typeof form[name] !== 'number') wrong.add(name);
  if (form.rank_by === 'mixed' && !(Number(form.first_by_gun) > 0)) wrong.add('first_by_gun');
  if (typeof form.kmh !== 'number' || form.kmh <= 0) wrong.add('kmh');
  return wrong;
}

/** What is different from the rules as they were. Of a form without `wrongIn`. */
export function changeOf(rules: RaceRules, form: Form): Omit<RaceRulesChange, 'version'> {
  const now: RaceRules = {
    rank_by: form.rank_by, first_by_gun: Number(form.first_by_gun), of_each_sex: form.of_each_sex, tie_ms: form.tie_ms, decimals: form.decimals,
    age_on: form.age_on, exclude_overall: Number(form.exclude_overall), group_by: form.group_by,
    team_sum: form.team_sum, team_scorers: Number(form.team_scorers), team_displacers: Number(form.team_displacers), relay: form.relay,
    backup_window_ms: readDuration(form.backup) ?? 0, start_early_ms: readDuration(form.early) ?? 0, start_late_ms: readDuration(form.late) ?? 0,
    // Rounded for the eye; who leaves it alone changes nothing.
    fastest_m_s: form.kmh === kmhOf(rules.fastest_m_s) ? rules.fastest_m_s : Math.round(Number(form.kmh) / 3.6 * 1000) / 1000,
    limit_ms: readDuration(form.limit),
  };
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => rules[name as keyof RaceRules] !== value));
}

export function kmhOf(speed: number): number {
  return Math.round(speed * 36) / 10;
}

/** Minutes and seconds for a kilometre. */
export function paceOf(speed: number): string {
  return writtenDuration(Math.round(1000 / speed) * 1000);
}
