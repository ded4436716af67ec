import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { apply } from '../../../document/ops';
import type { TemplateDocument } from '../../../document/schema';
import type { Answer, Batch } from './copy';
import { Failure, Keeper, type Said, type Wire } from './keeper';
import { Shelf } from './shelf';
import { type Windows, windowsOf } from './windows';

const START: TemplateDocument = {
  v: 1, name: 'Start', size: { w: 1920, h: 1080 }, pages: { solo: { role: 'solo' } },
  blocks: { a: { type: 'shape', page: 'solo', z: 'a0', x: 0, y: 0, w: 9, h: 9 }, b: { type: 'shape', page: 'solo', z: 'a1', x: 0, y: 0, w: 9, h: 9 } },
};
const named = (name: string) => (doc: TemplateDocument): TemplateDocument => ({ ...doc, name });
const at = (id: string, x: number) => (doc: TemplateDocument): TemplateDocument => ({ ...doc, blocks: { ...doc.blocks, [id]: { ...(doc.blocks[id] as TemplateDocument['blocks'][string]), x } } });

/** The hub, which can be away, say no, or lose its answers. */
class FakeHub implements Wire {
  version = 1;
  doc = START;
  is: 'there' | 'away' | 'deaf' | 'barred' = 'there';
  refuses: string | null = null;
  readonly batches: Batch[] = [];
  private readonly answers = new Map<string, Answer>();

  head = (): Promise<{ version: number; document: TemplateDocument }> => {
    this.gate();
    return Promise.resolve({ version: this.version, document: this.doc });
  };

  send = (batch: Batch): Promise<Answer> => {
    this.gate();
    this.batches.push(batch);
    const answer = this.answers.get(batch.batch) ?? this.taken(batch);
    this.answers.set(batch.batch, answer);
    if (this.is === 'deaf') throw new Failure('away', 'The answer was lost.');
    return Promise.resolve(answer);
  };

  private taken({ base, ops }: Batch): Answer {
    if (this.refuses !== null && ops.some(({ path }) => path.join('.').startsWith(this.refuses ?? ''))) throw new Failure('refused', 'The template cannot be taken.', [this.refuses]);
    const behind = base !== this.version;
    const { doc, conflicts } = apply(this.doc, ops);
    this.somebody(() => doc);
    return { version: this.version, conflicts: conflicts.map((one) => ({ ...one, by: { id: 7, name: 'Kim' }, at: 5 })), document: behind ? this.doc : null };
  }

  somebody(change: (doc: TemplateDocument) => TemplateDocument): void {
    const next = change(this.doc);
    if (next !== this.doc) this.version += 1;
    this.doc = next;
  }

  private gate(): void {
    if (this.is === 'away') throw new Failure('away', 'The hub cannot be reached.');
    if (this.is === 'barred') throw new Failure('barred', 'There is no such template.');
  }
}

let shelves = 0;
const newPerson = (): number => (shelves += 1);

/** A window: its clock is turned by hand. */
class Desk {
  readonly heard: Said[] = [];
  private timers: { due: number; run: () => void }[] = [];
  private time = 0;
  keeper!: Keeper;
  constructor(readonly hub: FakeHub, readonly person: number, private readonly windows: (now: () => number) => Windows = (now) => windowsOf(undefined, now)) {}

  async open(startedAt = 0): Promise<Said> {
    this.time = startedAt;
    const now = (): number => this.time;
    this.keeper = new Keeper({
      place: 'acme/17', shelf: await Shelf.open(this.person), wire: this.hub, windows: this.windows(now), now,
      after: (ms, run) => {
        const timer = { due: this.time + ms, run };
        this.timers.push(timer);
        return () => { this.timers = this.timers.filter((one) => one !== timer); };
      },
      onChange: (said) => { this.heard.push(said); },
    });
    return await this.keeper.open();
  }

  draw(change: (doc: TemplateDocument) => TemplateDocument): void { this.keeper.edited(change(this.keeper.state.doc)); }

  /** Lets time pass, and what was begun come to its end. */
  async pass(ms = 1000): Promise<void> {
    const end = this.time + ms;
    for (let turns = 0; turns < 40; turns += 1) {
      const due = this.timers.filter((one) => one.due <= end).sort((one, other) => one.due - other.due)[0];
      if (due !== undefined) {
        this.timers = this.timers.filter((one) => one !== due);
        this.time = Math.max(this.time, due.due);
        due.run();
      }
      await this.keeper.onShelf();
      await new Promise((resolve) => { setTimeout(resolve, 0); });
    }
    this.time = end;
  }

  get saving(): Said['saving'] { return this.keeper.state.saving; }
}

/** A desk with an edit that the hub has not heard of; the hub is there again afterwards. */
async function drawnAway(hub: FakeHub, person: number): Promise<void> {
  const desk = new Desk(hub, person);
  await desk.open();
  hub.is = 'away';
  desk.draw(at('a', 5));
  await desk.pass(100);
  hub.is = 'there';
}

describe('what is drawn', () => {
  test('is at the hub a moment later, as one batch', async () => {
    const hub = new FakeHub();
    const desk = new Desk(hub, newPerson());
    await desk.open();
    desk.draw(at('a', 1));
    desk.draw(at('a', 2));
    expect(desk.saving).toEqual({ is: 'saving' });
    await desk.pass();
    expect(desk.saving).toEqual({ is: 'saved' });
    expect(hub.doc.blocks['a']?.x).toBe(2);
    expect(hub.batches).toHaveLength(1);
    expect(hub.batches[0]?.batch).toMatch(/^[0-9a-f]{32}$/);
  });

  test('waits while the hub is away, and arrives when it is back', async () => {
    const hub = new FakeHub();
    const desk = new Desk(hub, newPerson());
    await desk.open();
    hub.is = 'away';
    desk.draw(at('a', 1));
    await desk.pass();
    expect(desk.saving).toEqual({ is: 'offline', waiting: 1 });
    desk.draw(named('Offline'));
    expect(desk.saving).toEqual({ is: 'offline', waiting: 2 });
    hub.is = 'there';
    desk.keeper.retry();
    await desk.pass();
    expect(desk.saving).toEqual({ is: 'saved' });
    expect([hub.doc.name, hub.doc.blocks['a']?.x]).toEqual(['Offline', 1]);
  });

  test('is there after a reload without network', async () => {
    const hub = new FakeHub();
    const person = newPerson();
    const desk = new Desk(hub, person);
    await desk.open();
    hub.is = 'away';
    desk.draw(at('a', 5));
    await desk.pass();
    await desk.keeper.close();
    const again = new Desk(hub, person);
    const said = await again.open(60_000);
    expect(said.doc.blocks['a']?.x).toBe(5);
    expect(said.saving).toEqual({ is: 'offline', waiting: 1 });
    hub.is = 'there';
    again.keeper.retry();
    await again.pass();
    expect(hub.doc.blocks['a']?.x).toBe(5);
  });

  test('is sent once, though its answer was lost and the window closed', async () => {
    const hub = new FakeHub();
    const person = newPerson();
    const desk = new Desk(hub, person);
    await desk.open();
    hub.is = 'deaf';
    desk.draw(at('a', 5));
    await desk.pass();
    expect(hub.doc.blocks['a']?.x).toBe(5);
    await desk.keeper.close();
    hub.somebody(at('a', 9));
    hub.is = 'there';
    const again = new Desk(hub, person);
    await again.open(60_000);
    await again.pass();
    expect(again.keeper.state).toMatchObject({ saving: { is: 'saved' }, version: 3, conflicts: [] });
    expect(again.keeper.state.doc.blocks['a']?.x).toBe(9);
    expect(new Set(hub.batches.map(({ batch }) => batch)).size).toBe(1);
  });

  test('of another window that lives is left to it', async () => {
    const hub = new FakeHub();
    const person = newPerson();
    await drawnAway(hub, person);
    const beside = new Desk(hub, person);
    expect((await beside.open(10_000)).doc.blocks['a']?.x).toBe(0);
  });

  test('and left by a window that goes later is brought in by the one that stays', async () => {
    const hub = new FakeHub();
    const person = newPerson();
    await drawnAway(hub, person);
    const beside = new Desk(hub, person);
    await beside.open(10_000);
    beside.draw(at('b', 3));
    await beside.pass(20_000);
    expect([hub.doc.blocks['a']?.x, hub.doc.blocks['b']?.x, beside.saving.is]).toEqual([5, 3, 'saved']);
  });

  test('before a reload of the same tab is there at once, also where windows can hold no locks', async () => {
    const hub = new FakeHub();
    const person = newPerson();
    const notes = new Map<string, string>();
    const tab = { getItem: (key: string) => notes.get(key) ?? null, setItem: (key: string, value: string) => { notes.set(key, value); } };
    const windows = (now: () => number): Windows => windowsOf(undefined, now, tab);
    const desk = new Desk(hub, person, windows);
    await desk.open();
    desk.draw(at('a', 5));
    await desk.keeper.onShelf();
    expect((await new Desk(hub, person, windows).open(50)).doc.blocks['a']?.x).toBe(5);
  });
});

describe('somebody else', () => {
  test('other properties meet', async () => {
    const hub = new FakeHub();
    const desk = new Desk(hub, newPerson());
    await desk.open();
    desk.draw(at('a', 5));
    hub.somebody(at('b', 7));
    await desk.pass();
    expect(desk.keeper.state.doc.blocks).toMatchObject({ a: { x: 5 }, b: { x: 7 } });
    hub.somebody(named('Theirs'));
    desk.keeper.heardOf(hub.version);
    await desk.pass();
    expect(desk.keeper.state.doc.name).toBe('Theirs');
  });

  test('the same property: theirs is there, mine is in the list until I say', async () => {
    const hub = new FakeHub();
    const desk = new Desk(hub, newPerson());
    await desk.open();
    desk.draw(named('Mine'));
    hub.somebody(named('Theirs'));
    await desk.pass();
    expect(desk.saving).toEqual({ is: 'conflict', count: 1 });
    expect(desk.keeper.state.doc.name).toBe('Theirs');
    expect(desk.keeper.state.conflicts[0]).toMatchObject({ path: ['name'], val: 'Mine', now: 'Theirs', by: { name: 'Kim' }, because: 'changed' });
    desk.keeper.useMine('["name"]');
    await desk.pass();
    expect([hub.doc.name, desk.saving.is]).toEqual(['Mine', 'saved']);
  });

  test('what they removed comes back with my edit, if I want it', async () => {
    const hub = new FakeHub();
    const desk = new Desk(hub, newPerson());
    await desk.open();
    desk.draw(at('a', 5));
    hub.somebody((doc) => ({ ...doc, blocks: { b: doc.blocks['b'] as TemplateDocument['blocks'][string] } }));
    await desk.pass();
    const [entry] = desk.keeper.state.conflicts;
    expect(entry).toMatchObject({ because: 'gone', mine: { x: 5, type: 'shape' } });
    desk.keeper.useMine(JSON.stringify(entry?.path));
    await desk.pass();
    expect(hub.doc.blocks['a']?.x).toBe(5);
    expect(desk.saving).toEqual({ is: 'saved' });
  });

  test('kept theirs: nothing is left to decide, also after a reload', async () => {
    const hub = new FakeHub();
    const person = newPerson();
    const desk = new Desk(hub, person);
    await desk.open();
    desk.draw(named('Mine'));
    hub.somebody(named('Theirs'));
    await desk.pass();
    await desk.keeper.close();
    const again = new Desk(hub, person);
    expect((await again.open(60_000)).conflicts).toHaveLength(1);
    again.keeper.keepTheirs('["name"]');
    await again.pass();
    expect(again.saving).toEqual({ is: 'saved' });
    expect((await new Desk(hub, person).open(120_000)).conflicts).toEqual([]);
  });
});

describe('the hub says no', () => {
  test('to one property: the others are stored, that one is to be decided', async () => {
    const hub = new FakeHub();
    const desk = new Desk(hub, newPerson());
    await desk.open();
    hub.refuses = 'name';
    desk.draw((doc) => at('a', 5)(named('!')(doc)));
    await desk.pass();
    expect(hub.doc.blocks['a']?.x).toBe(5);
    expect(desk.keeper.state.conflicts).toMatchObject([{ path: ['name'], val: '!', because: 'refused', sentence: 'The template cannot be taken.' }]);
  });

  test('to this person: nothing is tried again, and nothing is thrown away', async () => {
    const hub = new FakeHub();
    const desk = new Desk(hub, newPerson());
    await desk.open();
    hub.is = 'barred';
    desk.draw(at('a', 5));
    await desk.pass(100_000);
    expect(desk.saving).toEqual({ is: 'refused', sentence: 'There is no such template.' });
    expect(desk.keeper.state.doc.blocks['a']?.x).toBe(5);
  });
});
