import { describe, expect, test } from 'vitest';
import { type AppBuild, appRoute, cacheName, keptPage, newNonce, outdated, pageFirst } from './app-shell';

const HUB = 'https://hub.example';
const BUILD: AppBuild = { version: 'abc', page: '<meta name="style-nonce" content="__NONCE__"><title>kept</title>', assets: ['/app/assets/a.js'] };
const POLICY = "default-src 'self'; style-src 'self' 'nonce-OLD'; script-src 'self'";
const never = new Promise<never>(() => undefined);
const kept = (): Promise<Response> => Promise.resolve(keptPage(BUILD, POLICY, 'NEW'));

describe('what the worker of the app touches', () => {
  test.each([
    ['/p/acme/templates/17', 'navigate', 'page'],
    ['/app/assets/index-1.js', 'cors', 'asset'],
    ['/api/assets/files/' + 'a'.repeat(64) + '?partner=acme', 'no-cors', 'content'],
    ['/api/assets/files/abc', 'no-cors', 'leave'],
    ['/api/assets?limit=1', 'cors', 'leave'],
    ['/api/templates/17', 'cors', 'leave'],
    ['/api/templates/17/stream', 'cors', 'leave'],
    ['/sign-in', 'navigate', 'leave'],
    ['/display/ABCD2345', 'navigate', 'leave'],
    ['/p/acme/x.json', 'cors', 'leave'],
  ] as const)('%s (%s): %s', (path, mode, expected) => {
    expect(appRoute({ method: 'GET', mode, url: HUB + path }, HUB)).toBe(expected);
  });

  test('nothing that is sent, and nothing of another host', () => {
    expect(appRoute({ method: 'POST', mode: 'cors', url: `${HUB}/app/assets/a.js` }, HUB)).toBe('leave');
    expect(appRoute({ method: 'GET', mode: 'cors', url: 'https://other.example/app/assets/a.js' }, HUB)).toBe('leave');
  });
});

describe('the kept page', () => {
  test('has a nonce of its own, in the text and in the policy', async () => {
    const page = keptPage(BUILD, POLICY, 'NEW');
    expect(await page.text()).toContain('content="NEW"');
    expect(page.headers.get('Content-Security-Policy')).toBe("default-src 'self'; style-src 'self' 'nonce-NEW'; script-src 'self'");
    expect(newNonce()).not.toBe(newNonce());
  });

  test.each([null, "default-src 'self'"])('is not shown without the policy of the hub: %s', (policy) => {
    expect(keptPage(BUILD, policy, 'NEW').type).toBe('error');
  });

  test.each([500, 502, 503, 504])('is shown when a proxy answers %i', async (status) => {
    expect(await (await pageFirst(Promise.resolve(new Response('Bad', { status })), never, kept)).text()).toContain('kept');
  });

  test('is shown without network, and when the hub is too slow', async () => {
    expect(await (await pageFirst(Promise.reject(new TypeError('no network')), never, kept)).text()).toContain('kept');
    expect(await (await pageFirst(never, Promise.resolve(), kept)).text()).toContain('kept');
  });

  test('is not shown while the hub answers', async () => {
    expect(await (await pageFirst(Promise.resolve(new Response('from the hub')), never, kept)).text()).toBe('from the hub');
  });
});

test('files of other builds go, and nothing else', () => {
  expect(outdated([cacheName(BUILD), 'project88-app-old', 'project88-display-old'], BUILD)).toEqual(['project88-app-old']);
});
