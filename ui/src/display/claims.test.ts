import { describe, expect, test } from 'vitest';
import { type Channel, LockClaims, type Locks, SpokenClaims } from './claims';

/** All windows of a browser on one channel, and a clock that is wound by hand. */
function windows(): { open(dice: number): SpokenClaims; pass(): void } {
  const channels: Channel[] = [];
  let timers: (() => void)[] = [];
  return {
    open: (dice) => {
      const channel: Channel = {
        onmessage: null,
        postMessage: (data) => { for (const each of channels) if (each !== channel) each.onmessage?.({ data }); },
      };
      channels.push(channel);
      return new SpokenClaims(channel, dice, (_ms, callback) => { timers.push(callback); return () => undefined; });
    },
    pass: () => {
      const due = timers;
      timers = [];
      for (const callback of due) callback();
    },
  };
}

describe('without HTTPS', () => {
  test('a key that nobody answers for is free, and held from then on', async () => {
    const browser = windows();
    const first = browser.open(0.5).claim('a');
    browser.pass();
    expect(await first).toBe(true);
    const second = browser.open(0.1).claim('a');
    browser.pass();
    expect(await second).toBe(false);
  });

  test('of two windows that ask in the same moment exactly one has it', async () => {
    const browser = windows();
    const [one, other] = [browser.open(0.9), browser.open(0.2)];
    const claims = [one.claim('a'), other.claim('a')];
    browser.pass();
    expect(await Promise.all(claims)).toEqual([false, true]);
  });

  test('different keys disturb nobody', async () => {
    const browser = windows();
    const claims = [browser.open(0.9).claim('a'), browser.open(0.2).claim('b')];
    browser.pass();
    expect(await Promise.all(claims)).toEqual([true, true]);
  });
});

test('with locks a key that another window holds is not taken', async () => {
  const held = new Set<string>();
  const locks: Locks = {
    request: async (name, _options, callback) => {
      const free = !held.has(name);
      held.add(name);
      await Promise.race([callback(free ? {} : null), Promise.resolve()]);
    },
  };
  expect(await new LockClaims(locks).claim('a')).toBe(true);
  expect(await new LockClaims(locks).claim('a')).toBe(false);
  expect(await new LockClaims(locks).claim('b')).toBe(true);
});
