import { describe, expect, test } from 'vitest';
import { lastWords, route } from './route';
import { type ShellBuild, cacheName, outdated, pageFirst, shellPage } from './shell';

const HUB = 'http://hub.example';
const BUILD: ShellBuild = { version: 'abc', page: '<!doctype html><title>shell</title>', assets: ['/assets/a.js'] };
const never = new Promise<never>(() => undefined);

describe('what the worker touches', () => {
  const asked = (path: string, mode = 'cors', method = 'GET') => ({ method, mode, url: HUB + path });

  test.each([
    ['/display/ABCD2345', 'navigate', 'page'],
    ['/assets/display-1.js', 'cors', 'asset'],
    ['/api/display/ABCD2345/stream', 'cors', 'leave'],
    ['/api/display/ABCD2345', 'cors', 'leave'],
    ['/', 'navigate', 'leave'],
    ['/display-sw.js', 'same-origin', 'leave'],
  ] as const)('%s (%s): %s', (path, mode, expected) => {
    expect(route(asked(path, mode), HUB)).toBe(expected);
  });

  test('nothing that is sent and nothing of another host', () => {
    expect(route(asked('/assets/a.js', 'cors', 'POST'), HUB)).toBe('leave');
    expect(route({ method: 'GET', mode: 'cors', url: 'http://other.example/assets/a.js' }, HUB)).toBe('leave');
  });
});

describe('a display page', () => {
  const text = async (answer: Promise<Response>): Promise<string> => (await answer).text();

  test('comes from the hub when it answers', async () => {
    expect(await text(pageFirst(Promise.resolve(new Response('new build')), never, BUILD))).toBe('new build');
  });

  test.each([404, 500, 502, 503])('is the shell when a proxy answers %i', async (status) => {
    const page = await text(pageFirst(Promise.resolve(new Response('Bad', { status })), never, BUILD));
    expect(page).toBe(BUILD.page);
  });

  test('is the shell without network', async () => {
    expect(await text(pageFirst(Promise.reject(new TypeError('no network')), never, BUILD))).toBe(BUILD.page);
  });

  test('is the shell when the hub is too slow', async () => {
    expect(await text(pageFirst(never, Promise.resolve(), BUILD))).toBe(BUILD.page);
  });

  test('from the shell has the same strict policy', () => {
    expect(shellPage(BUILD).headers.get('Content-Security-Policy')).toBe("default-src 'self'");
  });
});

test('a new build throws away the files of the old one and nothing else', () => {
  const names = [cacheName(BUILD), 'project88-display-old', 'another-app'];
  expect(outdated(names, BUILD)).toEqual(['project88-display-old']);
});

describe('the last words of a page', () => {
  test('are said to the hub, without cookies', async () => {
    const request = lastWords({ path: '/api/display/ABCD2345/screen/leave', body: { key: 'k' } }, 'https://hub.example');
    expect([request?.method, request?.url, request?.credentials]).toEqual(['POST', 'https://hub.example/api/display/ABCD2345/screen/leave', 'omit']);
    expect(await request?.json()).toEqual({ key: 'k' });
  });

  test.each([
    undefined, null, 'take-over', { path: 7, body: {} }, { path: '/api/display/x' }, { path: '//evil.example/api/display/x', body: {} }, { path: '/api/me', body: {} }, { path: '/api/display/../me', body: {} },
  ])('%j are none', (data) => {
    expect(lastWords(data, 'https://hub.example')).toBeNull();
  });
});
