import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { Notice, Screen } from '../../api/generated';
import { fakeHub, problem } from '../../testing/fake-hub';
import { render, renderAt } from '../../testing/render';
import { Confirm } from '../../components/Confirm';
import { onQuestion, openQuestion } from '../../components/confirm';
import { useSyncExternalStore } from 'react';
import { newestBuild, sectionsOf, shapeOf, shownOf } from './choice';
import { Screens } from './pages/ScreensPage';
import { EmergencyBanner } from './parts/EmergencyBanner';
import { ratioOf, Thumbnail } from './parts/Thumbnail';
import { ofSection } from './target';

function made(number: number, more: Partial<Screen> = {}): Screen {
  return {
    id: 100 + number, number, name: `Screen ${number}`, group: '', state: 'up', reason: '', seen_at: '2026-06-14T12:00:00Z', up_since: '2026-06-14T10:00:00Z',
    first_seen_at: '2026-06-14T09:00:00Z', width: 1920, height: 1080, pixel_ratio: 1, build: 'b2', version: '', data_age_ms: 800, frames: 600, errors: 0,
    latency: { count: 0, p50: 0, max: 0 }, showing: { page: 'rest', passings: [], waiting: 0 }, notice: null,
    link: { address: '7HK2MPQ9', label: 'Finish', expires_at: '2026-06-15T09:00:00Z', state: 'works' },
    session: { id: 1, name: 'Finish main', event_id: 1, template: 'standard', by: 'link' },
    language: null, locations: null, template: null, blank: false, identify_until: null, released_until: null, code: `CODE222${number}`, takeover_url: null, settings: {}, trouble: '', ...more,
  };
}

const wall = [
  made(10, { group: 'Finish', name: 'Arch left' }), made(2, { group: 'Finish', state: 'down', reason: 'silent' }), made(3, { group: 'Expo', build: 'b1' }), made(4, { state: 'never', seen_at: null, showing: null }),
];

function Asked() {
  const question = useSyncExternalStore(onQuestion, openQuestion);
  return question === null ? null : <Confirm question={question} />;
}

async function openWall(screens: readonly Screen[] = wall, answers: Parameters<typeof fakeHub>[0] = {}) {
  localStorage.clear();
  const hub = fakeHub({
    'GET /api/events': { items: [] }, 'GET /api/screens/notices': { notices: [] }, 'GET /api/sessions': { items: [{ id: 7, name: 'Expo', timing_sessions: [] }] },
    'GET /api/screens': { screens, after: null }, 'GET /api/plays': { plays: [], after: null }, 'POST /api/screens/orders': { screens: 2 }, ...answers,
  });
  const searched: unknown[] = [];
  const look = { screens, error: null, retry: () => undefined, line: 'live' as const, clockAhead: 0 };
  await renderAt('/p/polder/screens', <><Screens partner="polder" look={look} search={{}} onSearch={(next) => searched.push(next)} mayManage={false} /><Asked /></>);
  return { hub, searched, orders: () => hub.asked.filter(({ method }) => method !== 'GET').map(({ method, path, body }) => ({ method, path, body })) };
}

test('screens hang under their groups, by number, what is in no group last', () => {
  expect(sectionsOf(wall, 'group').map(({ title, screens }) => [title, screens.map(({ number }) => number)])).toEqual([['Expo', [3]], ['Finish', [2, 10]], ['', [4]]]);
});

test('a screen is found by number, name and code, among those that are down', () => {
  const numbers = (text: string, down = false) => shownOf(wall, { text, down }).map(({ number }) => number);
  expect([numbers('#10'), numbers('arch'), numbers('code2223'), numbers('finish'), numbers('', true)]).toEqual([[10], [10], [3], [10, 2, 3, 4], [2]]);
});

test('the build that most of the running screens have is the newest', () => {
  expect(newestBuild(wall)).toBe('b2');
  expect(newestBuild([made(1, { state: 'down' })])).toBeNull();
});

test('a shape is told from the size: a strip of LEDs is no phone', () => {
  expect([[390, 844], [1080, 1920], [3840, 480], [0, 0]].map(([width = 0, height = 0]) => shapeOf({ width, height }))).toEqual(['phone', 'portrait', 'landscape', 'unknown']);
});

test('a thumbnail has the proportions of its screen, within what can be drawn', () => {
  expect([ratioOf({ width: 1080, height: 1920 }), ratioOf({ width: 10_000, height: 10 }), ratioOf({ width: 0, height: 0 })]).toEqual([0.5625, 8, 16 / 9]);
});

test('a thumbnail says in words what is on the screen, and what was when the screen is away', () => {
  const runners = { page: 'runners' as const, passings: [{ key: '1', location: 'Finish', bib: '101', name: 'Mara Vliet' }, { key: '2', location: 'Finish', bib: null, name: '' }], waiting: 3 };
  const shown = render(<Thumbnail screen={made(1, { showing: runners })} />);
  expect(screen.getByRole('img', { name: 'Shows Runners: Mara Vliet, Unknown chip' }).textContent).toContain('+3');
  shown.unmount();
  render(<Thumbnail screen={made(1, { state: 'down', showing: { page: 'message', passings: [], waiting: 0 }, notice: { id: 1, kind: 'message', text: 'Prizes at 14:30', until: null } })} />);
  expect(screen.getByRole('img', { name: 'Showed last: Message: Prizes at 14:30' })).toBeTruthy();
});

test('a whole group is told as a group, a filtered one as those that are seen', () => {
  const [, finish] = sectionsOf(wall, 'group');
  if (finish === undefined) throw new Error('no such section');
  expect(ofSection(finish, 'group', true).to).toEqual({ group: 'Finish' });
  expect(ofSection(finish, 'group', false).to).toEqual({ screens: [102, 110] });
});

test('every screen says its state in words', async () => {
  await openWall();
  expect(screen.getByText('1 down')).toBeTruthy();
  expect(screen.getByText('down')).toBeTruthy();
  expect(screen.getAllByText(/^never reported/).length).toBeGreaterThan(0);
  expect(screen.getByText('old')).toBeTruthy();
});

test('a group is chosen at once and told its orders; how many were reached is said', async () => {
  const { orders } = await openWall();
  await userEvent.click(screen.getByRole('checkbox', { name: 'Choose all 2 screens of Finish' }));
  const bar = screen.getByRole('toolbar');
  expect(within(bar).getByText('2 screens chosen')).toBeTruthy();
  await userEvent.click(within(bar).getByRole('button', { name: 'Identify' }));
  expect(await screen.findByText('2 screens show their numbers for 15 s.')).toBeTruthy();
  expect(orders()).toEqual([{ method: 'POST', path: '/api/screens/orders', body: { to: { screens: [102, 110] }, order: { do: 'identify', seconds: 15 } } }]);
});

test('blank is taken back on those that were not blank before', async () => {
  const { orders } = await openWall([made(1), made(2, { blank: true })]);
  await userEvent.click(screen.getByRole('checkbox', { name: /^Choose all 2/ }));
  await userEvent.click(within(screen.getByRole('toolbar')).getByRole('button', { name: 'Blank' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() => { expect(orders().map(({ body }) => body)).toEqual([{ to: { screens: [101, 102] }, order: { do: 'blank', on: true } }, { to: { screens: [101] }, order: { do: 'blank', on: false } }]); });
});

test('a screen is renamed in place, and Escape leaves its name', async () => {
  const { orders } = await openWall([made(1)], { 'PATCH /api/screens/101': made(1) });
  const rename = async (typed: string) => {
    await userEvent.click(screen.getByRole('button', { name: 'What to do with screen 1, Screen 1' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Rename' }));
    await userEvent.type(screen.getByRole('textbox', { name: 'Name of screen 1' }), typed);
  };
  await rename('Nothing{Escape}');
  expect(orders()).toEqual([]);
  await rename('{Control>}a{/Control}Arch right{Enter}');
  await waitFor(() => { expect(orders()).toEqual([{ method: 'PATCH', path: '/api/screens/101', body: { name: 'Arch right' } }]); });
});

test('an emergency is sent only after its width was agreed to, and is taken back from its toast', async () => {
  const notice: Notice = { id: 5, kind: 'emergency', text: 'Clear the finish', to: [], screens: 4, until: null, made_at: '2026-06-14T12:00:00Z', made_by: 'Ada', may_take_back: true };
  const { orders } = await openWall(wall, { 'POST /api/screens/notices': notice, 'DELETE /api/screens/notices/5': () => undefined });
  await userEvent.click(screen.getByRole('button', { name: 'Emergency …' }));
  await userEvent.type(await screen.findByRole('textbox', { name: 'Text' }), 'Clear the finish');
  const send = screen.getByRole('button', { name: 'Override 4 screens now' });
  expect(send.hasAttribute('disabled')).toBe(true);
  await userEvent.click(screen.getByRole('checkbox', { name: 'Yes, cover all 4 screens' }));
  await userEvent.click(send);
  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() => { expect(orders().map(({ method, body }) => [method, body])).toEqual([['POST', { to: { all: true }, kind: 'emergency', text: 'Clear the finish' }], ['DELETE', undefined]]); });
});

test('forgetting asks first', async () => {
  const { orders } = await openWall([made(1)], { 'DELETE /api/screens/101': () => undefined });
  await userEvent.click(screen.getByRole('button', { name: 'What to do with screen 1, Screen 1' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Forget …' }));
  expect(orders()).toEqual([]);
  await userEvent.click(within(await screen.findByRole('dialog', { name: 'Forget Screen 1?' })).getByRole('button', { name: 'Forget' }));
  await waitFor(() => { expect(orders()).toEqual([{ method: 'DELETE', path: '/api/screens/101', body: undefined }]); });
});

test('screens are pointed at another session together', async () => {
  const { orders } = await openWall([made(1), made(2, { template: 'wall' })]);
  await userEvent.click(screen.getByRole('checkbox', { name: /^Choose all 2/ }));
  await userEvent.click(within(screen.getByRole('toolbar')).getByRole('button', { name: 'Point elsewhere …' }));
  await userEvent.click(within(await screen.findByRole('dialog')).getByRole('combobox', { name: 'Display session' }));
  await userEvent.click(await screen.findByRole('option', { name: 'Expo' }));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => { expect(orders().map(({ body }) => body)).toEqual([{ to: { screens: [101, 102] }, order: { do: 'point', display_session_id: 7 } }]); });
});

test('the table shows the same screens, and is remembered', async () => {
  await openWall();
  await userEvent.click(screen.getByText('Table'));
  expect(screen.getAllByRole('table').length).toBe(3);
  expect(screen.getByRole('row', { name: /Arch left/ }).textContent).toContain('Resting page');
  expect(localStorage.getItem('project88-screens-view')).toContain('table');
});

test('arrow keys go from card to card', async () => {
  await openWall([made(1), made(2)]);
  const [first, second] = screen.getAllByRole('checkbox', { name: /^Choose screen/ });
  act(() => { first?.focus(); });
  await userEvent.keyboard('{ArrowRight}');
  expect(document.activeElement).toBe(second);
});

test('what the hub refuses is said in its words', async () => {
  await openWall(wall, { 'POST /api/screens/orders': () => problem(404, 'no_screen', 'One of these screens is not yours any more.') });
  await userEvent.click(screen.getByRole('checkbox', { name: 'Choose screen 10, Arch left' }));
  await userEvent.click(within(screen.getByRole('toolbar')).getByRole('button', { name: 'Reload' }));
  expect(await screen.findByText('One of these screens is not yours any more.')).toBeTruthy();
});

test('while an emergency is on, a banner says so and takes it back', async () => {
  const notice: Notice = { id: 5, kind: 'emergency', text: 'Clear the finish', to: [], screens: 38, until: null, made_at: '2026-06-14T12:00:00Z', made_by: 'Ada', may_take_back: true };
  let on: readonly Notice[] = [notice, { ...notice, id: 6, kind: 'message' }];
  fakeHub({ 'GET /api/screens/notices': () => ({ notices: on }), 'DELETE /api/screens/notices/5': () => { on = []; return undefined; } });
  render(<EmergencyBanner partner="polder" />);
  expect((await screen.findByText('Emergency on 38 screens:')).parentElement?.textContent).toContain('Clear the finish');
  await userEvent.click(screen.getByRole('button', { name: 'Take back' }));
  await waitFor(() => { expect(screen.queryByText('Emergency on 38 screens:')).toBeNull(); });
});

test('nobody is told of an emergency by whoever may not end it', async () => {
  vi.setSystemTime(new Date('2026-06-14T12:00:00Z'));
  fakeHub({ 'GET /api/screens/notices': { notices: [{ id: 5, kind: 'emergency', text: 'Clear', to: [], screens: 1, until: null, made_at: '2026-06-14T12:00:00Z', made_by: '', may_take_back: false }] } });
  render(<EmergencyBanner partner="polder" />);
  expect(await screen.findByText('Emergency on 1 screen:')).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
  vi.useRealTimers();
});
