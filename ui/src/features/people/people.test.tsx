import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { MadeLink, People } from '../../api/generated';
import { fakeHub, problem } from '../../testing/fake-hub';
import { renderAt } from '../../testing/render';
import { InviteDialog } from './parts/InviteDialog';
import { PeopleTable } from './parts/PeopleTable';

const people: People = {
  people: [
    { user_id: 1, name: 'Ada de Vries', email: 'ada@polder.example', role: 'owner', second_factor: true, disabled: false, last_signed_in_at: '2026-06-14T09:00:00Z', since: '2026-01-01T00:00:00Z', expires_at: null },
    { user_id: 2, name: 'Bo Bakker', email: 'bo@polder.example', role: 'timer', second_factor: false, disabled: false, last_signed_in_at: null, since: '2026-01-01T00:00:00Z', expires_at: null },
  ],
  invitations: [],
  roles: [
    { role: 'owner', permissions: ['people.edit', 'events.view'], today_only: false, may_be_given: true },
    { role: 'timer', permissions: ['events.view'], today_only: false, may_be_given: true },
  ],
};
const nothing = () => undefined;

test('another role can be taken back', async () => {
  const hub = fakeHub({ 'PATCH /api/people/2': people });
  await renderAt('/p/polder/people', <PeopleTable people={people} own={1} mayEdit onLink={nothing} />);
  await userEvent.click(screen.getByRole('combobox', { name: 'Role of Bo Bakker' }));
  await userEvent.click(await screen.findByRole('option', { name: 'Owner' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() => { expect(hub.asked.map(({ body }) => body)).toEqual([{ role: 'owner' }, { role: 'timer' }]); });
});

test('who only looks finds nothing to change', async () => {
  await renderAt('/p/polder/people', <PeopleTable people={people} own={2} mayEdit={false} onLink={nothing} />);
  const row = screen.getByRole('row', { name: /Bo Bakker/ });
  expect(within(row).queryByRole('combobox')).toBeNull();
  expect(within(row).queryByRole('button')).toBeNull();
});

test('an invitation gives a link', async () => {
  const link: MadeLink = { url: 'https://hub.example/link/abc', expires_at: '2026-06-21T09:00:00Z', mailed: false };
  const hub = fakeHub({ 'POST /api/people/invitations': link });
  const made: MadeLink[] = [];
  await renderAt('/p/polder/people', <InviteDialog roles={people.roles} onClose={nothing} onMade={(one) => made.push(one)} />);
  await userEvent.type(screen.getByLabelText('E-mail'), ' liv@fjord.example ');
  await userEvent.click(screen.getByRole('button', { name: 'Make the link' }));
  await waitFor(() => { expect(made).toEqual([link]); });
  expect(hub.asked[0]?.body).toEqual({ email: 'liv@fjord.example', role: 'timer' });
});

test('what the hub refuses is said in its words', async () => {
  fakeHub({ 'POST /api/people/invitations': () => problem(409, 'member_already', 'liv@fjord.example works here already.') });
  await renderAt('/p/polder/people', <InviteDialog roles={people.roles} onClose={nothing} onMade={nothing} />);
  await userEvent.type(screen.getByLabelText('E-mail'), 'liv@fjord.example');
  await userEvent.click(screen.getByRole('button', { name: 'Make the link' }));
  expect(await screen.findByText('liv@fjord.example works here already.')).toBeTruthy();
});
