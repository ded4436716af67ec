import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useQuery } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { Asked } from '../../testing/fake-hub';
import { fakeHub, problem } from '../../testing/fake-hub';
import { renderAt } from '../../testing/render';
import { stepOf, Steps } from './pages/StartPage';
import { selectionQuery } from './requests';

const EVENT = { id: 7, name: 'Dike Run', day: '2027-06-27', zone: 'UTC', place: 'Harlingen', state: 'active', state_changed_at: '', version: 1, races: 1, participants: 312, sessions: 1 };
const OTHER = { ...EVENT, id: 8, name: 'Island Ten' };
const SESSION = { id: 17, name: 'Finish', day: '2027-06-27', reads: 812, state: 'open' };
const DISPLAY = {
  id: 4, name: 'Dike Run', event_id: 7, event: 'Dike Run', mode: 'pre_race', template: 'standard', race_ids: [], unknown_tags: 'hidden', messages: [], settings: {}, state: 'open', version: 1,
  created_at: '2027-06-27T08:00:00Z', last_used_at: '2027-06-27T08:00:00Z', owner: { user_id: 1, name: 'Ada', gone: false }, mine: true, people: [], timing_sessions: [], screens: 0, screens_down: 0, links: 0, viewers: 0,
};

function Page() {
  const selection = useQuery(selectionQuery('polder'));
  return selection.data === undefined ? null : <Steps partner="polder" selection={selection.data} />;
}

function hubWith(selection: object, answers: Parameters<typeof fakeHub>[0] = {}) {
  return fakeHub({
    'GET /api/selection': selection,
    'PUT /api/selection': ({ body }: Asked) => ({ ...(body as object), updated_at: '2027-06-27T08:00:00Z' }),
    'GET /api/events': { items: [EVENT, OTHER], after: null },
    'GET /api/timing-sessions': { items: [SESSION], after: null },
    'GET /api/chronotrack/sessions': { items: [], after: null, unclaimed: [] },
    'GET /api/sessions': { items: [], after: null },
    ...answers,
  });
}

test('who comes back, on whichever machine, goes on where they were', () => {
  expect(stepOf({ mode: null, event_ids: [], updated_at: null })).toBe(0);
  expect(stepOf({ mode: 'results', event_ids: [], updated_at: null })).toBe(1);
  expect(stepOf({ mode: 'results', event_ids: [7], updated_at: null })).toBe(2);
});

test('mode, then events, then a display: each choice is kept by the hub and nothing by the browser', async () => {
  const hub = hubWith({ mode: null, event_ids: [], updated_at: null });
  await renderAt('/', <Page />);
  await userEvent.click(await screen.findByRole('button', { name: /^Pre-race/ }));
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Dike Run' }));
  await userEvent.click(screen.getByRole('checkbox', { name: 'Island Ten' }));
  expect(await screen.findByText('2 events found · 2 chosen')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Go on' }));
  expect(await screen.findByRole('button', { name: 'New display' })).toBeTruthy();
  await waitFor(() => {
    expect(hub.asked.filter(({ method }) => method === 'PUT').map(({ body }) => body)).toEqual([
      { mode: 'pre_race', event_ids: [] },
      { mode: 'pre_race', event_ids: [7] },
      { mode: 'pre_race', event_ids: [7, 8] },
    ]);
  });
  expect(localStorage.length + sessionStorage.length).toBe(0);
});

test('a choice that the hub refuses is taken back and said', async () => {
  hubWith({ mode: 'results', event_ids: [], updated_at: null }, {
    'PUT /api/selection': () => problem(404, 'not_found', 'One of these events is not there any more; choose again.'),
  });
  await renderAt('/', <Page />);
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Dike Run' }));
  await waitFor(() => { expect(screen.getByRole('alert').textContent).toContain('choose again'); });
  await waitFor(() => { expect((screen.getByRole('checkbox', { name: 'Dike Run' }) as HTMLInputElement).checked).toBe(false); });
});

test('a display of one\'s own is made for the event in that mode, and its link opens it', async () => {
  const link = { id: 'ABCDEFGH', url: 'https://hub.test/display/ABCDEFGH', qr: '<svg/>', label: 'Left', display_session_id: 4, state: 'open', created_at: '2027-06-27T08:00:00Z', opens_at: null, expires_at: '2027-06-28T08:00:00Z', viewers: 0, last_seen_at: null };
  let [made, open] = [[] as object[], [] as object[]];
  const hub = hubWith({ mode: 'pre_race', event_ids: [7], updated_at: null }, {
    'GET /api/sessions': () => ({ items: made, after: null }),
    'POST /api/sessions/create': () => { made = [DISPLAY]; return DISPLAY; },
    'GET /api/sessions/4/links': () => ({ items: open }),
    'POST /api/display/generate-url': () => { open = [link]; return link; },
  });
  await renderAt('/', <Page />);
  await userEvent.click(await screen.findByRole('button', { name: 'New display' }));
  expect((await screen.findByRole<HTMLInputElement>('checkbox', { name: /^Finish, / })).checked).toBe(true);
  await userEvent.click(screen.getByRole('button', { name: 'Make display' }));
  await userEvent.type(await screen.findByLabelText('Name of the link'), 'Left');
  await userEvent.click(screen.getByRole('button', { name: 'Make link' }));
  expect((await screen.findByRole('link', { name: 'In a new tab' })).getAttribute('href')).toBe(link.url);
  expect(hub.asked.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([
    { event_id: 7, mode: 'pre_race', template: 'standard', timing_session_ids: [17] },
    { display_session_id: 4, label: 'Left', hours: 24 },
  ]);
});
