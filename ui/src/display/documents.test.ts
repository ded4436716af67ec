import { describe, expect, test } from 'vitest';
import type { TemplateDocument } from '../document/schema';
import { Documents, type DocumentsWorld } from './documents';

const LOGO = 'b'.repeat(64);
const FACE = 'c'.repeat(64);
const ONE = '1'.repeat(64);
const TWO = '2'.repeat(64);
const PATH = '/api/display/ABCD2345';

const drawn: TemplateDocument = {
  v: 1, name: 'Arch', size: { w: 1920, h: 1080 }, pages: { rest: { role: 'rest' } }, blocks: {},
  assets: {
    logo: { kind: 'image', mime: 'image/png', bytes: 9, sha256: 'a'.repeat(64), variants: [{ name: 'full', mime: 'image/webp', sha256: LOGO, bytes: 5 }] },
    face: { kind: 'font', mime: 'font/woff2', bytes: 9, sha256: FACE },
  },
  fonts: { head: { family: 'Loud', src: ['face'] } },
};

class FakeCaches {
  readonly shelves = new Map<string, Map<string, Response>>();

  open(name: string): Promise<unknown> {
    const shelf = this.shelves.get(name) ?? new Map<string, Response>();
    this.shelves.set(name, shelf);
    return Promise.resolve({ put: (address: string, response: Response) => { shelf.set(address, response); return Promise.resolve(); } });
  }

  match(address: string): Promise<Response | undefined> {
    return Promise.resolve([...this.shelves.values()].map((shelf) => shelf.get(address)).find((found) => found !== undefined)?.clone());
  }

  keys(): Promise<string[]> { return Promise.resolve([...this.shelves.keys()]); }

  delete(name: string): Promise<boolean> { return Promise.resolve(this.shelves.delete(name)); }
}

function world(answers: Map<string, unknown>, caches?: FakeCaches) {
  const asked: string[] = [];
  const faces: string[] = [];
  const shown = new Map<string, string>();
  const timers: (() => void)[] = [];
  const made: DocumentsWorld = {
    fetch: (path) => {
      asked.push(path);
      const found = answers.get(path);
      if (found === undefined) return Promise.resolve(new Response('', { status: 404 }));
      return found === 'away' ? Promise.reject(new TypeError('no network')) : Promise.resolve(new Response(JSON.stringify(found)));
    },
    caches: caches as unknown as CacheStorage | undefined,
    after: (_ms, callback) => { timers.push(callback); return () => undefined; },
    face: (family, address) => { faces.push(`${family} ${address}`); return Promise.resolve(); },
    keep: () => 'blob:kept',
    drop: () => undefined,
    shown: { get: () => [...shown.values()], set: (hash) => { shown.set('here', hash); } },
  };
  return { made, asked, faces, timers };
}

const everything = (): Map<string, unknown> => new Map<string, unknown>([
  [`${PATH}/templates/${ONE}`, drawn], [`${PATH}/templates/${TWO}`, { ...drawn, name: 'Two' }], [`${PATH}/assets/${LOGO}`, 1], [`${PATH}/assets/${FACE}`, 2],
]);

const settled = async (): Promise<void> => { for (let i = 0; i < 60; i += 1) await Promise.resolve(); await new Promise((resolve) => { setTimeout(resolve, 0); }); };

describe('a template', () => {
  test('is whole when its document, its files and its faces are there', async () => {
    const { made, asked, faces } = world(everything(), new FakeCaches());
    const documents = new Documents(made, PATH);
    documents.want(ONE);
    expect(documents.whole).toBeNull();
    await settled();
    expect(documents.whole?.document.name).toBe('Arch');
    expect(asked).toEqual([`${PATH}/templates/${ONE}`, `${PATH}/assets/${LOGO}`, `${PATH}/assets/${FACE}`]);
    expect(faces).toEqual([`Loud ${PATH}/assets/${FACE}`]);
  });

  test('that lacks a file is not handed out, says why, and is tried again', async () => {
    const answers = everything();
    answers.delete(`${PATH}/assets/${LOGO}`);
    const { made, timers } = world(answers, new FakeCaches());
    const documents = new Documents(made, PATH);
    documents.want(ONE);
    await settled();
    expect([documents.whole, documents.trouble]).toEqual([null, 'The hub answers 404 for a file of the template.']);
    answers.set(`${PATH}/assets/${LOGO}`, 1);
    timers[0]?.();
    await settled();
    expect([documents.whole?.hash, documents.trouble]).toEqual([ONE, '']);
  });

  test.each([[{ v: 2 }], [null], ['text'], [{ ...drawn, pages: 3 }]])('that cannot be read is none: %j', async (broken) => {
    const answers = everything().set(`${PATH}/templates/${ONE}`, broken);
    const documents = new Documents(world(answers).made, PATH);
    documents.want(ONE);
    await settled();
    expect([documents.whole, documents.trouble]).toEqual([null, 'The template cannot be read.']);
  });

  test('comes from the cache when there is no hub', async () => {
    const caches = new FakeCaches();
    const before = new Documents(world(everything(), caches).made, PATH);
    before.want(ONE);
    await settled();
    const { made, asked } = world(new Map(), caches);
    const again = new Documents(made, PATH);
    again.want(ONE);
    await settled();
    expect([again.whole?.hash, asked]).toEqual([ONE, []]);
  });

  test('stays in the cache until the next one is drawn', async () => {
    const caches = new FakeCaches();
    const documents = new Documents(world(everything(), caches).made, PATH);
    documents.want(ONE);
    await settled();
    documents.taken(documents.whole ?? { hash: '', document: drawn });
    documents.want(TWO);
    await settled();
    expect(caches.shelves.size).toBe(2);
    documents.taken(documents.whole ?? { hash: '', document: drawn });
    await settled();
    expect([...caches.shelves.keys()]).toEqual([`project88-template-${TWO}`]);
  });

  test('keeps its pictures in memory where there is no cache', async () => {
    const documents = new Documents(world(everything()).made, PATH);
    documents.want(ONE);
    await settled();
    const logo = drawn.assets?.['logo'];
    const face = drawn.assets?.['face'];
    expect([logo && documents.addressOf(logo), face && documents.addressOf(face)]).toEqual(['blob:kept', `${PATH}/assets/${FACE}`]);
  });
});
