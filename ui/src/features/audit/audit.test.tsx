import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { AuditEntry } from '../../api/generated';
import { AuditTable } from '../../components/AuditTable';
import { startOf } from '../../components/days';
import { render } from '../../testing/render';
import { queryOf, searchOf } from './search';

const entry: AuditEntry = {
  id: 1, at: '2026-06-14T12:02:15Z', who: { kind: 'user', id: 7, name: 'Ada de Vries', address: '192.0.2.7' }, action: 'changed',
  subject: 'participant', subject_id: '1024', event_id: 12, old: { bib: '101', last_name: '•••' }, new: { bib: '107', last_name: '•••' }, reason: '', change: '88',
};

test('a change is told field by field, with who, when and from where', () => {
  render(<AuditTable entries={[entry]} zone="Europe/Amsterdam" />);
  const row = within(screen.getByRole('row', { name: /Ada de Vries/ }));
  expect(row.getByText('14 Jun 2026, 14:02:15 CEST')).toBeTruthy();
  expect(row.getByText('192.0.2.7')).toBeTruthy();
  expect(row.getByText('Participant 1024')).toBeTruthy();
  expect(row.getByText('101')).toBeTruthy();
  expect(row.getByText('107')).toBeTruthy();
});

test('of many fields a few are shown, and the rest on demand', async () => {
  const fields = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`field_${at}`, at]));
  render(<AuditTable entries={[{ ...entry, action: 'created', old: null, new: fields }]} />);
  expect(screen.queryByText(/field 8/)).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: '3 more fields' }));
  expect(screen.getByText(/field 8/)).toBeTruthy();
});

test('what the hub writes down in codes is told in words', () => {
  render(<AuditTable entries={[{ ...entry, action: 'signed in', subject: 'sign-in', old: null, new: { how: 'passkey', role: 'read_only', 'second factor': 'stays', note: 'as it is' } }]} />);
  expect(screen.getByText('Signed in')).toBeTruthy();
  for (const words of ['passkey', 'Read-only', 'second factor:', 'stays', 'as it is']) expect(screen.getByText(words)).toBeTruthy();
});

test('what has no words yet is told as it is', () => {
  render(<AuditTable entries={[{ ...entry, action: 'merged', subject: 'duplicate', old: null, new: { state: 'half.way', url: 'https://a.example/b' } }]} />);
  for (const raw of ['merged', 'half.way', 'https://a.example/b']) expect(screen.getByText(raw)).toBeTruthy();
});

test('an address says the filters, and nonsense in it is ignored', () => {
  expect(searchOf({ who: 'user:7', event: '12', from: '2026-06-14', to: 'tomorrow', text: 5, other: 'x' }))
    .toEqual({ who: 'user:7', event: 12, from: '2026-06-14', text: '5' });
});

test('a day begins when it begins in the zone, also when the clocks change', () => {
  expect(startOf('2026-06-14', 'Europe/Amsterdam', 0)).toBe('2026-06-13T22:00:00.000Z');
  expect(startOf('2026-03-29', 'Europe/Amsterdam', 0)).toBe('2026-03-28T23:00:00.000Z');
  expect(startOf('2026-03-29', 'Europe/Amsterdam', 1)).toBe('2026-03-29T22:00:00.000Z');
  expect(startOf('2026-10-25', 'America/New_York', 0)).toBe('2026-10-25T04:00:00.000Z');
  expect(queryOf({ who: 'key:3', to: '2026-06-14' }, 'UTC')).toMatchObject({ actor_kind: 'key', actor_id: '3', until: '2026-06-15T00:00:00.000Z' });
});
