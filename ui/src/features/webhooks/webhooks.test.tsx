import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { Delivery, MadeWebhook, Webhook } from '../../api/generated';
import { fakeHub, problem } from '../../testing/fake-hub';
import { render } from '../../testing/render';
import { DeliveriesDrawer } from './parts/DeliveriesDrawer';
import { WebhookDialog } from './parts/WebhookDialog';
import { WebhooksTable } from './parts/WebhooksTable';

const webhook: Webhook = { id: 1, url: 'https://hooks.example/x', kinds: ['roster.imported'], state: 'paused', note: 'Site', made_by: 'Ada', made_at: '2026-06-14T09:00:00Z', waiting: 2, given_up: 5, last_delivered_at: null };
const failed: Delivery = { id: 9, kind: 'roster.imported', state: 'given_up', tries: 12, made_at: '2026-06-14T09:00:00Z', next_try_at: null, last_tried_at: '2026-06-14T10:00:00Z', status: 500, error: 'The answer was 500.', answer: 'broken', body: '{"id":"msg_1"}' };
const nothing = () => undefined;

test('a refused address is told at its field or in words', async () => {
  fakeHub({ 'POST /api/webhooks': () => problem(422, 'refused_address', '10.0.0.1 is not a public address.') });
  render(<WebhookDialog webhook={null} kinds={['roster.imported']} onClose={nothing} onMade={nothing} />);
  await userEvent.type(screen.getByLabelText('Address'), '10.0.0.1/hook');
  await userEvent.click(screen.getByLabelText('Roster imported'));
  await userEvent.click(screen.getByRole('button', { name: 'Make a webhook' }));
  expect(await screen.findByText('10.0.0.1 is not a public address.')).toBeTruthy();
});

test('a new webhook hands its secret on; a changed one has none to show', async () => {
  const answer: MadeWebhook = { webhook, secret: 'whsec_x' };
  fakeHub({ 'POST /api/webhooks': answer });
  const made: MadeWebhook[] = [];
  render(<WebhookDialog webhook={null} kinds={['roster.imported']} onClose={nothing} onMade={(one) => made.push(one)} />);
  await userEvent.type(screen.getByLabelText('Address'), 'hooks.example/x');
  await userEvent.click(screen.getByLabelText('Roster imported'));
  await userEvent.click(screen.getByRole('button', { name: 'Make a webhook' }));
  await waitFor(() => { expect(made).toEqual([answer]); });
});

test('a paused webhook says so, and how much was given up', () => {
  render(<WebhooksTable webhooks={[webhook]} onEdit={nothing} onLook={nothing} />);
  expect(screen.getByText('Paused')).toBeTruthy();
  expect(screen.getByText('5 given up')).toBeTruthy();
});

test('a delivery shows what was sent and answered, and is sent again', async () => {
  const hub = fakeHub({
    'GET /api/webhooks/1/deliveries': { deliveries: [failed], next: null },
    'POST /api/webhooks/1/deliveries/9/again': { ...failed, id: 10, state: 'delivered' },
  });
  render(<DeliveriesDrawer webhook={webhook} onClose={nothing} />);
  await userEvent.click(await screen.findByRole('button', { name: /Given up/ }));
  expect(screen.getByText('The answer was 500.')).toBeTruthy();
  await userEvent.click(await screen.findByRole('button', { name: 'Send again' }));
  await waitFor(() => { expect(hub.asked.some(({ method }) => method === 'POST')).toBe(true); });
});
