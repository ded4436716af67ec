import { beforeEach, describe, expect, test } from 'vitest';
import type { Shelf } from './cache';
import { Enrolment, type Standing } from './enrolment';
import { Identity } from './identity';
import { Reloads } from './reloads';

class FakeShelf implements Shelf {
  readonly kept = new Map<string, string>();
  get length(): number { return this.kept.size; }
  key(index: number): string | null { return [...this.kept.keys()][index] ?? null; }
  getItem(key: string): string | null { return this.kept.get(key) ?? null; }
  setItem(key: string, value: string): void { this.kept.set(key, value); }
  removeItem(key: string): void { this.kept.delete(key); }
}

const DEVICE = { width: 1, height: 1, pixel_ratio: 1, build: '', language: 'en', touch: false };
let browser: FakeShelf;
let held: Set<string>;
let known: Map<string, number>;

beforeEach(() => {
  browser = new FakeShelf();
  held = new Set();
  known = new Map();
});

/** A hub that knows keys; `status` refuses. */
function hub(status = 200): (path: string, body: object) => Promise<Response> {
  return (path, body) => {
    const asked = body as { key?: string; code?: string };
    if (status !== 200) return Promise.resolve(new Response('{"code":"no"}', { status }));
    const key = path.endsWith('take-over') ? 'taken' : known.has(asked.key ?? '') ? asked.key ?? '' : `k${String(known.size + 1)}`;
    known.set(key, known.get(key) ?? known.size + 1);
    const number = known.get(key) ?? 0;
    return Promise.resolve(new Response(JSON.stringify({ id: number, number, name: `Screen ${String(number)}`, key, code: 'ABCD2345' })));
  };
}

interface Window {
  readonly shelf: FakeShelf | null;
  readonly heard: Standing[];
  readonly timers: { ms: number; callback: () => void }[];
  readonly enrolment: Enrolment;
  post: ReturnType<typeof hub>;
}

/** A window of the browser; the one that it was before, when it is loaded anew. */
function open(shelf: FakeShelf | null = new FakeShelf(), link = 'DEMO2345'): Window {
  const own = new Set<string>();
  const claim = (key: string): Promise<boolean> => {
    if (held.has(key) && !own.has(key)) return Promise.resolve(false);
    held.add(key);
    own.add(key);
    return Promise.resolve(true);
  };
  const made: Window = {
    shelf, heard: [], timers: [], post: hub(),
    enrolment: new Enrolment(
      {
        post: (path, body) => made.post(path, body),
        after: (ms, callback) => { made.timers.push({ ms, callback }); return () => undefined; },
        device: () => DEVICE,
        quiet: () => Promise.resolve(),
      },
      link, new Identity(shelf, browser, { claim }, link), (standing) => { made.heard.push(standing); },
    ),
  };
  return made;
}

async function settle(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await Promise.resolve();
  await new Promise((resolve) => { setTimeout(resolve, 0); });
}

async function entered(window: Window): Promise<number | null> {
  void window.enrolment.begin(null);
  await settle();
  const last = window.heard[window.heard.length - 1];
  return last?.kind === 'screen' ? last.screen.number : null;
}

describe('a window', () => {
  test('that was never here is a new screen, and the same one after a reload', async () => {
    const first = open();
    expect(await entered(first)).toBe(1);
    held.clear(); // the page has gone, and its claims with it
    const again = open(first.shelf);
    expect(await entered(again)).toBe(1);
    expect(again.heard[0]).toEqual({ kind: 'likely', key: 'k1' });
  });

  test('knows who it is before anybody has been asked, so that the stream need not wait', () => {
    const shelf = new FakeShelf();
    shelf.setItem('project88.window-screen', 'k1');
    const window = open(shelf);
    void window.enrolment.begin(null);
    expect(window.heard).toEqual([{ kind: 'likely', key: 'k1' }]);
  });

  test('of a browser that was closed is the same screen again, on another link too', async () => {
    await entered(open());
    held.clear();
    expect(await entered(open(new FakeShelf(), 'OTHER234'))).toBe(1);
  });

  test('beside another one is another screen', async () => {
    expect(await entered(open())).toBe(1);
    expect(await entered(open())).toBe(2);
    held.clear();
    const both = [open(), open()];
    expect([await entered(both[0] as Window), await entered(both[1] as Window)].sort()).toEqual([1, 2]);
  });

  test('that was duplicated is a screen of its own', async () => {
    const first = open();
    await entered(first);
    const copy = new FakeShelf();
    for (const [key, value] of first.shelf?.kept ?? []) copy.setItem(key, value);
    expect(await entered(open(copy))).toBe(2);
  });

  test('that may keep nothing is a screen all the same', async () => {
    expect(await entered(open(null))).toBe(1);
  });

  test('whose screen is another device\'s is a new one when it is asked to go on', async () => {
    const window = open();
    await entered(window);
    window.enrolment.lose('k1');
    known.delete('k1');
    known.set('x', 1);
    expect(await entered(window)).toBe(2);
  });
});

describe('a hub', () => {
  test('that has too many screens lets the display go on without, and is asked again after a minute', async () => {
    const window = open();
    window.post = hub(429);
    expect(await entered(window)).toBeNull();
    expect(window.heard).toEqual([{ kind: 'nobody' }]);
    expect(window.timers.map(({ ms }) => ms)).toEqual([60_000]);
    window.post = hub();
    window.timers[0]?.callback();
    await settle();
    expect(window.heard[window.heard.length - 1]?.kind).toBe('screen');
  });

  test('that is away is asked again soon', async () => {
    const window = open();
    window.post = () => Promise.reject(new TypeError('Failed to fetch'));
    await entered(window);
    expect(window.timers.map(({ ms }) => ms)).toEqual([5000]);
  });
});

describe('a device that is to become another screen', () => {
  test('is that screen, also after a reload', async () => {
    const window = open();
    void window.enrolment.begin('ABCD2345');
    await settle();
    expect(window.heard[0]).toMatchObject({ kind: 'screen', screen: { key: 'taken' } });
    held.clear();
    expect(await entered(open(window.shelf))).toBe(1);
  });

  test.each([[409, 'running', 10_000], [404, 'no code', null], [429, 'too many', 60_000]])('is told why not: %i', async (status, page, again) => {
    const window = open();
    window.post = hub(status);
    void window.enrolment.begin('ABCD2345');
    await settle();
    expect(window.heard).toEqual([{ kind: 'refused', page }]);
    expect(window.timers.map(({ ms }) => ms)).toEqual(again === null ? [] : [again]);
  });

  test('takes its place by itself when the other one has gone silent', async () => {
    const window = open();
    window.post = hub(409);
    void window.enrolment.begin('ABCD2345');
    await settle();
    window.post = hub();
    window.timers[0]?.callback();
    await settle();
    expect(window.heard[1]?.kind).toBe('screen');
  });
});

describe('an order to reload', () => {
  test('is obeyed when the count rises, once, and never by a page that has just been loaded', () => {
    const shelf = new FakeShelf();
    const page = new Reloads(shelf);
    expect([page.asks('12', 4), page.asks('12', 4), page.asks('12', 5), page.asks('12', 5)]).toEqual([false, false, true, false]);
    const next = new Reloads(shelf);
    expect([next.asks('12', 5), next.asks('12', 5), next.asks('12', 6)]).toEqual([false, false, true]);
  });

  test('that was obeyed is not obeyed again when the hub says it late', () => {
    const shelf = new FakeShelf();
    const page = new Reloads(shelf);
    page.asks('12', 1);
    page.asks('12', 2);
    const next = new Reloads(shelf);
    expect([next.asks('12', 1), next.asks('12', 2)]).toEqual([false, false]);
  });

  test('of another screen is another count', () => {
    const page = new Reloads(null);
    page.asks('12', 1);
    expect(page.asks('13', 9)).toBe(false);
  });
});
