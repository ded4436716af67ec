import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { fakeHub, problem } from '../../../testing/fake-hub';
import { render } from '../../../testing/render';
import { CodeStep } from './CodeStep';
import { PasswordStep } from './PasswordStep';

test('a password manager knows what to fill in', () => {
  render(<PasswordStep onDone={vi.fn()} />);
  expect(screen.getByLabelText('E-mail address').getAttribute('autocomplete')).toBe('username');
  expect(screen.getByLabelText('Password').getAttribute('autocomplete')).toBe('current-password');
});

test('nothing is sent before both are there', async () => {
  const hub = fakeHub({});
  render(<PasswordStep onDone={vi.fn()} />);
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  expect(screen.getByText('Type in an e-mail address.')).toBeTruthy();
  expect(screen.getByText('Type in the password.')).toBeTruthy();
  expect(hub.asked).toEqual([]);
});

test('a wrong password is said, taken away, and the address stays', async () => {
  fakeHub({ 'POST /api/sign-in': () => problem(401, 'wrong_sign_in', 'That e-mail address and password do not fit together.') });
  render(<PasswordStep onDone={vi.fn()} />);
  await userEvent.type(screen.getByLabelText('E-mail address'), 'kim@harbour.example');
  await userEvent.type(screen.getByLabelText('Password'), 'wrong{Enter}');
  await waitFor(() => { expect(screen.getByRole('alert').textContent).toContain('do not fit together'); });
  expect((screen.getByLabelText('Password') as HTMLInputElement).value).toBe('');
  expect((screen.getByLabelText('E-mail address') as HTMLInputElement).value).toBe('kim@harbour.example');
});

test('who has a second factor is asked for it', async () => {
  const hub = fakeHub({ 'POST /api/sign-in': { state: 'second_factor' } });
  const done = vi.fn();
  render(<PasswordStep onDone={done} />);
  await userEvent.type(screen.getByLabelText('E-mail address'), ' kim@harbour.example ');
  await userEvent.type(screen.getByLabelText('Password'), 'right{Enter}');
  await waitFor(() => { expect(done).toHaveBeenCalledWith(true); });
  expect(hub.asked[0]?.body).toEqual({ email: 'kim@harbour.example', password: 'right' });
});

test('the sixth digit is enough; nobody has to press a button', async () => {
  const hub = fakeHub({ 'POST /api/sign-in/second-factor': { state: 'signed_in' } });
  const done = vi.fn();
  render(<CodeStep onDone={done} />);
  await userEvent.type(screen.getByLabelText('Code'), '492 039');
  await waitFor(() => { expect(done).toHaveBeenCalledOnce(); });
  expect(hub.asked.map(({ body }) => body)).toEqual([{ code: '492039' }]);
});

test('without the phone a recovery code does it', async () => {
  const hub = fakeHub({ 'POST /api/sign-in/second-factor': { state: 'signed_in' } });
  render(<CodeStep onDone={vi.fn()} />);
  await userEvent.click(screen.getByRole('button', { name: 'Use a recovery code' }));
  await userEvent.type(screen.getByLabelText('Recovery code'), 'k3m9x-7hwqp-2ndrt{Enter}');
  await waitFor(() => { expect(hub.asked[0]?.body).toEqual({ code: 'k3m9x-7hwqp-2ndrt' }); });
});
