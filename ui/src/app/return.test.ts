import { expect, test } from 'vitest';
import { ownPath } from './return';

test('one returns to a page of the hub, with its query', () => {
  expect(ownPath('/p/harbour/events?search=mile#first')).toBe('/p/harbour/events?search=mile#first');
});

test.each([
  'https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example', '/\\/elsewhere.example', 'javascript:alert(1)', '\\\\elsewhere', '', '/sign-in?return=/x', '/link/secret', 42, undefined,
])('but never to %s', (path) => { expect(ownPath(path)).toBeUndefined(); });

test('control characters do not make another host of a path', () => {
  for (const path of ['/\t/elsewhere.example', '/\n/elsewhere.example', '\t//elsewhere.example']) {
    const back = ownPath(path);
    expect(back === undefined || new URL(back, location.origin).origin === location.origin).toBe(true);
    expect(back ?? '/').not.toMatch(/^\/[/\\]/);
  }
});
