/** What a timer reads on the dashboard's page, and that nobody has to see colours for it. */
import axe from 'axe-core';
import i18next from 'i18next';
import { act, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Dashboard } from '../../api/generated';
import { render } from '../../testing/render';
import { EventDashboard } from './pages/DashboardPage';
import type { Look } from './useDashboard';

const NOW = 1_782_561_605_000;
const minutes = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 9, 4, 2, 1];

const dashboard: Dashboard = {
  now: NOW,
  event: { id: 7, name: 'Dike Run', day: '2026-06-27', zone: 'Europe/Amsterdam' },
  health: [
    { code: 'location_quiet', severity: 'critical', sentence: 'Finish: no read for 3 min while 20 runners are due.', facts: { location: 'Finish', seconds: 180, runners: 20 } },
    { code: 'newer_than_this_page', severity: 'info', sentence: 'Something that this page does not know yet.', facts: {} },
  ],
  totals: { reads: 12_345, tags: 410, unknown_tags: 12, passings: 800, seen: 398, participants: 400, reads_last_minute: 17, newest_received: NOW - 4_000 },
  minutes: { first: NOW - 840_000, reads: minutes },
  locations: [
    { id: 1, session_id: 3, name: 'Finish', reads: 5_000, tags: 300, unknown_tags: 12, reads_last_minute: 0, minutes, newest_read: NOW - 180_000, newest_received: NOW - 180_000, due: 20, state: 'quiet' },
  ],
  unknown: [{ tag: '4021', passings: 1, reads: 6, location: 'Start', newest_read: NOW - 9_000 }],
  guns: [{ location: 'Start', session_id: 3, at: NOW - 3_600_000, time_raw: '13:00:05' }],
  senders: [{ id: '9', name: 'MiniTrack 12', session_id: 3, state: 'gone', since: NOW - 40_000, heard: NOW - 41_000, connected: NOW - 900_000, rows: 5_000, gaps: 1, unreadable: 0, clock_ahead_ms: null, reason: 'closed', address: '' }],
  sessions: [{ id: 3, name: 'Dike Run', zone: 'Europe/Amsterdam', state: 'open', reads: 12_345, newest_received: NOW - 4_000 }],
};

const look: Look = { dashboard, error: null, retry: () => undefined, line: 'live', checked: NOW, clockAhead: 0 };

beforeEach(() => { vi.useFakeTimers({ now: NOW, toFake: ['Date', 'setInterval', 'clearInterval'] }); });
afterEach(async () => {
  vi.useRealTimers();
  await i18next.changeLanguage('en');
});

test('an alarm is a word and a sentence, and a code from a newer hub has the sentence of the hub', () => {
  render(<EventDashboard look={look} />);
  expect(screen.getByRole('alert').textContent).toBe('Act now: Finish: no read for 3 min while 20 runners are due.');
  expect(screen.getByText(/Something that this page does not know yet/)).toBeDefined();
});

test('alarms are said in the language of the page', async () => {
  await i18next.changeLanguage('de');
  render(<EventDashboard look={look} />);
  expect(screen.getByRole('alert').textContent).toBe('Sofort handeln: Finish: seit 3 min keine Lesung, während 20 Läufer fällig sind.');
});

test('nothing to say is said too, but only while the line is good', () => {
  const well = { ...dashboard, health: [] };
  const { unmount } = render(<EventDashboard look={{ ...look, dashboard: well }} />);
  expect(screen.getByText('All is well: nothing to do.')).toBeDefined();
  unmount();
  render(<EventDashboard look={{ ...look, dashboard: well, line: 'lost' }} />);
  expect(screen.queryByText('All is well: nothing to do.')).toBeNull();
});

test('a lost line says how old the data is, and counts on', () => {
  render(<EventDashboard look={{ ...look, line: 'lost', checked: NOW - 12_000 }} />);
  expect(screen.getByText(/what you see is 12 s old/)).toBeDefined();
  act(() => { vi.advanceTimersByTime(3_000); });
  expect(screen.getByText(/what you see is 15 s old/)).toBeDefined();
});

test('a hub that can not look is told, though the line is good', () => {
  render(<EventDashboard look={{ ...look, checked: NOW - 20_000 }} />);
  expect(screen.getByText(/does not reach its database; what you see is 20 s old/)).toBeDefined();
});

test('ages are counted with the clock of the hub', () => {
  render(<EventDashboard look={{ ...look, clockAhead: 60_000, checked: NOW + 60_000 }} />);
  expect(screen.getByText('Live')).toBeDefined();
  const [, row] = within(screen.getByRole('region', { name: 'Locations' })).getAllByRole('row');
  expect(row?.textContent).toContain('4 minutes ago');
});

test('who is gone, which chips nobody knows and when the gun went are there in words', () => {
  render(<EventDashboard look={look} />);
  expect(screen.getByText('gone')).toBeDefined();
  expect(screen.getByText(/for 40 s \(it closed the connection\) · 5,000 rows · row numbers jumped once/)).toBeDefined();
  expect(screen.getByText('4021')).toBeDefined();
  expect(screen.getByText('13:00:05')).toBeDefined();
});

test('axe finds nothing serious', async () => {
  const { container } = render(<main><h1>Dike Run</h1><EventDashboard look={look} /></main>);
  vi.useRealTimers();
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});
