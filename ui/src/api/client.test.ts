import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeHub, json, problem } from '../testing/fake-hub';
import { address, api, ApiProblem, partnerOf, session, withQuery } from './client';
import { connection, heard } from './connection';

beforeEach(() => {
  session.csrf = 'token';
  history.replaceState(null, '', '/p/harbour/events');
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 500 });
});

afterEach(() => {
  vi.useRealTimers();
  session.onSignedOut = () => undefined;
  session.renew = async () => undefined;
  session.prove = () => Promise.resolve(false);
  heard();
});

async function refused(promise: Promise<unknown>): Promise<ApiProblem> {
  const error: unknown = await promise.then(() => null, (reason: unknown) => reason);
  if (!(error instanceof ApiProblem)) throw new Error(`not refused: ${String(error)}`);
  return error;
}

describe('what a request says', () => {
  test('a change brings the token of the session and the partner of the address', async () => {
    const hub = fakeHub({ 'POST /api/events': { id: 7 } });
    await expect(api.post('/api/events', { name: 'Harbour Mile' })).resolves.toEqual({ id: 7 });
    const [asked] = hub.asked;
    expect(asked?.headers.get('X-CSRF-Token')).toBe('token');
    expect(asked?.headers.get('X-Timing-Partner')).toBe('harbour');
    expect(asked?.body).toEqual({ name: 'Harbour Mile' });
  });

  test('reading brings no token, and what is of nobody no partner', async () => {
    const hub = fakeHub({ 'GET /api/me': {} });
    await api.get('/api/me', { partner: null });
    expect(hub.asked[0]?.headers.has('X-CSRF-Token')).toBe(false);
    expect(hub.asked[0]?.headers.has('X-Timing-Partner')).toBe(false);
  });

  test('a page of nobody names no partner', () => {
    expect([partnerOf('/account'), partnerOf('/p/l%C3%A4ufe/events'), partnerOf('/p/')]).toEqual([null, 'läufe', null]);
  });

  test('what is not chosen is not in the query, and lists are', () => {
    expect(withQuery('/api/x', { search: '', race: null, after: undefined, limit: 50, tag: ['a', 'b'] })).toBe('/api/x?limit=50&tag=a&tag=b');
  });

  test('a download names its partner where it can', () => {
    expect(address('/api/audit/export', { format: 'csv' })).toBe('/api/audit/export?format=csv&partner=harbour');
  });

  test('a file travels as a form, whose type the browser sets', async () => {
    const hub = fakeHub({ 'POST /api/events/7/imports': { id: 1 } });
    await api.post('/api/events/7/imports', new FormData());
    expect(hub.asked[0]?.headers.has('Content-Type')).toBe(false);
  });
});

describe('what the hub says', () => {
  test('no content is nothing', async () => {
    fakeHub({ 'DELETE /api/keys/3': () => undefined });
    await expect(api.delete('/api/keys/3')).resolves.toBeUndefined();
  });

  test('a refusal keeps its code, its sentence and its fields', async () => {
    fakeHub({ 'POST /api/events': () => problem(422, 'input', 'Two fields are wrong.', [{ field: 'name', message: 'Say a name.' }]) });
    const error = await refused(api.post('/api/events', {}));
    expect([error.status, error.code, error.message]).toEqual([422, 'input', 'Two fields are wrong.']);
    expect(error.fields).toEqual([{ field: 'name', message: 'Say a name.' }]);
  });

  test('an answer that is no problem+json still becomes one', async () => {
    fakeHub({ 'POST /api/x': () => new Response('<html>Bad Gateway</html>', { status: 502 }) });
    expect(await refused(api.post('/api/x'))).toMatchObject({ status: 502, code: 'http_502', away: true });
  });
});

describe('a hub that is away', () => {
  test('is asked twice more for what is only read, and is back in between', async () => {
    const answers = [problem(503, 'unavailable', 'Away.'), problem(503, 'unavailable', 'Away.'), json([1])];
    const hub = fakeHub({ 'GET /api/events': () => answers.shift() });
    await expect(api.get('/api/events')).resolves.toEqual([1]);
    expect(hub.asked).toHaveLength(3);
    expect(connection()).toBe('good');
  });

  test('is given up after that, and the banner knows', async () => {
    const hub = fakeHub({ 'GET /api/events': () => problem(503, 'unavailable', 'The database is away.') });
    expect((await refused(api.get('/api/events'))).message).toBe('The database is away.');
    expect(hub.asked).toHaveLength(3);
    expect(connection()).toBe('hub');
  });

  test('is never asked twice to change something', async () => {
    const hub = fakeHub({ 'POST /api/events': () => problem(503, 'unavailable', 'Away.') });
    await refused(api.post('/api/events', {}));
    expect(hub.asked).toHaveLength(1);
  });

  test('a network that is gone is said in words', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    expect(await refused(api.post('/api/x'))).toMatchObject({ status: 0, code: 'unreachable', away: true });
    expect(connection()).toBe('network');
  });
});

test('a request that nobody waits for any more ends, also between two tries', async () => {
  fakeHub({ 'GET /api/events': () => problem(503, 'unavailable', 'Away.') });
  const stop = new AbortController();
  const asked = api.get('/api/events', { signal: stop.signal });
  stop.abort();
  await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
});

test('a request that is given up while it is tried again ends too', async () => {
  const stop = new AbortController();
  const hub = fakeHub({ 'GET /api/events': () => { if (hub.asked.length === 2) stop.abort(); return problem(503, 'unavailable', 'Away.'); } });
  await expect(api.get('/api/events', { signal: stop.signal })).rejects.toMatchObject({ name: 'AbortError' });
  expect(hub.asked).toHaveLength(2);
});

describe('a session', () => {
  test('that has ended leads to sign-in', async () => {
    const gone = vi.fn();
    session.onSignedOut = gone;
    fakeHub({ 'GET /api/events': () => problem(401, 'sign_in', 'Sign in first.') });
    await refused(api.get('/api/events'));
    expect(gone).toHaveBeenCalledOnce();
  });

  test('does not end by a code that was typed in wrong', async () => {
    const gone = vi.fn();
    session.onSignedOut = gone;
    fakeHub({ 'POST /api/me/totp/confirm': () => problem(401, 'wrong_code', 'That code is not right.') });
    await refused(api.post('/api/me/totp/confirm', { code: '123456' }));
    expect(gone).not.toHaveBeenCalled();
  });

  test('whose token is old gets a new one and tries once more', async () => {
    session.renew = async () => { session.csrf = 'newer'; };
    const hub = fakeHub({ 'POST /api/x': ({ headers }) => (headers.get('X-CSRF-Token') === 'newer' ? { ok: true } : problem(403, 'csrf', 'The page is out of date.')) });
    await expect(api.post('/api/x')).resolves.toEqual({ ok: true });
    expect(hub.asked).toHaveLength(2);
  });

  test('that is refused with the new token too is not tried for ever', async () => {
    const hub = fakeHub({ 'POST /api/x': () => problem(403, 'csrf', 'The page is out of date.') });
    expect((await refused(api.post('/api/x'))).code).toBe('csrf');
    expect(hub.asked).toHaveLength(2);
  });

  test('proves again who it is, and then is let through', async () => {
    let proved = false;
    session.prove = () => { proved = true; return Promise.resolve(true); };
    fakeHub({ 'POST /api/keys': () => (proved ? { secret: 'p88_…' } : problem(403, 'prove_again', 'Give your password again.')) });
    await expect(api.post('/api/keys', {})).resolves.toEqual({ secret: 'p88_…' });
  });

  test('of somebody who would rather not prove it stays refused', async () => {
    fakeHub({ 'POST /api/keys': () => problem(403, 'prove_again', 'Give your password again.') });
    expect((await refused(api.post('/api/keys', {}))).code).toBe('prove_again');
  });
});
