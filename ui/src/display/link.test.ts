import { expect, test } from 'vitest';
import type { DisplayInfo, Lookup } from '../api/display';
import { readInfo } from '../api/display';
import { Link } from './link';
import { assignmentOf } from './sample';

interface Bench {
  readonly told: Lookup['kind'][];
  readonly starts: boolean[];
  readonly delays: number[];
  readonly link: Link;
  asked: number;
  answer: Lookup;
  settle(): Promise<void>;
  /** The next timer that waits. */
  ring(): Promise<void>;
}

function infoOf(body: object): DisplayInfo {
  const info = readInfo('DEMO2345', body);
  if (info === null) throw new Error('no info');
  return info;
}

const FOUND: Lookup = { kind: 'found', info: infoOf({}) };

function bench(first: Lookup): Bench {
  const timers: (() => void)[] = [];
  const made: Bench = {
    told: [], starts: [], delays: [], answer: first, asked: 0,
    settle: async () => { await Promise.resolve(); await Promise.resolve(); },
    ring: async () => { timers.shift()?.(); await made.settle(); },
    link: new Link(
      {
        lookUp: () => { made.asked += 1; return Promise.resolve(made.answer); },
        after: (ms, callback) => { made.delays.push(ms); timers.push(callback); return () => undefined; },
      },
      { start: () => { made.starts.push(true); }, stop: () => { made.starts.push(false); } },
      (kind) => { made.told.push(kind); },
    ),
  };
  made.link.begin();
  return made;
}

test('the stream is opened at once, and nobody is asked while it runs', async () => {
  const b = bench(FOUND);
  b.link.heard(assignmentOf());
  await b.settle();
  expect([b.starts, b.asked]).toEqual([[true], 0]);
});

test('a stream that does not come at all is asked about at once', async () => {
  const b = bench({ kind: 'ended' });
  b.link.heard({ kind: 'lost', failures: 1 });
  await b.settle();
  expect([b.told, b.starts]).toEqual([['ended'], [true, false]]);
});

test('an unknown link is asked again by itself until it exists', async () => {
  const b = bench({ kind: 'ended' });
  b.link.heard({ kind: 'lost', failures: 1 });
  await b.settle();
  await b.ring();
  expect(b.told).toEqual(['ended', 'ended']);
  b.answer = FOUND;
  await b.ring();
  expect(b.starts).toEqual([true, false, false, true]);
});

test('a link that ends while people look stops the stream and says so, at once where the hub said goodbye', async () => {
  const b = bench(FOUND);
  b.link.heard(assignmentOf());
  b.answer = { kind: 'ended' };
  b.link.heard({ kind: 'lost', failures: 1 });
  await b.settle();
  expect(b.told).toEqual([]);
  b.link.heard({ kind: 'bye', reason: 'expired' });
  await b.settle();
  expect([b.told, b.starts]).toEqual([['ended'], [true, false]]);
});

test('while the hub is away a running stream is left to its own loop', async () => {
  const b = bench({ kind: 'away' });
  b.link.heard(assignmentOf());
  b.link.heard({ kind: 'lost', failures: 3 });
  await b.settle();
  expect([b.asked, b.starts, b.delays]).toEqual([1, [true], []]);
});

test('a link that has ended is not asked faster because the hub refuses to answer so often', async () => {
  const b = bench({ kind: 'ended' });
  b.link.heard({ kind: 'lost', failures: 1 });
  await b.settle();
  b.answer = { kind: 'away' };
  await b.ring();
  await b.ring();
  expect(b.delays).toEqual([30_000, 30_000, 30_000]);
});

test('before a link opens, or is fed, its facts are asked once, for they tell the zone', async () => {
  const b = bench({ kind: 'waiting', info: infoOf({ state: 'waiting', opens_at: '2026-06-21T12:00:00Z' }) });
  const waiting = assignmentOf({}, { session: null, timing: [], opensAt: 1 });
  b.link.heard(waiting);
  await b.settle();
  b.link.heard(waiting);
  await b.settle();
  expect([b.asked, b.told, b.delays]).toEqual([1, ['waiting'], []]);
});
