import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { contentOf, forgetKept, isContent, keep, KEPT } from './kept';

const AT = (number: number, partner = 'acme'): string => `https://hub.example/api/assets/files/${number.toString(16).padStart(64, '0')}?partner=${partner}`;
const picture = (bytes: number, type = 'image/webp'): Response => new Response(new Uint8Array(bytes), { headers: { 'Content-Type': type, 'Content-Security-Policy': 'sandbox' } });

/** In the order in which they came, as browsers keep them. */
class Shelf {
  readonly held = new Map<string, Response>();
  private readonly url = (asked: Request | string): string => (typeof asked === 'string' ? asked : asked.url);
  match(asked: Request | string): Promise<Response | undefined> { return Promise.resolve(this.held.get(this.url(asked))?.clone()); }
  put(asked: Request | string, answer: Response): Promise<void> { this.held.set(this.url(asked), answer); return Promise.resolve(); }
  keys(): Promise<Request[]> { return Promise.resolve([...this.held.keys()].map((url) => new Request(url))); }
  delete(asked: Request | string): Promise<boolean> { return Promise.resolve(this.held.delete(this.url(asked))); }
}

let shelves = new Map<string, Shelf>();
const shelf = (): Shelf => shelves.get(KEPT) ?? new Shelf();

beforeEach(() => {
  shelves = new Map();
  vi.stubGlobal('caches', {
    open: (name: string) => { const found = shelves.get(name) ?? new Shelf(); shelves.set(name, found); return Promise.resolve(found); },
    delete: (name: string) => Promise.resolve(shelves.delete(name)),
  });
});
afterEach(() => { vi.unstubAllGlobals(); });

describe('the files that a template is drawn with', () => {
  test('come from here once the hub has given them, also when it is away', async () => {
    vi.stubGlobal('fetch', vi.fn().mockResolvedValueOnce(picture(5)).mockRejectedValue(new TypeError('away')));
    expect((await contentOf(new Request(AT(1)))).status).toBe(200);
    const again = await contentOf(new Request(AT(1)));
    expect((await again.arrayBuffer()).byteLength).toBe(5);
    expect(again.headers.get('Content-Security-Policy')).toBe('sandbox');
    await expect(contentOf(new Request(AT(1, 'rival')))).rejects.toThrow('away');
  });

  test('no refusal, no film and nothing huge is kept', async () => {
    vi.stubGlobal('fetch', vi.fn().mockResolvedValue(new Response('no', { status: 404, headers: { 'Content-Type': 'image/webp' } })));
    expect((await contentOf(new Request(AT(1)))).status).toBe(404);
    await keep(AT(2), picture(5, 'video/mp4'));
    await keep(AT(3), picture(9 * 1024 * 1024));
    expect(shelf().held.size).toBe(0);
  });

  test('the oldest go first when there are too many or too much', async () => {
    await keep(AT(1), picture(1));
    for (let number = 2; number <= 301; number += 1) shelf().held.set(AT(number), new Response('', { headers: { 'Content-Length': '1' } }));
    await keep(AT(302), picture(1));
    expect([shelf().held.size, shelf().held.has(AT(2)), shelf().held.has(AT(3))]).toEqual([300, false, true]);
    for (let number = 303; number < 313; number += 1) shelf().held.set(AT(number), new Response('', { headers: { 'Content-Length': `${7 * 1024 * 1024}` } }));
    await keep(AT(400), picture(1));
    expect([shelf().held.size, shelf().held.has(AT(303)), shelf().held.has(AT(400))]).toEqual([10, false, true]);
  });

  test('are gone after signing out', async () => {
    await keep(AT(1), picture(1));
    await forgetKept();
    expect(shelves.has(KEPT)).toBe(false);
  });
});

test('only a content has such an address', () => {
  expect(isContent(new URL(AT(1)))).toBe(true);
  expect(isContent(new URL('https://hub.example/api/assets/files/..%2fx'))).toBe(false);
});
