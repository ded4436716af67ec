import { expect, test } from 'vitest';
import { type Lookup, readInfo } from '../api/display';
import { Link } from './link';

interface Bench {
  readonly link: Link;
  readonly told: string[];
  readonly lines: { url: string; running: boolean }[];
  readonly delays: number[];
  answer: Lookup;
  /** Lets the answer come in. */
  settle(): Promise<void>;
  /** Lets the next timer ring. */
  ring(): Promise<void>;
}

const found = (stream?: string): Lookup => {
  const info = readInfo('DEMO2345', { stream });
  return info === null ? { kind: 'away' } : { kind: 'found', info };
};

function bench(first: Lookup): Bench {
  const timers: (() => void)[] = [];
  const made: Bench = {
    told: [], lines: [], delays: [], answer: first,
    settle: async () => { await Promise.resolve(); await Promise.resolve(); },
    ring: async () => { timers.shift()?.(); await made.settle(); },
    link: new Link(
      {
        lookUp: () => Promise.resolve(made.answer),
        after: (ms, callback) => { made.delays.push(ms); timers.push(callback); return () => undefined; },
      },
      (url) => {
        const line = { url, running: false };
        made.lines.push(line);
        return { start: () => { line.running = true; }, stop: () => { line.running = false; } };
      },
      (kind) => { made.told.push(kind); },
    ),
  };
  return made;
}

test('a display that exists gets its stream', async () => {
  const b = bench(found());
  b.link.begin(null);
  await b.settle();
  expect(b.lines).toEqual([{ url: '/api/display/DEMO2345/stream', running: true }]);
});

test('an unknown link is asked again by itself until it exists', async () => {
  const b = bench({ kind: 'ended' });
  b.link.begin(null);
  await b.settle();
  await b.ring();
  expect(b.told).toEqual(['ended', 'ended']);
  b.answer = found();
  await b.ring();
  expect(b.lines[0]?.running).toBe(true);
});

test('a hub that is away is asked more and more slowly, but at least every ten seconds', async () => {
  const b = bench({ kind: 'away' });
  b.link.begin(null);
  await b.settle();
  for (let i = 0; i < 6; i += 1) await b.ring();
  expect(b.delays).toEqual([1000, 2000, 4000, 8000, 10_000, 10_000, 10_000]);
});

test('what the cache knows opens the stream at once, without waiting for the answer', () => {
  const b = bench({ kind: 'away' });
  const known = found();
  b.link.begin(known.kind === 'found' ? known.info : null);
  expect(b.lines[0]?.running).toBe(true);
});

test('a link that ends while people look stops the stream and says so', async () => {
  const b = bench(found());
  b.link.begin(null);
  await b.settle();
  b.answer = { kind: 'ended' };
  b.link.heard({ kind: 'lost', failures: 1 });
  b.link.heard({ kind: 'lost', failures: 3 });
  await b.settle();
  expect(b.told).toEqual(['found', 'ended']);
  expect(b.lines[0]?.running).toBe(false);
});

test('while the hub is away a running stream is left to its own loop', async () => {
  const b = bench(found());
  b.link.begin(null);
  await b.settle();
  b.answer = { kind: 'away' };
  b.link.heard({ kind: 'lost', failures: 3 });
  await b.settle();
  expect(b.lines[0]?.running).toBe(true);
  expect(b.delays).toEqual([]);
});

test('a link that has ended is not asked faster because the hub refuses to answer so often', async () => {
  const b = bench({ kind: 'ended' });
  b.link.begin(null);
  await b.settle();
  b.answer = { kind: 'away' };
  await b.ring();
  await b.ring();
  expect(b.delays).toEqual([30_000, 30_000, 30_000]);
});
