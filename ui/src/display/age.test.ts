import { describe, expect, test } from 'vitest';
import { DataAge } from './age';

describe('the corner', () => {
  test('says that it is connecting until anything was heard', () => {
    expect(new DataAge(0).state(9999)).toEqual({ kind: 'connecting' });
  });

  test('counts the age on from the heartbeat by our own clock', () => {
    const age = new DataAge(0);
    age.beat(3000, 1000);
    expect(age.state(2500)).toEqual({ kind: 'live', newestMs: 4500 });
  });

  test('says that there was no read yet', () => {
    const age = new DataAge(0);
    age.beat(null, 1000);
    expect(age.state(2000)).toEqual({ kind: 'live', newestMs: null });
  });

  test('a read that comes makes the data new', () => {
    const age = new DataAge(0);
    age.beat(60_000, 1000);
    age.reads(20, 2000, 'news');
    expect(age.state(2500)).toEqual({ kind: 'live', newestMs: 520 });
  });

  test('after two missed heartbeats it counts the silence and is not connected', () => {
    const age = new DataAge(0);
    age.beat(0, 1000);
    expect(age.connected(5999)).toBe(true);
    expect(age.state(6000)).toEqual({ kind: 'silent', silentMs: 5000 });
    expect(age.connected(6000)).toBe(false);
  });
});

describe('the band', () => {
  test('comes after ten seconds of silence and says how long', () => {
    const age = new DataAge(0);
    age.beat(0, 1000);
    expect(age.state(43_000)).toEqual({ kind: 'delayed', delayMs: 42_000, cause: 'no connection' });
  });

  test('comes too when the hub was never there', () => {
    expect(new DataAge(0).state(12_000).kind).toBe('delayed');
  });

  test('comes when the hub itself is behind, and goes when it has caught up', () => {
    const age = new DataAge(0);
    age.reads(42_000, 1000, 'news');
    expect(age.state(1500)).toEqual({ kind: 'delayed', delayMs: 42_000, cause: 'catching up' });
    age.reads(50, 2000, 'news');
    expect(age.state(2100).kind).toBe('live');
  });

  test('is not raised by a snapshot that repeats the morning', () => {
    const age = new DataAge(0);
    age.reads(3_600_000, 1000, 'repeated');
    expect(age.state(1500)).toEqual({ kind: 'live', newestMs: 3_600_500 });
  });

  test('goes with the first heartbeat after the hub is back', () => {
    const age = new DataAge(0);
    age.beat(0, 1000);
    expect(age.state(30_000).kind).toBe('delayed');
    age.beat(29_000, 30_000);
    expect(age.state(30_000)).toEqual({ kind: 'live', newestMs: 29_000 });
  });
});
