import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { Key, MadeKey } from '../../api/generated';
import { fakeHub } from '../../testing/fake-hub';
import { render } from '../../testing/render';
import { NewKeyDialog } from './parts/NewKeyDialog';
import { SecretDialog } from './parts/SecretDialog';

const key: Key = { id: 2, name: 'Results website', prefix: 'p88_k7mq2xw9ab', scopes: ['events.view'], made_by: 'Ada', made_at: '2026-06-14T09:00:00Z', expires_at: null, last_used_at: null };
const nothing = () => undefined;

test('a key is made with what was ticked, and its secret handed on', async () => {
  const answer: MadeKey = { key, secret: 'p88_k7mq2xw9ab_secret' };
  const hub = fakeHub({ 'POST /api/keys': answer });
  const made: MadeKey[] = [];
  render(<NewKeyDialog scopes={['events.view', 'roster.view']} onClose={nothing} onMade={(one) => made.push(one)} />);
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Make a key' });
  expect(button.disabled).toBe(true);
  await userEvent.type(screen.getByLabelText('Name'), 'Results website');
  await userEvent.click(screen.getByLabelText('See rosters'));
  await userEvent.click(button);
  await waitFor(() => { expect(made).toEqual([answer]); });
  expect(hub.asked[0]?.body).toMatchObject({ name: 'Results website', scopes: ['roster.view'] });
});

test('the secret is not closed away by a click beside it', async () => {
  let closed = 0;
  render(<SecretDialog made={{ key, secret: 'p88_k7mq2xw9ab_secret' }} onClose={() => { closed += 1; }} />);
  expect(screen.getByDisplayValue('p88_k7mq2xw9ab_secret')).toBeTruthy();
  await userEvent.click(document.body);
  expect(closed).toBe(0);
  await userEvent.click(screen.getByRole('button', { name: 'I have it' }));
  expect(closed).toBe(1);
});
