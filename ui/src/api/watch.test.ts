/** The line of a stream: what comes is handed on, and a line that fails is told and opened again. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watch } from './watch';

class FakeSource extends EventTarget {
  closed = false;
  close(): void { this.closed = true; }
  tell(kind: string, data: unknown): void { this.dispatchEvent(new MessageEvent(kind, { data: JSON.stringify(data) })); }
}

let sources: FakeSource[] = [];
const watcher = { snapshot: vi.fn(), beat: vi.fn(), lost: vi.fn() };
const open = (): EventSource => {
  const source = new FakeSource();
  sources.push(source);
  return source as unknown as EventSource; // as much of it as is used
};
const last = (): FakeSource => sources[sources.length - 1] ?? expect.fail('nothing was opened');

beforeEach(() => { vi.useFakeTimers(); sources = []; vi.resetAllMocks(); });
afterEach(() => { vi.useRealTimers(); });

test('a stream whose pictures come under another name says which', () => {
  watch('/stream', { ...watcher, event: 'preview' }, open);
  last().tell('snapshot', { now: 4 });
  last().tell('preview', { now: 5 });
  expect(watcher.snapshot.mock.calls).toEqual([[{ now: 5 }]]);
});

test('a picture and a heartbeat are handed on', () => {
  watch('/stream', watcher, open);
  last().tell('snapshot', { now: 5 });
  last().tell('hb', { now: 7, checked: 6 });
  expect(watcher.snapshot).toHaveBeenCalledWith({ now: 5 });
  expect(watcher.beat).toHaveBeenCalledWith({ now: 7, checked: 6 });
  expect(watcher.lost).not.toHaveBeenCalled();
});

test('a line that fails is opened again, each time a little later', () => {
  watch('/stream', watcher, open);
  const waits = [500, 1_000, 2_000, 5_000, 5_000];
  for (const [failures, wait] of waits.entries()) {
    last().dispatchEvent(new Event('error'));
    expect(last().closed).toBe(true);
    vi.advanceTimersByTime(wait - 1);
    expect(sources).toHaveLength(failures + 1);
    vi.advanceTimersByTime(1);
    expect(sources).toHaveLength(failures + 2);
  }
  expect(watcher.lost).toHaveBeenCalledTimes(5);
});

test('after something was heard the waits begin anew', () => {
  watch('/stream', watcher, open);
  for (const wait of [500, 1_000]) {
    last().dispatchEvent(new Event('error'));
    vi.advanceTimersByTime(wait);
  }
  last().tell('hb', { now: 1, checked: 1 });
  last().dispatchEvent(new Event('error'));
  vi.advanceTimersByTime(500);
  expect(sources).toHaveLength(4);
});

test('a line that stands and says nothing is lost', () => {
  watch('/stream', watcher, open);
  last().tell('hb', { now: 1, checked: 1 });
  vi.advanceTimersByTime(11_999);
  expect(watcher.lost).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(watcher.lost).toHaveBeenCalledWith(false);
  expect(last().closed).toBe(true);
});

test('a restart of the hub is no end', () => {
  watch('/stream', watcher, open);
  last().tell('bye', { reason: 'restart' });
  vi.advanceTimersByTime(500);
  expect(sources).toHaveLength(2);
});

test.each(['access', 'gone'])('after the goodbye %s nothing is opened any more', (reason) => {
  watch('/stream', watcher, open);
  last().tell('bye', { reason });
  vi.advanceTimersByTime(60_000);
  expect(watcher.lost).toHaveBeenCalledWith(true);
  expect(sources).toHaveLength(1);
});

test('who stops watching is told nothing more', () => {
  const stop = watch('/stream', watcher, open);
  stop();
  vi.advanceTimersByTime(60_000);
  expect(sources).toHaveLength(1);
  expect(last().closed).toBe(true);
  expect(watcher.lost).not.toHaveBeenCalled();
});
