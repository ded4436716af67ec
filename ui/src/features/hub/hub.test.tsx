import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { HubPartner } from '../../api/generated';
import { fakeHub } from '../../testing/fake-hub';
import { renderAt } from '../../testing/render';
import { AccessDialog } from './parts/AccessDialog';
import { PartnerDialog } from './parts/PartnerDialog';

const partner: HubPartner = { id: 7, slug: 'polder', name: 'Polder Timing', zone: 'Europe/Amsterdam', state: 'active', created_at: '2026-01-01T00:00:00Z', members: 3, owners: 1, events: 4 };
const nothing = () => undefined;

test('access wants a reason that says something', async () => {
  const hub = fakeHub({ 'POST /api/hub/partners/7/access': { partner: 'polder', role: 'read_only', expires_at: '2026-06-14T13:00:00Z' }, 'GET /api/me': { csrf: 'x' } });
  const shown = await renderAt('/hub', <AccessDialog partner={partner} onClose={nothing} />);
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Get access' });
  await userEvent.type(screen.getByLabelText('Reason'), 'look');
  expect(button.disabled).toBe(true);
  await userEvent.type(screen.getByLabelText('Reason'), ' at the silent finish mat');
  await userEvent.click(button);
  await waitFor(() => { expect(shown.at()).toContain('/p/polder/events'); });
  expect(hub.asked[0]?.body).toEqual({ reason: 'look at the silent finish mat', role: 'read_only' });
});

test('a short name is suggested from the name', async () => {
  const hub = fakeHub({ 'POST /api/hub/partners': { ...partner, name: 'Zürich Läufe' } });
  await renderAt('/hub', <PartnerDialog partner={null} onClose={nothing} />);
  await userEvent.type(screen.getByLabelText('Name'), 'Øst & Vest Tid');
  await userEvent.tab();
  await waitFor(() => { expect(screen.getByLabelText<HTMLInputElement>('Short name').value).toBe('st-vest-tid'); });
  await userEvent.click(screen.getByRole('button', { name: 'Add a partner' }));
  await waitFor(() => { expect(hub.asked[0]?.body).toMatchObject({ slug: 'st-vest-tid' }); });
});
