import { describe, expect, test } from 'vitest';
import { DataAge } from './age';

const FINISH = { key: '1/Finish', name: 'Finish' };
const TENTH = { key: '2/10 km', name: '10 km' };

function beat(age: DataAge, ms: number | null, now: number, source = FINISH): void {
  age.heard(now);
  age.beat(source, ms, now);
}

function reads(age: DataAge, ms: number, now: number, sort: 'news' | 'repeated', source = FINISH): void {
  age.heard(now);
  age.reads(source, ms, now, sort);
}

describe('the corner', () => {
  test('says that it is connecting until anything was heard', () => {
    expect(new DataAge(0).state(9999)).toEqual({ kind: 'connecting' });
  });

  test('counts the age on from the heartbeat by our own clock', () => {
    const age = new DataAge(0);
    beat(age, 3000, 1000);
    expect(age.state(2500)).toEqual({ kind: 'live', newestMs: 4500, oldest: null });
  });

  test('says that there was no read yet', () => {
    const age = new DataAge(0);
    beat(age, null, 1000);
    expect(age.state(2000)).toEqual({ kind: 'live', newestMs: null, oldest: null });
  });

  test('a read that comes makes the data new', () => {
    const age = new DataAge(0);
    beat(age, 60_000, 1000);
    reads(age, 20, 2000, 'news');
    expect(age.state(2500)).toEqual({ kind: 'live', newestMs: 520, oldest: null });
  });

  test('after two missed heartbeats it counts the silence and is not connected', () => {
    const age = new DataAge(0);
    beat(age, 0, 1000);
    expect(age.connected(5999)).toBe(true);
    expect(age.state(6000)).toEqual({ kind: 'silent', silentMs: 5000 });
    expect(age.connected(6000)).toBe(false);
  });
});

describe('the band', () => {
  test('comes after ten seconds of silence and says how long', () => {
    const age = new DataAge(0);
    beat(age, 0, 1000);
    expect(age.state(43_000)).toEqual({ kind: 'delayed', delayMs: 42_000, cause: 'no connection', where: null });
  });

  test('comes too when the hub was never there', () => {
    expect(new DataAge(0).state(12_000).kind).toBe('delayed');
  });

  test('comes when the hub itself is behind, and goes when it has caught up', () => {
    const age = new DataAge(0);
    reads(age, 42_000, 1000, 'news');
    expect(age.state(1500)).toEqual({ kind: 'delayed', delayMs: 42_000, cause: 'catching up', where: null });
    reads(age, 50, 2000, 'news');
    expect(age.state(2100).kind).toBe('live');
  });

  test('is not raised by a snapshot that repeats the morning', () => {
    const age = new DataAge(0);
    reads(age, 3_600_000, 1000, 'repeated');
    expect(age.state(1500)).toEqual({ kind: 'live', newestMs: 3_600_500, oldest: null });
  });

  test('goes with the first heartbeat after the hub is back', () => {
    const age = new DataAge(0);
    beat(age, 0, 1000);
    expect(age.state(30_000).kind).toBe('delayed');
    beat(age, 29_000, 30_000);
    expect(age.state(30_000)).toEqual({ kind: 'live', newestMs: 29_000, oldest: null });
  });
});

describe('several locations', () => {
  test('are as new as the newest of them, and one that is silent for long is named', () => {
    const age = new DataAge(0);
    beat(age, 4000, 1000);
    beat(age, 720_000, 1000, TENTH);
    expect(age.state(1000)).toEqual({ kind: 'live', newestMs: 4000, oldest: { name: '10 km', ms: 720_000 } });
    beat(age, 60_000, 1000, TENTH);
    expect(age.state(1000)).toEqual({ kind: 'live', newestMs: 4000, oldest: null });
  });

  test('of which one is behind say which', () => {
    const age = new DataAge(0);
    reads(age, 20, 1000, 'news');
    reads(age, 42_000, 1100, 'news', TENTH);
    expect(age.state(1200)).toEqual({ kind: 'delayed', delayMs: 42_000, cause: 'catching up', where: '10 km' });
  });

  test('that are not shown any more have no say', () => {
    const age = new DataAge(0);
    beat(age, 4000, 1000);
    beat(age, 720_000, 1000, TENTH);
    age.keep((key) => key === FINISH.key);
    expect(age.state(1000)).toEqual({ kind: 'live', newestMs: 4000, oldest: null });
  });
});
