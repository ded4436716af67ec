import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { Event, Race } from '../../api/generated';
import type { Asked } from '../../testing/fake-hub';
import { ZoneContext } from '../../components/zone';
import { fakeHub, problem } from '../../testing/fake-hub';
import { render } from '../../testing/render';
import { CloneDialog, yearLater } from './parts/CloneDialog';
import { EventDialog } from './parts/EventDialog';
import { RaceCard } from './parts/RaceCard';
import { RaceForm } from './parts/RaceForm';

const RACE: Race = {
  id: 3, event_id: 7, name: '10K', distance_m: 10000, start: '2027-06-27T09:30:00', start_at: '2027-06-27T07:30:00Z', position: 0, version: 4, participants: 0,
  waves: [{ id: 5, race_id: 3, name: 'Wave 1', start: '2027-06-27T09:30:00', start_at: '2027-06-27T07:30:00Z', position: 0, version: 1 }],
  divisions: [{ id: 6, race_id: 3, name: 'F40', gender: 'F', youngest: 40, oldest: null, position: 0, version: 1 }],
  overlaps: [],
};
const EVENT: Event = {
  id: 7, name: 'Dike Run', day: '2027-06-27', zone: 'Europe/Amsterdam', place: '', state: 'active', state_changed_at: '', created_at: '', version: 2,
  participants: 0, without_bib: 0, sessions: 0, races: [RACE],
};

test('an event needs a name and a day before the hub is asked', async () => {
  const hub = fakeHub({});
  render(<EventDialog partner="polder" onClose={vi.fn()} onDone={vi.fn()} />);
  await userEvent.click(screen.getByRole('button', { name: 'Make event' }));
  expect(screen.getByText('An event needs a name.')).toBeTruthy();
  expect(screen.getByText('Choose a day.')).toBeTruthy();
  expect(hub.asked).toEqual([]);
});

test('another day says what moves before it is saved', async () => {
  const hub = fakeHub({
    'GET /api/events/7/moves': { items: [{ what: '10K', before: '2027-06-27 09:30 +02:00', after: '2027-10-31 09:30 +01:00', note: '' }], sentences: [] },
    'PATCH /api/events/7': ({ body }: Asked) => ({ ...EVENT, ...(body as object) }),
  });
  const saved = vi.fn();
  render(<EventDialog partner="polder" event={EVENT} onClose={vi.fn()} onDone={saved} />);
  await userEvent.clear(screen.getByLabelText('Day'));
  await userEvent.type(screen.getByLabelText('Day'), '2027-10-31');
  expect(await screen.findByText(/2027-10-31 09:30 \+01:00/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => { expect(saved).toHaveBeenCalledOnce(); });
  expect(hub.asked.at(-1)?.body).toEqual({ name: 'Dike Run', day: '2027-10-31', zone: 'Europe/Amsterdam', place: '', version: 2 });
});

test('somebody else was quicker: the hub says so, and what was typed stays', async () => {
  fakeHub({ 'PATCH /api/events/7': () => problem(409, 'stale', 'This event was changed by somebody else meanwhile. Look at it again, then change it.') });
  render(<EventDialog partner="polder" event={EVENT} onClose={vi.fn()} onDone={vi.fn()} />);
  await userEvent.type(screen.getByLabelText('Name'), ' 2027{Enter}');
  await waitFor(() => { expect(screen.getByRole('alert').textContent).toContain('somebody else'); });
  expect((screen.getByLabelText('Name') as HTMLInputElement).value).toBe('Dike Run 2027');
});

test('what somebody else changed meanwhile is loaded again, and the form closes', async () => {
  fakeHub({ 'PATCH /api/events/7': () => problem(409, 'stale', 'This event was changed by somebody else meanwhile. Look at it again, then change it.') });
  const closed = vi.fn();
  render(<EventDialog partner="polder" event={EVENT} onClose={closed} onDone={vi.fn()} />);
  await userEvent.type(screen.getByLabelText('Name'), ' 2027{Enter}');
  await userEvent.click(await screen.findByRole('button', { name: 'Load again' }));
  await waitFor(() => { expect(closed).toHaveBeenCalledOnce(); });
});

test('a new event is proposed in the zone of the timing partner, wherever the laptop is', async () => {
  const hub = fakeHub({ 'POST /api/events': EVENT });
  render(<ZoneContext value="Pacific/Auckland"><EventDialog partner="polder" onClose={vi.fn()} onDone={vi.fn()} /></ZoneContext>);
  await userEvent.type(screen.getByLabelText('Name'), 'Dike Run');
  await userEvent.type(screen.getByLabelText('Day'), '2027-06-27');
  await userEvent.click(screen.getByRole('button', { name: 'Make event' }));
  await waitFor(() => { expect(hub.asked.at(-1)?.body).toMatchObject({ zone: 'Pacific/Auckland' }); });
});

test('waves that go seconds apart show their seconds, and no day that the race says already', () => {
  const wave = { ...RACE.waves[0], id: 9, name: 'Wave 2', start_at: '2027-06-27T07:30:10Z' } as Race['waves'][number]; // as the first, ten seconds later
  render(<RaceCard partner="polder" zone="Europe/Amsterdam" race={{ ...RACE, waves: [...RACE.waves, wave] }} mayEdit={false} />);
  expect(screen.getByText('09:30:10')).toBeTruthy();
  expect(screen.getByText('09:30')).toBeTruthy();
});

test('a copy is proposed for the same weekday a year later', async () => {
  expect(yearLater('2027-06-27')).toBe('2028-06-25');
  const hub = fakeHub({ 'POST /api/events/7/clone': { ...EVENT, id: 8 } });
  render(<CloneDialog event={EVENT} onClose={vi.fn()} onDone={vi.fn()} />);
  await userEvent.click(screen.getByRole('checkbox', { name: 'Copy the roster too' }));
  await userEvent.click(screen.getByRole('button', { name: 'Copy event' }));
  await waitFor(() => { expect(hub.asked[0]?.body).toEqual({ name: 'Dike Run', day: '2028-06-25', people: 'without_bibs' }); });
});

test('of an hour that comes twice the person is asked which', async () => {
  const hub = fakeHub({
    'PATCH /api/events/7/races/3': ({ body }: Asked) => (
      (body as { occurrence: string | null }).occurrence === null
        ? problem(422, 'time_comes_twice', 'The clocks in Europe/Amsterdam are put back on 2027-10-31, so 02:30 comes twice.')
        : RACE
    ),
  });
  const close = vi.fn();
  render(<RaceForm partner="polder" race={RACE} zone="Europe/Amsterdam" onClose={close} />);
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await userEvent.click(await screen.findByRole('radio', { name: 'The later' }));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => { expect(close).toHaveBeenCalledOnce(); });
  expect(hub.asked.map(({ body }) => (body as { occurrence: unknown }).occurrence)).toEqual([null, 'later']);
});

test('a removed race comes back whole', async () => {
  const hub = fakeHub({
    'DELETE /api/events/7/races/3': () => undefined,
    'POST /api/events/7/races': { ...RACE, id: 9, waves: [], divisions: [] },
    'POST /api/events/7/races/9/waves': { ...RACE, id: 9, divisions: [] },
    'POST /api/events/7/races/9/divisions': { ...RACE, id: 9 },
  });
  render(<RaceCard partner="polder" zone="Europe/Amsterdam" race={RACE} mayEdit />);
  await userEvent.click(screen.getByRole('button', { name: 'Remove 10K' }));
  await userEvent.click(await screen.findByRole('button', { name: /Undo/ }));
  await waitFor(() => { expect(hub.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'DELETE /api/events/7/races/3', 'POST /api/events/7/races', 'POST /api/events/7/races/9/waves', 'POST /api/events/7/races/9/divisions',
  ]); });
});

test('who may not edit sees no buttons', () => {
  render(<RaceCard partner="polder" zone="Europe/Amsterdam" race={RACE} mayEdit={false} />);
  expect(screen.getByRole('heading', { name: '10K' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Edit|Remove|Add/ })).toBeNull();
});
