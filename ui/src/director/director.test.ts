import { describe, expect, test } from 'vitest';
import { type Arrival, PLAY, type Play, type Scene } from './arrivals';
import { Director } from './director';

const FRAME = 16;

/** A wall that is watched frame by frame. */
class Wall {
  now = 0;
  readonly director: Director<Arrival>;
  readonly shownAt = new Map<string, number>();
  readonly leftAt = new Map<string, number>();
  readonly askedAt = new Map<string, number>();
  readonly missed: string[] = [];
  scene: Scene<Arrival> = { mode: 'rest', cells: [], waiting: 0 };

  constructor(play: Play = PLAY) {
    this.director = new Director<Arrival>(play);
  }

  finish(key: string, age = 0, who = key): void {
    this.askedAt.set(key, this.now);
    this.director.cue({ kind: 'finish', arrival: { key, who }, age }, this.now);
  }

  frame(): void {
    const before = this.keys();
    const step = this.director.step(this.now);
    this.scene = step.scene;
    for (const arrival of step.shown) this.shownAt.set(arrival.key, this.now);
    this.missed.push(...step.missed.map((arrival) => arrival.key));
    for (const key of before) if (!this.keys().includes(key)) this.leftAt.set(key, this.now);
  }

  run(ms: number): void {
    const end = this.now + ms;
    while (this.now < end) {
      this.now = Math.min(end, this.now + FRAME);
      this.frame();
    }
  }

  keys(): string[] {
    return this.scene.cells.flatMap((shown) => (shown === null ? [] : [shown.arrival.key]));
  }

  latency(key: string): number {
    return (this.shownAt.get(key) ?? Infinity) - (this.askedAt.get(key) ?? 0);
  }
}

function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

describe('one runner', () => {
  test('comes with the next frame, alone and large', () => {
    const wall = new Wall();
    wall.finish('a');
    wall.frame();
    expect(wall.scene.mode).toBe('solo');
    expect(wall.keys()).toEqual(['a']);
  });

  test('stays until nobody has come for twelve seconds, then the picture rests', () => {
    const wall = new Wall();
    wall.finish('a');
    wall.run(PLAY.idleAfter - 50);
    expect(wall.keys()).toEqual(['a']);
    wall.run(100);
    expect(wall.scene).toEqual({ mode: 'rest', cells: [], waiting: 0 });
  });

  test('who waits in an empty wall pre-empts the resting picture within one frame', () => {
    const wall = new Wall();
    wall.finish('a');
    wall.run(20_000);
    wall.finish('b');
    wall.run(FRAME);
    expect(wall.latency('b')).toBeLessThanOrEqual(FRAME);
  });
});

describe('identity', () => {
  test('the same chip read again at the same place is not news for a minute', () => {
    const wall = new Wall();
    wall.finish('finish:17:1', 0, 'finish 17');
    wall.run(30_000);
    wall.finish('finish:17:2', 0, 'finish 17');
    wall.run(100);
    expect(wall.keys()).toEqual([]);
    wall.run(31_000);
    wall.finish('finish:17:3', 0, 'finish 17');
    wall.run(100);
    expect(wall.keys()).toEqual(['finish:17:3']);
  });

  test('the same chip at another place is news at once', () => {
    const wall = new Wall();
    wall.finish('start:17:1', 0, 'start 17');
    wall.finish('finish:17:1', 0, 'finish 17');
    wall.run(FRAME);
    expect(wall.keys()).toHaveLength(2);
  });

  test('a correction changes the card where it stands and takes no new place', () => {
    const wall = new Wall();
    wall.finish('a');
    wall.finish('b');
    wall.run(500);
    const before = wall.scene.cells.map((shown) => shown?.since);
    const better = { key: 'a', who: 'a', name: 'known now' };
    wall.director.cue({ kind: 'correct', arrival: better }, wall.now);
    wall.run(FRAME);
    expect(wall.scene.cells.some((shown) => shown?.arrival === better)).toBe(true);
    expect(wall.scene.cells.map((shown) => shown?.since)).toEqual(before);
  });

  test('a correction of somebody who waits is what comes on the screen', () => {
    const wall = new Wall();
    const better = { key: 'a', who: 'a', name: 'known now' };
    wall.finish('a');
    wall.director.cue({ kind: 'correct', arrival: better }, wall.now);
    wall.frame();
    expect(wall.scene.cells[0]?.arrival).toBe(better);
  });

  test('a correction of somebody long gone brings nobody back', () => {
    const wall = new Wall();
    wall.director.cue({ kind: 'correct', arrival: { key: 'a', who: 'a' } }, 0);
    wall.run(100);
    expect(wall.scene.mode).toBe('rest');
  });

  test('a wrong read leaves screen and queue at once, and the right one may come after it', () => {
    const wall = new Wall();
    wall.finish('a:1', 0, 'a');
    wall.run(100);
    wall.director.cue({ kind: 'withdraw', key: 'a:1' }, wall.now);
    wall.run(FRAME);
    expect(wall.keys()).toEqual([]);
    wall.finish('a:2', 0, 'a');
    wall.run(FRAME);
    expect(wall.keys()).toEqual(['a:2']);
  });

  test('another session empties the wall', () => {
    const wall = new Wall();
    for (let i = 0; i < 30; i += 1) wall.finish(`a${String(i)}`);
    wall.run(100);
    wall.director.cue({ kind: 'clear' }, wall.now);
    wall.run(FRAME);
    expect(wall.scene).toEqual({ mode: 'rest', cells: [], waiting: 0 });
  });
});

describe('nobody late, nobody lost', () => {
  test('a read older than twenty seconds gets no card but is handed out', () => {
    const wall = new Wall();
    wall.finish('old', 20_001);
    wall.run(100);
    expect(wall.keys()).toEqual([]);
    expect(wall.missed).toEqual(['old']);
  });

  test('who gets too old in the queue goes to the ticker and not late on a card', () => {
    const wall = new Wall();
    for (let i = 0; i < 200; i += 1) wall.finish(`r${String(i)}`, 15_000);
    wall.run(8000);
    const shown = [...wall.shownAt.keys()];
    expect([...shown, ...wall.missed].sort()).toEqual([...wall.askedAt.keys()].sort());
    expect(Math.max(...shown.map((key) => wall.latency(key)))).toBeLessThanOrEqual(5000 + FRAME);
  });

  test('a full queue hands out who waited longest and never takes whom it shows', () => {
    const wall = new Wall();
    wall.finish('first');
    wall.run(FRAME);
    for (let i = 0; i < 260; i += 1) wall.finish(`r${String(i)}`);
    wall.run(FRAME);
    expect(wall.keys()).toContain('first');
    expect(wall.missed.length).toBe(60);
    expect(wall.missed[0]).toBe('r0');
  });
});

describe('many', () => {
  test('two within a second are both on the screen at once', () => {
    const wall = new Wall();
    wall.finish('a');
    wall.run(1000);
    wall.finish('b');
    wall.run(FRAME);
    expect(wall.keys()).toEqual(['b', 'a']);
    expect(wall.scene.mode).toBe('group');
  });

  test('the newest stands first while arrivals are calm', () => {
    const wall = new Wall();
    for (const key of ['a', 'b', 'c']) {
      wall.finish(key);
      wall.run(900);
    }
    expect(wall.keys()).toEqual(['c', 'b', 'a']);
  });

  test('in a crowd a card keeps its place as long as it is shown', () => {
    const wall = new Wall();
    const places = new Map<string, Set<number>>();
    for (let i = 0; i < 80; i += 1) {
      wall.finish(`r${String(i)}`);
      wall.run(100);
      if (i < 30) continue;
      wall.scene.cells.forEach((shown, cell) => {
        if (shown === null) return;
        const known = places.get(shown.arrival.key) ?? new Set<number>();
        places.set(shown.arrival.key, known.add(cell));
      });
    }
    expect([...places.values()].every((cells) => cells.size === 1)).toBe(true);
  });

  test('the picture grows at once and shrinks only after four calm seconds', () => {
    const wall = new Wall();
    for (let i = 0; i < 12; i += 1) wall.finish(`r${String(i)}`);
    wall.run(FRAME);
    expect(wall.scene.mode).toBe('compact');
    const sizes: number[] = [];
    for (let i = 0; i < 200; i += 1) {
      wall.run(100);
      sizes.push(wall.scene.cells.length);
    }
    const shrinks = sizes.filter((size, i) => size < (sizes[i - 1] ?? size));
    expect(shrinks.length).toBeLessThanOrEqual(4);
    expect(wall.scene.mode).toBe('rest');
  });

  test('as a crowd ends the people stand together: no hole stays among the cards', () => {
    const wall = new Wall();
    for (let i = 0; i < 120; i += 1) {
      wall.finish(`r${String(i)}`);
      wall.run(95 + ((i * 37) % 11));
    }
    wall.run(4500);
    let holes = 0;
    while (wall.scene.cells.length > 0) {
      wall.run(FRAME);
      const first = wall.scene.cells.indexOf(null);
      if (first >= 0 && wall.scene.cells.slice(first).some((shown) => shown !== null)) holes += 1;
    }
    expect(holes).toBe(0);
  });

  test('when a crowd has passed nobody stands small and alone on its page for longer than a moment', () => {
    const wall = new Wall();
    for (let i = 0; i < 40; i += 1) {
      wall.finish(`r${String(i)}`);
      wall.run(100);
    }
    let emptier = 0;
    while (wall.scene.cells.length > 0) {
      wall.run(FRAME);
      emptier = wall.keys().length * 2 < wall.scene.cells.length && wall.scene.cells.length > 2 ? emptier + FRAME : 0;
      expect(emptier).toBeLessThanOrEqual(PLAY.halfEmpty + 2 * FRAME);
    }
  });

  test('a single burst of sixteen is on the wall in one frame', () => {
    const wall = new Wall();
    for (let i = 0; i < 16; i += 1) wall.finish(`r${String(i)}`);
    wall.run(FRAME);
    expect(wall.keys()).toHaveLength(16);
  });
});

describe.each([
  { perSecond: 1, p95: 20, max: 1000 },
  { perSecond: 3, p95: 100, max: 1000 },
  { perSecond: 10, p95: 700, max: 1000 },
])('two minutes of $perSecond runners a second, at random', ({ perSecond, p95, max }) => {
  const wall = new Wall();
  const random = dice(88);
  let count = 0;
  let next = 0;
  while (wall.now < 120_000) {
    while (next <= wall.now) {
      wall.finish(`r${String(count)}`);
      count += 1;
      next += (-Math.log(1 - random()) / perSecond) * 1000;
    }
    wall.run(FRAME);
  }
  wall.run(20_000);
  const latencies = [...wall.askedAt.keys()].map((key) => wall.latency(key)).sort((a, b) => a - b);

  test('each of them is shown', () => {
    expect(wall.missed).toEqual([]);
    expect(wall.shownAt.size).toBe(count);
  });

  test(`within ${String(p95)} ms for 95 of 100 and ${String(max)} ms for all`, () => {
    expect(latencies[Math.floor(latencies.length * 0.95)]).toBeLessThanOrEqual(p95);
    expect(latencies[latencies.length - 1]).toBeLessThanOrEqual(max);
  });

  test('and nobody is taken away before the floor', () => {
    const stays = [...wall.leftAt].map(([key, at]) => at - (wall.shownAt.get(key) ?? 0));
    expect(Math.min(...stays)).toBeGreaterThanOrEqual(PLAY.floor);
  });
});

test('a hundred in ten seconds are all shown within a second', () => {
  const wall = new Wall();
  for (let i = 0; i < 100; i += 1) {
    wall.finish(`r${String(i)}`);
    wall.run(100);
  }
  wall.run(3000);
  const latencies = [...wall.askedAt.keys()].map((key) => wall.latency(key));
  expect(wall.shownAt.size).toBe(100);
  expect(Math.max(...latencies)).toBeLessThanOrEqual(1000);
  expect(latencies.sort((a, b) => a - b)[95]).toBeLessThanOrEqual(300);
});

test.each([
  { count: 30, every: 333 }, { count: 30, every: 100 }, { count: 100, every: 100 },
])('$count at an even $every ms wait at most 300 ms, 95 of 100, from the first one on', ({ count, every }) => {
  const wall = new Wall();
  for (let i = 0; i < count; i += 1) {
    wall.finish(`r${String(i)}`);
    wall.run(every);
  }
  wall.run(3000);
  const latencies = [...wall.askedAt.keys()].map((key) => wall.latency(key)).sort((a, b) => a - b);
  expect(latencies[Math.floor(count * 0.95)]).toBeLessThanOrEqual(300);
});

describe('one at a time', () => {
  const single: Play = { ...PLAY, style: 'single', show: 5000 };

  test('each is alone and large, also when many come at once, and nobody is snatched away', () => {
    const wall = new Wall(single);
    for (let i = 0; i < 6; i += 1) wall.finish(`r${String(i)}`);
    for (let i = 0; i < 1500; i += 1) {
      wall.run(FRAME);
      expect(wall.scene.cells.length).toBeLessThanOrEqual(1);
    }
    expect([...wall.shownAt.keys()]).toEqual(['r0', 'r1', 'r2', 'r3', 'r4', 'r5']);
    const stays = [...wall.leftAt].map(([key, at]) => at - (wall.shownAt.get(key) ?? 0));
    expect(Math.min(...stays)).toBeGreaterThanOrEqual(single.floor);
  });

  test('has the whole time while nobody presses', () => {
    const wall = new Wall(single);
    wall.finish('a');
    wall.run(100);
    wall.finish('b');
    wall.run(4800);
    expect(wall.keys()).toEqual(['a']);
    wall.run(200);
    expect(wall.keys()).toEqual(['b']);
  });
});

describe('the newest first', () => {
  const latest: Play = { ...PLAY, style: 'single', show: 5000, pick: 'latest' };
  const order = (wall: Wall): string[] => [...wall.shownAt.keys()];

  test('one at a time: of those who wait it is the one who came last, and the others come after', () => {
    const wall = new Wall({ ...latest, show: 2500 });
    for (const key of ['a', 'b', 'c', 'd']) wall.finish(key);
    wall.run(FRAME);
    expect(order(wall)).toEqual(['d']);
    wall.run(20_000);
    expect(order(wall)).toEqual(['d', 'c', 'b', 'a']);
    expect(wall.missed).toEqual([]);
  });

  test('who has been passed over for half of the time in which a crossing is fresh goes before the newest', () => {
    const wall = new Wall(latest);
    for (const key of ['a', 'b', 'c', 'd']) wall.finish(key);
    wall.run(9000);
    wall.finish('e');
    wall.run(30_000);
    expect(order(wall)).toEqual(['d', 'c', 'a', 'b', 'e']);
    expect(wall.missed).toEqual([]);
  });

  test('several at once: the newest has the best place', () => {
    const wall = new Wall({ ...PLAY, pick: 'latest' });
    wall.finish('a');
    wall.run(500);
    wall.finish('b');
    wall.finish('c');
    wall.run(FRAME);
    expect(wall.scene.mode).toBe('group');
    expect(wall.keys()).toEqual(['c', 'b', 'a']);
  });

  test.each(['single', 'flow', 'list'] as const)('nobody is lost, and no more are missed than in their order: %s', (style) => {
    const missed = (pick: Play['pick'], seed: number): number => {
      const roll = dice(seed);
      const wall = new Wall({ ...latest, style, pick });
      const all = Array.from({ length: 40 }, (_, place) => `r${String(place)}`);
      for (const key of all) {
        wall.finish(key);
        wall.run(roll() < 0.7 ? roll() * 1500 : roll() * 9000);
      }
      wall.run(60_000);
      expect([...wall.shownAt.keys(), ...wall.missed].sort()).toEqual([...all].sort());
      return wall.missed.length;
    };
    for (let seed = 1; seed <= 4; seed += 1) expect(missed('latest', seed)).toBeLessThanOrEqual(missed('fifo', seed));
  });
});

describe('always the list', () => {
  const list: Play = { ...PLAY, style: 'list' };

  test('is full from the start with who came before, and the newest takes the place of the oldest', () => {
    const wall = new Wall(list);
    const before = Array.from({ length: 20 }, (_, i) => ({ key: `old${String(i)}`, who: `old${String(i)}` }));
    wall.director.cue({ kind: 'seat', arrivals: before }, 0);
    wall.frame();
    expect(wall.keys()).toEqual(before.slice(0, 16).map(({ key }) => key));
    expect(wall.shownAt.size).toBe(0);
    wall.run(60_000);
    wall.finish('new');
    wall.run(FRAME);
    expect(wall.keys()[0]).toBe('new');
    expect(wall.keys()).toHaveLength(16);
    expect(wall.keys()).not.toContain('old15');
  });

  test('keeps its size, and who is in it, when nobody comes', () => {
    const wall = new Wall(list);
    wall.finish('a');
    wall.run(120_000);
    expect(wall.keys()).toEqual(['a']);
    expect(wall.scene.cells).toHaveLength(16);
  });
});

describe('the operator', () => {
  test('changes the time of a card while it is shown', () => {
    const wall = new Wall();
    wall.finish('a');
    wall.finish('b');
    wall.run(1000);
    wall.director.follow({ ...PLAY, show: 2000, min: 2000, idleAfter: 3000 });
    wall.run(1500);
    expect(wall.keys()).toHaveLength(1);
    wall.run(1000);
    expect(wall.scene.mode).toBe('rest');
  });

  test('changes the template while people are on the screen, and the newest stays', () => {
    const wall = new Wall();
    for (const key of ['a', 'b', 'c']) {
      wall.finish(key);
      wall.run(700);
    }
    wall.director.follow({ ...PLAY, style: 'single' });
    wall.run(FRAME);
    expect(wall.keys()).toEqual(['c']);
    wall.director.follow({ ...PLAY, style: 'list' });
    wall.run(FRAME);
    expect(wall.scene.cells).toHaveLength(16);
    wall.director.follow(PLAY);
    wall.run(FRAME);
    expect(wall.keys()).toEqual(['c']);
  });

  test('empties the queue: who waited is not shown and not missed, who is shown stays', () => {
    const wall = new Wall({ ...PLAY, style: 'single' });
    for (let i = 0; i < 5; i += 1) wall.finish(`r${String(i)}`);
    wall.run(100);
    wall.director.cue({ kind: 'drop', age: 0 }, wall.now);
    wall.finish('later');
    wall.run(30_000);
    expect([...wall.shownAt.keys()]).toEqual(['r0', 'later']);
    expect(wall.missed).toEqual([]);
  });
});
