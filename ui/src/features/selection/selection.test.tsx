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
const SESSION = { id: 17, name: 'Finish', day: '2027-06-27', reads: 812 };

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
    'GET /api/events/7/displays': { items: [] },
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
  expect(await screen.findByRole('button', { name: 'Open display' })).toBeTruthy();
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

test('the link that opens says its mode, and can be closed', async () => {
  const link = { address: 'ABCDEFGH', url: 'https://hub.test/display/ABCDEFGH', qr: '<svg/>', title: 'Left', mode: 'results', session_id: 17, session: 'Finish', created_at: '2027-06-27T08:00:00Z', expires_at: '2027-06-28T08:00:00Z' };
  let open = [] as object[];
  const hub = hubWith({ mode: 'results', event_ids: [7], updated_at: null }, {
    'GET /api/events/7/displays': () => ({ items: open }),
    'POST /api/events/7/displays': () => { open = [link]; return link; },
    'DELETE /api/events/7/displays/ABCDEFGH': () => { open = []; return undefined; },
  });
  await renderAt('/', <Page />);
  await userEvent.type(await screen.findByLabelText('Name of the screen'), 'Left');
  await userEvent.click(screen.getByRole('button', { name: 'Open display' }));
  expect((await screen.findByRole('link', { name: 'Open in a new window' })).getAttribute('href')).toBe(link.url);
  expect(hub.asked.find(({ method }) => method === 'POST')?.body).toEqual({ session_id: 17, title: 'Left', mode: 'results', hours: 24 });
  await userEvent.click(screen.getByRole('button', { name: 'Close display' }));
  await waitFor(() => { expect(screen.queryByRole('link', { name: 'Open in a new window' })).toBeNull(); });
});
