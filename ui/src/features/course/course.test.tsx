import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { EventCourse, RaceCourse, RacePoint } from '../../api/generated';
import { ZoneContext } from '../../components/zone';
import { fakeHub, problem, type Asked } from '../../testing/fake-hub';
import { render } from '../../testing/render';
import { RaceSetup } from './parts/RaceSetup';

const FINISH: RacePoint = { id: 3, name: 'Finish', kind: 'finish', distance_m: 10_000, least_ms: 0, cutoff_ms: null, main: ['FINISH'], backup: [] };
const RACE: RaceCourse = {
  id: 7, name: '10K', distance_m: 10_000, version: 4, points: [FINISH], suggested: [], faults: [], state: 'live', closed_at: null, divisions: ['F40'], waves: [],
  start: { plan_at: '2027-06-27T07:30:00Z', manual_at: null, manual: null, at: '2027-06-27T07:30:04.2Z', by: 'gun', gun_id: 9 },
  rules: {
    rank_by: 'gun', first_by_gun: 0, of_each_sex: true, tie_ms: 1, backup_window_ms: 10_000, start_early_ms: 0, start_late_ms: 3_600_000, fastest_m_s: 7.2, limit_ms: null,
    age_on: 'race_day', exclude_overall: 0, group_by: '', team_sum: '', team_scorers: 5, team_displacers: 2, relay: false, decimals: 0,
  },
  records: [{ id: 5, race_id: 7, scope: 'sex', scope_value: 'F', ms: 1_918_000, holder: 'Mara Vliet', year: 2019, version: 1 }],
};
const GUN = { id: 9, at: '2027-06-27T07:30:04.2Z', time: '09:30:04.20', location: 'START', session: 'Race day', given_to: null, counts_for: { race_id: 7, wave_id: null } };

function course(race: RaceCourse): EventCourse {
  return { zone: 'Europe/Amsterdam', races: [race], guns: [GUN], heard: [{ name: 'FINISH', reads: 12, newest_at: null }, { name: 'FINISH B', reads: 3, newest_at: null }] };
}

function shown(change: Partial<RaceCourse> = {}, mayEdit = true): void {
  const race = { ...RACE, ...change };
  render(<ZoneContext value="Europe/Amsterdam"><RaceSetup partner="polder" eventId={1} race={race} course={course(race)} mayEdit={mayEdit} /></ZoneContext>);
}

const press = (name: string | RegExp): Promise<void> => userEvent.click(screen.getByRole('button', { name }));

test('who may only look sees everything and changes nothing', () => {
  fakeHub({});
  shown({}, false);
  expect(screen.getByText('Ranked by gun time: who crosses the line first is first.')).toBeTruthy();
  expect(screen.getAllByText('09:30:04.2').length).toBe(2);
  expect(screen.queryAllByRole('button')).toEqual([]);
  expect((screen.getByRole('combobox') as HTMLSelectElement).disabled).toBe(true);
});

test('what is official can be taken back, and nothing else but records changed', () => {
  fakeHub({});
  shown({ state: 'official', closed_at: '2027-06-27T10:00:00Z' });
  expect(screen.getByText('The results of 10K are official')).toBeTruthy();
  expect(screen.getAllByRole('button').map((button) => button.getAttribute('aria-label') ?? button.textContent)).toEqual(['Add a record', 'Change the record: Women', 'Remove the record: Women']);
  expect((screen.getByRole('radio', { name: 'Live' }) as HTMLInputElement).disabled).toBe(false);
});

test('a suggested course is checked, and saved as one of new points', async () => {
  const hub = fakeHub({ 'PUT /api/events/1/races/7/points': course(RACE), 'GET /api/events/1/course': course(RACE) });
  shown({ points: [], suggested: [{ ...FINISH, id: null }], version: 0 });
  await press('Set up the course');
  await press('Save the course');
  await waitFor(() => { expect(screen.getByText(/The course of 10K is saved/)).toBeTruthy(); });
  expect(hub.asked.at(-1)?.body).toEqual({ version: 0, points: [{ ...FINISH, id: null }] });
});

test('mats are chosen from those that were heard', async () => {
  const hub = fakeHub({ 'PUT /api/events/1/races/7/points': course(RACE) });
  shown();
  await press('Change the course');
  await userEvent.click(screen.getByRole('combobox', { name: 'Backup mats' }));
  expect(within(screen.getByRole('listbox', { name: 'Backup mats' })).getAllByRole('option').map((option) => option.textContent)).toEqual(['FINISH B']);
  await userEvent.type(screen.getByRole('combobox', { name: 'Backup mats' }), 'FINISH B{Enter}');
  await press('Save the course');
  await waitFor(() => { expect(hub.asked.length).toBe(1); });
  expect((hub.asked[0]?.body as { points: RacePoint[] }).points[0]?.backup).toEqual(['FINISH B']);
});

test('somebody else was quicker: what was drawn up stays until one has looked', async () => {
  fakeHub({ 'PUT /api/events/1/races/7/points': () => problem(409, 'stale', 'The set-up of 10K was changed by somebody else meanwhile. Look at it again, then change it.') });
  shown();
  await press('Change the course');
  await userEvent.type(screen.getByLabelText('Name'), ' line');
  await press('Save the course');
  await waitFor(() => { expect(screen.getByRole('alert').textContent).toContain('somebody else'); });
  expect((screen.getByLabelText('Name') as HTMLInputElement).value).toBe('Finish line');
  await press('Load again');
  await waitFor(() => { expect(screen.queryByLabelText('Name')).toBeNull(); });
});

test('one part is changed at a time', async () => {
  fakeHub({});
  shown();
  await press('Change the rules');
  expect(screen.queryByRole('button', { name: 'Change the course' })).toBeNull();
  await press('Cancel');
  expect(screen.getByRole('button', { name: 'Change the course' })).toBeTruthy();
});

test('a start is entered on the clock of the event, and told which of two when clocks go back', async () => {
  let asked = 0;
  const hub = fakeHub({
    'PUT /api/events/1/races/7/start': () => { asked += 1; return asked === 1 ? problem(422, 'time_comes_twice', 'It comes twice.') : course(RACE); },
    'GET /api/events/1/course': course(RACE),
  });
  shown();
  await press(/^Enter the start/);
  const form = within(screen.getByRole('form', { name: 'Start of 10K' }));
  await userEvent.clear(form.getByLabelText('Time of day'));
  await userEvent.type(form.getByLabelText('Time of day'), '2:30:00,5');
  await userEvent.click(form.getByRole('button', { name: 'Save' }));
  await userEvent.click(await form.findByLabelText('The later'));
  await userEvent.click(form.getByRole('button', { name: 'Save' }));
  await waitFor(() => { expect(screen.queryByRole('form')).toBeNull(); });
  const told = hub.asked.filter(({ method }) => method === 'PUT').map(({ body }: Asked) => body);
  expect(told).toEqual([
    { version: 4, start: '2027-06-27T02:30:00.5', occurrence: null },
    { version: 4, start: '2027-06-27T02:30:00.5', occurrence: 'later' },
  ]);
});

test('a gun is given with whose it was', async () => {
  const hub = fakeHub({ 'PUT /api/events/1/guns/9': course(RACE) });
  shown();
  await userEvent.selectOptions(screen.getByLabelText('Whose is the gun of 09:30:04.2?'), 'Give it to 10K');
  await waitFor(() => { expect(hub.asked.at(-1)?.body).toEqual({ to: { race_id: 7, wave_id: null }, was: null }); });
});
