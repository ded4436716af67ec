import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { DisplaySession, DisplayUrl } from '../../api/display-sessions';
import { Confirm } from '../../components/Confirm';
import { onQuestion, openQuestion } from '../../components/confirm';
import { fakeHub, problem, type Asked } from '../../testing/fake-hub';
import { renderAt } from '../../testing/render';
import { useSyncExternalStore } from 'react';
import { Displays, matches } from './pages/DisplaysPage';
import { OneSession } from './pages/DisplaySessionPage';

const MINE: DisplaySession = {
  id: 4, name: 'Finish arch', event_id: 7, event: 'Dike Run', mode: 'results', template: 'standard', race_ids: [], unknown_tags: 'hidden', messages: ['Well run!'], settings: { show_ms: 5000, language: null, calm: false, idle_after_ms: null },
  queue_cleared_at: null, state: 'open', version: 3, created_at: '2027-06-27T08:00:00Z', updated_at: '2027-06-27T08:00:00Z', last_used_at: '2027-06-27T08:00:00Z', archived_at: null,
  owner: { user_id: 1, name: 'Ada de Vries', gone: false }, mine: true, people: [],
  timing_sessions: [{ id: 17, name: 'Harbour box', zone: 'UTC', state: 'open', locations: [{ name: 'Finish', role: 'finish', shown: true }], only_listed: false, bound_at: '2027-06-27T08:00:00Z' }],
  screens: 2, screens_down: 1, links: 1, viewers: 2,
};
const HERS: DisplaySession = { ...MINE, id: 5, name: 'Start arch', mine: false, owner: { user_id: 2, name: 'Bo Bakker', gone: true }, timing_sessions: [] };
const LOCATIONS = [
  { id: 1, name: 'Finish', reads: 800, newest_received: 1_800_000_000_000, age: 2000, guessed_role: 'finish' as const },
  { id: 2, name: '5K', reads: 12, newest_received: null, age: null, guessed_role: 'split' as const },
];
const CHOICE = {
  id: 17, name: 'Harbour box', day: '2027-06-27', zone: 'UTC', state: 'open' as const, sender: 'Fusion', told_event: '', live: 'connected' as const, event: { id: 7, name: 'Dike Run' }, locations: LOCATIONS, reads: 812, tags: 300, unknown_tags: 4,
  first_read: 1, last_read: 2, newest_received: 1_800_000_000_000, age: 2000, bound_to: [],
};
const PREVIEW = { now: 1_800_000_000_000, id: 17, name: 'Harbour box', zone: 'UTC', state: 'open', live: 'connected', event: { id: 7, name: 'Dike Run' }, reads: 812, reads_last_minute: 30, minutes: { first: 0, reads: [] }, locations: LOCATIONS, passings: [] };
const LINK: DisplayUrl = { id: '7HK2MPQ9', url: 'https://hub.test/display/7HK2MPQ9', qr: '<svg/>', label: 'Left', display_session_id: 4, state: 'open', created_at: '2027-06-27T08:00:00Z', opens_at: null, expires_at: '2027-06-28T08:00:00Z', viewers: 2, last_seen_at: '2027-06-27T09:00:00Z' };

let sources: FakeSource[] = [];
class FakeSource extends EventTarget {
  constructor(readonly url: string) { super(); sources.push(this); }
  close(): void { /* nothing is open */ }
  tell(kind: string, data: unknown): void { this.dispatchEvent(new MessageEvent(kind, { data: JSON.stringify(data) })); }
}
beforeEach(() => { sources = []; vi.stubGlobal('EventSource', FakeSource); });

function hubWith(answers: Parameters<typeof fakeHub>[0] = {}) {
  return fakeHub({
    'GET /api/sessions': { items: [MINE, HERS], after: null },
    'GET /api/sessions/4': MINE,
    'GET /api/sessions/4/links': { items: [] },
    'GET /api/events/7': { id: 7, name: 'Dike Run', zone: 'Europe/Amsterdam', races: [{ id: 3, name: '10K' }] },
    'GET /api/chronotrack/sessions': { items: [CHOICE], after: null, unclaimed: [] },
    'GET /api/chronotrack/sessions/17/preview': PREVIEW,
    ...answers,
  });
}

function Asks() {
  const question = useSyncExternalStore(onQuestion, openQuestion);
  return question === null ? null : <Confirm question={question} />;
}

test('who manages displays sees everybody\'s, and takes over that of somebody who left', async () => {
  const hub = hubWith({ 'POST /api/sessions/5/take-over': { ...HERS, mine: true } });
  await renderAt('/p/polder/displays', <><Displays partner="polder" manages /><Asks /></>);
  const row = await screen.findByRole('row', { name: /Start arch/ });
  expect(within(row).getByText('has left')).toBeTruthy();
  expect(within(row).getByText('1 down')).toBeTruthy();
  await userEvent.click(within(row).getByRole('button', { name: 'What to do with Start arch' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Take over' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Take over' }));
  expect(await screen.findByText('Start arch is yours now.')).toBeTruthy();
  expect(hub.asked.some(({ path, query }) => path === '/api/sessions' && query.get('everyone') === 'true')).toBe(true);
});

test('an operator asks for no more than her own and those shared with her', async () => {
  const hub = hubWith();
  await renderAt('/p/polder/displays', <Displays partner="polder" manages={false} />);
  await screen.findByRole('row', { name: /Finish arch/ });
  expect(screen.queryByRole('switch', { name: 'Everybody\'s' })).toBeNull();
  expect(hub.asked.every(({ query }) => query.get('everyone') === null)).toBe(true);
});

test('the search looks at name, event, owner and what feeds it', () => {
  expect([MINE, HERS].filter((each) => matches(each, 'arch dike')).length).toBe(2);
  expect([MINE, HERS].filter((each) => matches(each, 'harbour')).map(({ id }) => id)).toEqual([4]);
  expect([MINE, HERS].filter((each) => matches(each, 'BAKKER')).map(({ id }) => id)).toEqual([5]);
});

test('what was archived comes back by the toast', async () => {
  const hub = hubWith({ 'POST /api/sessions/4/archive': { ...MINE, state: 'archived' }, 'POST /api/sessions/4/restore': MINE });
  await renderAt('/p/polder/displays', <Displays partner="polder" manages={false} />);
  await userEvent.click(await screen.findByRole('button', { name: 'What to do with Finish arch' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Archive' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() => { expect(hub.asked.filter(({ method }) => method === 'POST').map(({ path }) => path)).toEqual(['/api/sessions/4/archive', '/api/sessions/4/restore']); });
});

test('a display is shared with people by their names', async () => {
  const hub = hubWith({
    'GET /api/sessions/sharers': { items: [{ user_id: 1, name: 'Ada de Vries', role: 'timer' }, { user_id: 3, name: 'Cas Vos', role: 'operator' }] },
    'PUT /api/sessions/4/people': { ...MINE, people: [{ user_id: 3, name: 'Cas Vos' }] },
  });
  await renderAt('/p/polder/displays', <Displays partner="polder" manages={false} />);
  await userEvent.click(await screen.findByRole('button', { name: 'What to do with Finish arch' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Share' }));
  await userEvent.click(await screen.findByRole('combobox', { name: 'Shared with' }));
  expect(screen.queryByRole('option', { name: 'Ada de Vries' })).toBeNull();
  await userEvent.click(await screen.findByRole('option', { name: 'Cas Vos' }));
  await userEvent.click(screen.getByRole('button', { name: 'Share' }));
  await waitFor(() => { expect(hub.asked.at(-1)).toBeDefined(); expect(hub.asked.find(({ method }) => method === 'PUT')?.body).toEqual({ user_ids: [3] }); });
});

test('only what changed is saved, with the version that was looked at', async () => {
  const hub = hubWith({ 'PATCH /api/sessions/4': ({ body }: Asked) => ({ ...MINE, ...(body as object), version: 4 }) });
  await renderAt('/p/polder/displays/4', <OneSession partner="polder" id={4} manages={false} />);
  await userEvent.click(await screen.findByRole('radio', { name: 'Wall' }));
  await userEvent.type(screen.getByLabelText('New line'), 'What a finish!{Enter}');
  await userEvent.click(screen.getByRole('switch', { name: /^Calm/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => {
    expect(hub.asked.find(({ method }) => method === 'PATCH')?.body).toEqual({
      template: 'wall', messages: ['Well run!', 'What a finish!'], settings: { show_ms: 5000, language: null, calm: true, idle_after_ms: null }, version: 3,
    });
  });
  await waitFor(() => { expect(screen.queryByRole('button', { name: 'Save' })).toBeNull(); });
});

test('somebody else was quicker: it is said, what was typed stays, and the newer one is loaded on request', async () => {
  let now = MINE;
  hubWith({
    'GET /api/sessions/4': () => now,
    'PATCH /api/sessions/4': () => { now = { ...MINE, template: 'spotlight', version: 4 }; return problem(409, 'stale', 'This display session was changed by somebody else meanwhile.'); },
  });
  await renderAt('/p/polder/displays/4', <OneSession partner="polder" id={4} manages={false} />);
  await userEvent.click(await screen.findByRole('radio', { name: 'Wall' }));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Load again' }));
  await waitFor(() => { expect(screen.getByRole('radio', { name: 'Spotlight' }).getAttribute('aria-checked')).toBe('true'); });
  expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
});

test('a timing session is seen live before one click binds it, with a role for each location', async () => {
  const hub = hubWith({
    'GET /api/sessions/4': { ...MINE, timing_sessions: [] },
    'POST /api/chronotrack/sessions/17/select': ({ body }: Asked) => ({ ...(body as object), id: 17, name: 'Harbour box', event: null, locations: [], only_listed: false, bound_at: 0, without_names: false, zones_differ: false }),
  });
  await renderAt('/p/polder/displays/4', <OneSession partner="polder" id={4} manages={false} />);
  await userEvent.click(await screen.findByRole('button', { name: 'Choose timing session' }));
  const marked = await screen.findByRole('region', { name: 'Harbour box as it is now' });
  expect(await within(marked).findByText('30 reads in the last minute')).toBeTruthy();
  const heard = { key: '1:A:1', location_id: 1, location: 'Finish', at: 1, time: '10:32:59', received: 1, tag: 'A', bib: '101', name: 'Mara Vliet', race: '5 km', corrected: false };
  act(() => { sources.find(({ url }) => url.startsWith('/api/chronotrack/sessions/17/preview/stream'))?.tell('preview', { ...PREVIEW, reads_last_minute: 31, passings: [heard] }); });
  expect(within(marked).getByText('Mara Vliet')).toBeTruthy();
  expect(within(marked).getByText('31 reads in the last minute')).toBeTruthy();
  await userEvent.click(within(marked).getByRole('checkbox', { name: 'Show 5K' }));
  await userEvent.click(within(marked).getByRole('button', { name: 'Bind to this display' }));
  expect(await screen.findByText('Harbour box feeds this display now.')).toBeTruthy();
  expect(hub.asked.find(({ method }) => method === 'POST')?.body).toEqual({
    display_session_id: 4, locations: [{ name: 'Finish', role: 'finish', shown: true }, { name: '5K', role: 'split', shown: false }], only_listed: false, bind_event: false,
  });
});

test('what feeds it is unbound, and bound again as it was by the toast', async () => {
  const hub = hubWith({ 'DELETE /api/sessions/4/timing-sessions/17': () => undefined, 'POST /api/chronotrack/sessions/17/select': {} });
  await renderAt('/p/polder/displays/4', <OneSession partner="polder" id={4} manages={false} />);
  await userEvent.click(await screen.findByRole('button', { name: 'Unbind Harbour box' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() => {
    expect(hub.asked.find(({ method }) => method === 'POST')?.body).toEqual({ display_session_id: 4, locations: [{ name: 'Finish', role: 'finish', shown: true }], only_listed: false });
  });
});

test('a link is extended, and revoked after a question that says who looks', async () => {
  let links = [LINK];
  const hub = hubWith({
    'GET /api/sessions/4/links': () => ({ items: links }),
    'PATCH /api/display-links/7HK2MPQ9': { ...LINK, expires_at: '2027-07-04T08:00:00Z' },
    'DELETE /api/display-links/7HK2MPQ9': () => { links = []; return undefined; },
  });
  await renderAt('/p/polder/displays/4', <><OneSession partner="polder" id={4} manages={false} /><Asks /></>);
  await userEvent.click(await screen.findByRole('button', { name: 'Extend' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: '7 days' }));
  await waitFor(() => { expect(hub.asked.find(({ method }) => method === 'PATCH')?.body).toEqual({ hours: 168 }); });
  await userEvent.click(await screen.findByRole('button', { name: 'Revoke' }));
  const question = await screen.findByRole('dialog');
  expect(within(question).getByText(/2 screens look at it now/)).toBeTruthy();
  await userEvent.click(within(question).getByRole('button', { name: 'Revoke' }));
  expect(await screen.findByText(/No link works now/)).toBeTruthy();
});

test('a stream of nobody is claimed from the same window, where an administrator of the hub looks', async () => {
  let unclaimed = [{ id: 9, key: 'tag-box-3', kind: 'ctp01', program: 'Fusion', told_event: 'Harbour Mile', timing_sessions: 1, reads: 40, newest_received: null }];
  window.history.pushState({}, '', '/p/polder/displays/4');
  const hub = hubWith({
    'GET /api/chronotrack/sessions': () => ({ items: [], after: null, unclaimed }),
    'POST /api/chronotrack/unclaimed/9/claim': () => { unclaimed = []; return { key: 'tag-box-3', timing_sessions: 1, reads: 40, found_event: 0, zones: ['UTC'] }; },
  });
  await renderAt('/p/polder/displays/4', <OneSession partner="polder" id={4} manages={false} />);
  await userEvent.click(await screen.findByRole('button', { name: 'Choose timing session' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Claim tag-box-3 for this timing partner' }));
  expect(await screen.findByText('tag-box-3 belongs to this timing partner now, with 1 timing session.')).toBeTruthy();
  expect(hub.asked.find(({ method }) => method === 'POST')?.body).toEqual({ partner: 'polder' });
});

test('the display of somebody else is not there', async () => {
  hubWith({ 'GET /api/sessions/4': () => problem(404, 'no_display_session', 'There is no such display session.') });
  await renderAt('/p/polder/displays/4', <OneSession partner="polder" id={4} manages={false} />);
  expect(await screen.findByRole('heading', { name: 'There is no such display' })).toBeTruthy();
});
