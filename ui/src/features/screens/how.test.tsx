import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { Screen } from '../../api/generated';
import { render } from '../../testing/render';
import { HowItShows } from './parts/HowItShows';
import type { Acting } from './useActing';

const tower = { id: 12, number: 7, name: 'Tower', settings: { fit: 'cover', night: { start: '22:00', until: '06:00', brightness: 30 } } } as unknown as Screen;

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
