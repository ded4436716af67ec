import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import type { Screen } from '../../api/generated';
import { fakeHub } from '../../testing/fake-hub';
import { render } from '../../testing/render';
import { HowItShows } from './parts/HowItShows';
import type { Acting } from './useActing';

const tower = { id: 12, number: 7, name: 'Tower', session: null, settings: { fit: 'cover', night: { start: '22:00', until: '06:00', brightness: 30 } } } as unknown as Screen;

afterEach(() => { vi.unstubAllGlobals(); });

test('what is changed is saved with all that was set before', async () => {
  const change = vi.fn();
  await render(<HowItShows screen={tower} acting={{ change } as unknown as Acting} />);
  await userEvent.click(screen.getByLabelText(/Beep when/));
  await userEvent.click(screen.getByLabelText('Women'));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(change.mock.calls[0]?.[1]).toEqual({ settings: { ...tower.settings, sound: true, genders: ['F'] } });
});

test('a time that is none cannot be saved', async () => {
  const change = vi.fn();
  await render(<HowItShows screen={tower} acting={{ change } as unknown as Acting} />);
  const from = screen.getByLabelText('From');
  await userEvent.clear(from);
  await userEvent.type(from, '25:00');
  expect(screen.queryByText('A time such as 22:00')).not.toBeNull();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save' }).disabled).toBe(true);
});

test('a screen at the mat of one race shows only that one, of those of its event', async () => {
  fakeHub({ 'GET /api/events/7': { races: [{ id: 3, name: '10K' }, { id: 4, name: 'Kids' }] } });
  const change = vi.fn();
  const mat = { ...tower, session: { id: 1, name: 'Arch', event_id: 7 }, settings: { races: [9] } } as unknown as Screen;
  await render(<HowItShows screen={mat} acting={{ change } as unknown as Acting} />);
  await userEvent.click(await screen.findByRole('combobox', { name: 'Only these races' }));
  await userEvent.click(await screen.findByRole('option', { name: 'Kids' }));
  await userEvent.click(screen.getByRole('option', { name: 'Race 9, of another event' }));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(change.mock.calls[0]?.[1]).toEqual({ settings: { races: [4] } });
});
