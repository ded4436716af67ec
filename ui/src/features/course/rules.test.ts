import { expect, test } from 'vitest';
import type { RaceRules } from '../../api/generated';
import { changeOf, formOf, kmhOf, paceOf, said, wrongIn } from './rules';

const USUAL: RaceRules = {
  rank_by: 'gun', first_by_gun: 0, of_each_sex: true, tie_ms: 1, backup_window_ms: 10_000, start_early_ms: 0, start_late_ms: 3_600_000, fastest_m_s: 7.2, limit_ms: null,
  age_on: 'race_day', exclude_overall: 0, group_by: '', team_sum: '', team_scorers: 5, team_displacers: 2, relay: false, decimals: 0,
};

test('a form that nobody touched changes nothing, however it is rounded', () => {
  expect(changeOf(USUAL, formOf(USUAL))).toEqual({});
  const odd = { ...USUAL, fastest_m_s: 6.789, backup_window_ms: 2_500, limit_ms: 43_200_000 };
  expect(changeOf(odd, formOf(odd))).toEqual({});
});

test('only what is different is sent', () => {
  const form = { ...formOf(USUAL), rank_by: 'mixed', first_by_gun: 3, late: '30:00', kmh: 22, limit: '12:00:00' } as const;
  expect(changeOf(USUAL, form)).toEqual({ rank_by: 'mixed', first_by_gun: 3, start_late_ms: 1_800_000, fastest_m_s: 6.111, limit_ms: 43_200_000 });
  expect(changeOf({ ...USUAL, limit_ms: 5_000 }, formOf(USUAL))).toEqual({ limit_ms: null });
});

test('what cannot be sent is said field by field', () => {
  expect([...wrongIn(formOf(USUAL))]).toEqual([]);
  expect([...wrongIn({ ...formOf(USUAL), rank_by: 'mixed' })]).toEqual(['first_by_gun']);
  expect([...wrongIn({ ...formOf(USUAL), backup: '', late: 'an hour', limit: '0', kmh: '', team_scorers: '' })].sort()).toEqual(['backup', 'kmh', 'late', 'limit', 'team_scorers']);
});

test('rules are told with their units', () => {
  expect(said(USUAL).find(({ key }) => key === 'said.backup')?.with).toEqual({ time: '10 s' });
  expect(said({ ...USUAL, start_early_ms: 5_000 }).find(({ key }) => key === 'said.startEarly')?.with).toEqual({ early: '5 s', late: '1:00:00' });
  expect(said({ ...USUAL, rank_by: 'mixed', first_by_gun: 3, of_each_sex: false })[0]).toEqual({ key: 'said.mixed', with: { count: 3 } });
});

test('a speed is told as people know it', () => {
  expect([kmhOf(7.2), paceOf(7.2), kmhOf(20), paceOf(20)]).toEqual([25.9, '2:19', 72, '50']);
});
