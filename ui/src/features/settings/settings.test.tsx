import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { PartnerSettings } from '../../api/generated';
import { fakeHub, problem } from '../../testing/fake-hub';
import { renderAt } from '../../testing/render';
import { SettingsForm } from './SettingsForm';

const partner: PartnerSettings = { slug: 'harbour', name: 'Harbour Timing', zone: 'Europe/Amsterdam', language: 'en', second_factor: 'optional' };
const me = { csrf: 'token' };

test('what is saved can be taken back', async () => {
  const hub = fakeHub({ 'PATCH /api/partner': ({ body }) => ({ ...partner, ...(body as object) }), 'GET /api/me': me });
  await renderAt('/p/harbour/settings', <SettingsForm partner={partner} />);
  const name = screen.getByLabelText<HTMLInputElement>('Name');
  await userEvent.clear(name);
  await userEvent.type(name, 'Harbour & Sons');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() => { expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Harbour Timing'); });
  const changes = hub.asked.filter(({ method }) => method === 'PATCH').map(({ body }) => (body as PartnerSettings).name);
  expect(changes).toEqual(['Harbour & Sons', 'Harbour Timing']);
});

test('what the hub says of a field stands at that field', async () => {
  fakeHub({ 'PATCH /api/partner': () => problem(422, 'input', 'One field is wrong.', [{ field: 'name', message: 'Another partner is called that.' }]) });
  await renderAt('/p/harbour/settings', <SettingsForm partner={partner} />);
  await userEvent.type(screen.getByLabelText('Name'), ' II');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => { expect(screen.getByLabelText('Name').getAttribute('aria-invalid')).toBe('true'); });
  expect(screen.getByText('Another partner is called that.')).toBeTruthy();
});

test('nothing changed, nothing to save', async () => {
  await renderAt('/p/harbour/settings', <SettingsForm partner={partner} />);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save' }).disabled).toBe(true);
});
