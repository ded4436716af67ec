import { describe, expect, test } from 'vitest';
import { type Delivery, type Source, type SourceEvent, Stream, retryDelay } from './stream';

/** An EventSource that does what the test says. */
class FakeSource implements Source {
  readyState = 0;
  onerror: (() => void) | null = null;
  closed = false;
  private readonly listeners = new Map<string, (event: SourceEvent) => void>();

  constructor(readonly url: string) {}

  addEventListener(name: string, listener: (event: SourceEvent) => void): void {
    this.listeners.set(name, listener);
  }

  close(): void {
    this.closed = true;
    this.readyState = 2;
  }

  say(name: string, data: unknown): void {
    this.listeners.get(name)?.({ data: typeof data === 'string' ? data : JSON.stringify(data) });
  }

  /** The server answered 502, 503 or 204: the browser gives up. */
  giveUp(): void {
    this.readyState = 2;
    this.onerror?.();
  }

  /** The line broke: the browser tries again by itself. */
  drop(): void {
    this.readyState = 0;
    this.onerror?.();
  }
}

/** A world whose time moves only when told. */
class FakeWorld {
  time = 0;
  dice = 0;
  readonly sources: FakeSource[] = [];
  private timers: { at: number; callback: () => void }[] = [];

  open = (url: string): FakeSource => {
    const source = new FakeSource(url);
    this.sources.push(source);
    return source;
  };

  now = (): number => this.time;
  random = (): number => this.dice;

  after = (ms: number, callback: () => void): (() => void) => {
    const timer = { at: this.time + ms, callback };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((each) => each !== timer);
    };
  };

  pass(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const next = this.timers.filter((each) => each.at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.timers = this.timers.filter((each) => each !== next);
      this.time = next.at;
      next.callback();
    }
    this.time = end;
  }

  get source(): FakeSource {
    const last = this.sources[this.sources.length - 1];
    if (last === undefined) throw new Error('no source was opened');
    return last;
  }
}

const P = (key: string, version: number): object => ({ key, version, location: 'Finish', received: 1 });
const assignment = (...sessions: readonly number[]): object => ({
  now: 1000, revision: 1, label: '', session: { id: 4, name: 'Desk 1' }, screen: null, notice: null,
  timing: sessions.map((id) => ({ id, name: `Box ${String(id)}`, zone: 'UTC', state: 'open', only_listed: false, locations: [] })),
});
const snapshot = (version: number, epoch = 'e1', session = 1): object => ({ session, epoch, version, now: 1000, locations: [], passings: [] });
const changes = (since: number, version: number, session = 1, epoch = 'e1'): object => ({
  session, epoch, since, version, now: 1000, passings: [P(`k${String(version)}`, version)], withdrawn: [],
});

function begin(): { world: FakeWorld; stream: Stream; heard: Delivery[]; versions: () => number[] } {
  const world = new FakeWorld();
  const heard: Delivery[] = [];
  const stream = new Stream('/s', world, (delivery) => heard.push(delivery));
  stream.start();
  const versions = (): number[] =>
    heard.flatMap((each) => (each.kind === 'changes' ? [each.version] : []));
  return { world, stream, heard, versions };
}

describe('position', () => {
  test('the first opening asks for no position and so gets a snapshot', () => {
    const { world, stream } = begin();
    expect(world.source.url).toBe('/s');
    world.source.say('snapshot', snapshot(7));
    expect(stream.last).toBe('e1:1.7');
  });

  test('an opening of our own says in the address where we are', () => {
    const { world } = begin();
    world.source.say('snapshot', snapshot(7));
    world.source.say('changes', changes(7, 9));
    world.source.giveUp();
    world.pass(3000);
    expect(world.source.url).toBe('/s?last=e1%3A1.9');
  });

  test('a change that comes twice is given out once', () => {
    const { world, versions } = begin();
    world.source.say('snapshot', snapshot(7));
    world.source.say('changes', changes(7, 8));
    world.source.say('changes', changes(7, 8));
    world.source.say('changes', changes(6, 7));
    expect(versions()).toEqual([8]);
  });

  test('changes that overlap what we have are taken, for each row is complete', () => {
    const { world, versions } = begin();
    world.source.say('snapshot', snapshot(7));
    world.source.say('changes', changes(5, 9));
    expect(versions()).toEqual([9]);
  });

  test('a gap gives out nothing and asks for a snapshot', () => {
    const { world, versions } = begin();
    world.source.say('snapshot', snapshot(7));
    world.source.say('changes', changes(9, 10));
    world.pass(250);
    expect(versions()).toEqual([]);
    expect(world.sources).toHaveLength(2);
    expect(world.source.url).toBe('/s');
  });

  test('changes of another epoch ask for a snapshot', () => {
    const { world, versions } = begin();
    world.source.say('snapshot', snapshot(7));
    world.source.say('changes', changes(7, 8, 1, 'e2'));
    world.pass(250);
    expect(versions()).toEqual([]);
    expect(world.source.url).toBe('/s');
  });

  test('a snapshot of a restored database with lower numbers is believed', () => {
    const { world, stream, versions } = begin();
    world.source.say('snapshot', snapshot(700));
    world.source.say('snapshot', snapshot(3, 'e2'));
    world.source.say('changes', changes(3, 4, 1, 'e2'));
    expect(stream.last).toBe('e2:1.4');
    expect(versions()).toEqual([4]);
  });

  test('a message that cannot be read asks for a snapshot, and not in a tight loop', () => {
    const { world } = begin();
    world.source.say('snapshot', snapshot(7));
    for (let i = 0; i < 20; i += 1) {
      world.source.say('changes', '{"version": 8');
      world.pass(1500);
    }
    expect(world.source.url).toBe('/s');
    expect(world.sources.length).toBeLessThanOrEqual(21);
    world.source.say('changes', 'nonsense');
    world.pass(1200);
    const before = world.sources.length;
    world.pass(1700);
    expect(world.sources.length).toBe(before + 1);
  });
});

describe('several timing sessions', () => {
  const two = (): ReturnType<typeof begin> => {
    const made = begin();
    made.world.source.say('assignment', assignment(1, 2));
    made.world.source.say('snapshot', snapshot(7, 'e1', 1));
    made.world.source.say('snapshot', snapshot(300, 'e1', 2));
    return made;
  };

  test('have a chain of versions each, however they are mixed', () => {
    const { world, versions, stream } = two();
    world.source.say('changes', changes(7, 8, 1));
    world.source.say('changes', changes(300, 301, 2));
    world.source.say('changes', changes(8, 9, 1));
    expect(versions()).toEqual([8, 301, 9]);
    expect(stream.last).toBe('e1:1.9,2.301');
  });

  test('and a gap in one of them asks for a snapshot of that one only', () => {
    const { world, versions } = two();
    world.source.say('changes', changes(9, 10, 1));
    world.pass(250);
    expect(world.source.url).toBe('/s?last=e1%3A2.300');
    world.source.say('assignment', assignment(1, 2));
    world.source.say('changes', changes(300, 301, 2));
    expect(versions()).toEqual([301]);
  });

  test('of which one has left is not heard any more and not asked for again', () => {
    const { world, versions } = two();
    world.source.say('assignment', assignment(2));
    world.source.say('changes', changes(7, 8, 1));
    world.source.say('snapshot', snapshot(9, 'e1', 1));
    world.source.giveUp();
    world.pass(3000);
    expect(versions()).toEqual([]);
    expect(world.source.url).toBe('/s?last=e1%3A2.300');
  });

  test('and one that comes needs no new connection, but begins with a snapshot', () => {
    const { world, versions, heard } = begin();
    world.source.say('assignment', assignment());
    world.source.say('assignment', assignment(3));
    world.source.say('snapshot', snapshot(40, 'e1', 3));
    world.source.say('changes', changes(40, 41, 3));
    expect(versions()).toEqual([41]);
    expect(heard.map(({ kind }) => kind)).toEqual(['assignment', 'assignment', 'snapshot', 'changes']);
    expect(world.sources).toHaveLength(1);
  });

  test('one that left and comes back begins anew', () => {
    const { world, versions } = two();
    world.source.say('assignment', assignment(2));
    world.source.say('assignment', assignment(1, 2));
    world.source.say('snapshot', snapshot(20, 'e1', 1));
    world.source.say('changes', changes(20, 21, 1));
    expect(versions()).toEqual([21]);
  });

  test('a screen that learns who it is goes on elsewhere at the same place', () => {
    const { world, stream, versions } = two();
    const old = world.source;
    stream.move('/s?screen=abc');
    expect(old.closed).toBe(true);
    expect(world.source.url).toBe('/s?screen=abc&last=e1%3A1.7%2C2.300');
    world.source.say('changes', changes(300, 302, 2));
    expect(versions()).toEqual([302]);
  });

  test('two chains, broken at random and replayed from where the screen is, arrive whole and in order', () => {
    const { world, heard } = two();
    const at: Record<number, number> = { 1: 7, 2: 300 };
    const from = (session: number): number => Number(new RegExp(`[:,]${String(session)}\\.(\\d+)`).exec(decodeURIComponent(world.source.url))?.[1]);
    for (let i = 1; i <= 120; i += 1) {
      const session = (i * 7) % 3 === 0 ? 1 : 2;
      const since = at[session] ?? 0;
      at[session] = since + 1;
      if (i % 11 !== 0) {
        world.source.say('changes', changes(since, since + 1, session));
        continue;
      }
      world.source.giveUp();
      world.pass(3000);
      for (const each of [1, 2]) {
        for (let version = from(each); version < (at[each] ?? 0); version += 1) world.source.say('changes', changes(version, version + 1, each));
      }
    }
    const of = (id: string): number[] => heard.flatMap((each) => (each.kind === 'changes' && each.session === id ? [each.version] : []));
    expect(of('1')).toEqual(Array.from({ length: (at[1] ?? 0) - 7 }, (_, i) => 8 + i));
    expect(of('2')).toEqual(Array.from({ length: (at[2] ?? 0) - 300 }, (_, i) => 301 + i));
  });
});

describe('trying again', () => {
  test('the delays double from 250 ms to 2.5 s and spread by half', () => {
    expect([1, 2, 3, 4, 5, 9].map((n) => retryDelay(n, 1))).toEqual([250, 500, 1000, 2000, 2500, 2500]);
    expect(retryDelay(1, 0)).toBe(125);
  });

  test('after a 502 the stream opens again by itself, for as long as it takes', () => {
    const { world, heard } = begin();
    for (let i = 0; i < 30; i += 1) {
      world.source.giveUp();
      world.pass(3000);
    }
    expect(world.sources).toHaveLength(31);
    world.source.say('snapshot', snapshot(1));
    expect(heard[heard.length - 1]?.kind).toBe('snapshot');
  });

  test('a hub that comes back is found within 3 s, and the next trouble starts at 250 ms again', () => {
    const { world } = begin();
    world.dice = 0.999;
    for (let i = 0; i < 8; i += 1) {
      world.source.giveUp();
      world.pass(3000);
    }
    world.source.say('snapshot', snapshot(1));
    const before = world.sources.length;
    world.source.giveUp();
    world.pass(250);
    expect(world.sources.length).toBe(before + 1);
  });

  test('while the browser reconnects by itself it is left alone', () => {
    const { world } = begin();
    world.source.say('snapshot', snapshot(7));
    world.source.drop();
    world.pass(4000);
    expect(world.sources).toHaveLength(1);
    expect(world.source.closed).toBe(false);
  });

  test('a line that has never spoken is not left to the browser, which waits for three seconds', () => {
    const { world } = begin();
    world.source.drop();
    expect(world.source.closed).toBe(true);
    world.pass(250);
    expect(world.sources).toHaveLength(2);
  });

  test('failures are counted for the listener until something arrives', () => {
    const { world, heard } = begin();
    world.source.giveUp();
    world.pass(3000);
    world.source.giveUp();
    const lost = heard.flatMap((each) => (each.kind === 'lost' ? [each.failures] : []));
    expect(lost).toEqual([1, 2]);
  });

  test('a polite bye opens again quickly, not at once for all screens, and keeps the position', () => {
    const { world } = begin();
    world.dice = 0.5;
    world.source.say('snapshot', snapshot(7));
    world.source.say('bye', { reason: 'restart' });
    expect(world.source.closed).toBe(true);
    world.pass(299);
    expect(world.sources).toHaveLength(1);
    world.pass(1);
    expect(world.source.url).toBe('/s?last=e1%3A1.7');
  });
});

describe('silence', () => {
  test('8 s without any event ends a half-open connection', () => {
    const { world } = begin();
    world.source.say('snapshot', snapshot(7));
    world.pass(7999);
    expect(world.sources).toHaveLength(1);
    world.pass(1);
    expect(world.sources).toHaveLength(2);
    expect(world.sources[0]?.closed).toBe(true);
    expect(world.source.url).toBe('/s?last=e1%3A1.7');
  });

  test('a heartbeat is enough to keep it', () => {
    const { world } = begin();
    for (let i = 0; i < 30; i += 1) {
      world.source.say('hb', { now: 1, version: 0, age: null });
      world.pass(2000);
    }
    expect(world.sources).toHaveLength(1);
  });

  test('an opening that is never answered is given up too, the first one after 8 s', () => {
    const { world } = begin();
    world.pass(7999);
    expect(world.sources).toHaveLength(1);
    world.pass(1);
    expect(world.sources).toHaveLength(2);
  });

  test('a line opened because of a silence has to speak within 1, 2, 4, 8 s, for it may be the dead one again', () => {
    const { world } = begin();
    world.source.say('snapshot', snapshot(7));
    world.pass(8000);
    for (const [opened, ms] of [[3, 1000], [4, 2000], [5, 4000], [6, 8000], [7, 8000]] as const) {
      world.pass(ms);
      expect(world.sources).toHaveLength(opened);
    }
    world.source.say('hb', { now: 1, version: 0, age: null });
    world.pass(7999);
    expect(world.sources).toHaveLength(7);
  });

  test('what an abandoned connection still says is not heard', () => {
    const { world, heard } = begin();
    const old = world.source;
    world.pass(8000);
    old.say('snapshot', snapshot(7));
    old.giveUp();
    expect(heard.filter((each) => each.kind !== 'lost')).toEqual([]);
    expect(world.sources).toHaveLength(2);
  });
});

describe('the page wakes', () => {
  test('a network that is back is used at once, without waiting for the delay', () => {
    const { world, stream } = begin();
    for (let i = 0; i < 6; i += 1) {
      world.source.giveUp();
      world.pass(3000);
    }
    world.source.giveUp();
    const before = world.sources.length;
    stream.online();
    expect(world.sources.length).toBe(before + 1);
    world.pass(3000);
    expect(world.sources.length).toBe(before + 1);
  });

  test('a page that is seen again keeps a connection that has just spoken', () => {
    const { world, stream } = begin();
    world.source.say('hb', { now: 1, version: 0, age: null });
    world.pass(1900);
    stream.visible();
    expect(world.sources).toHaveLength(1);
    world.pass(2000);
    stream.visible();
    expect(world.sources).toHaveLength(2);
  });

  test('a stopped stream stays stopped', () => {
    const { world, stream } = begin();
    stream.stop();
    stream.online();
    stream.visible();
    world.pass(60_000);
    expect(world.sources).toHaveLength(1);
    expect(world.source.closed).toBe(true);
  });

  test('a listener may stop the stream when it hears of a loss', () => {
    const world = new FakeWorld();
    const stream: Stream = new Stream('/s', world, (delivery) => {
      if (delivery.kind === 'lost') stream.stop();
    });
    stream.start();
    world.source.giveUp();
    world.pass(60_000);
    expect(world.sources).toHaveLength(1);
  });
});

test('fifty finishers over six broken connections arrive once each and in order', () => {
  const { world, versions } = begin();
  const log: object[] = [];
  world.source.say('snapshot', snapshot(0));
  for (let version = 1; version <= 50; version += 1) {
    log.push(changes(version - 1, version));
    const lost = version % 8 === 0;
    if (!lost) world.source.say('changes', changes(version - 1, version));
    if (!lost) continue;
    world.source.giveUp();
    world.pass(3000);
    const from = Number(world.source.url.split('.')[1]);
    // The hub's replay begins one earlier than asked: doubles must not matter.
    for (let again = Math.max(1, from); again <= version; again += 1) {
      world.source.say('changes', log[again - 1]);
    }
  }
  expect(versions()).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
});
