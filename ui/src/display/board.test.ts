import { describe, expect, test } from 'vitest';
import type { Changes, Passing } from '../api/messages';
import { Board } from './board';
import { Rules } from './rules';
import { NOON, assignmentOf, changesOf, runner, snapshotOf, stranger, timingOf } from './sample';

const FRESH = 20_000;

function changes(passings: readonly Passing[], withdrawn: readonly string[] = [], now = NOON): Changes {
  return changesOf(passings, { withdrawn, now });
}

function kinds(cues: readonly { readonly kind: string }[]): string[] {
  return cues.map((cue) => cue.kind);
}

describe('a crossing', () => {
  test('is announced once, whatever is sent again', () => {
    const board = new Board(new Rules(null));
    expect(kinds(board.replace(snapshotOf([]), FRESH))).toEqual([]);
    expect(kinds(board.apply(changes([runner(1)])))).toEqual(['finish']);
    expect(kinds(board.apply(changes([runner(1, { version: 5, corrected: true })])))).toEqual(['correct']);
    expect(kinds(board.replace(snapshotOf([runner(1)]), FRESH))).toEqual(['correct']);
  });

  test('is the same crossing when its time and place come; one that nobody here has seen is only listed', () => {
    const board = new Board(new Rules(null));
    board.replace(snapshotOf([]), FRESH);
    board.apply(changes([runner(1)]));
    const result = { status: 'finished', kind: 'finish', chip_ms: 2_390_000, overall: 12 };
    expect(kinds(board.apply(changes([runner(1, { version: 9, result })])))).toEqual(['correct']);
    expect(kinds(board.apply(changes([runner(2, { version: 9, result, received: NOON - 60_000 })])))).toEqual(['correct']);
    expect(board.recent(9).map(({ passing }) => passing.tag)).toEqual(['2', '1']);
  });

  test('of an unknown tag is nobody, until the roster knows the runner', () => {
    const board = new Board(new Rules(null));
    board.replace(snapshotOf([]), FRESH);
    expect(board.apply(changes([stranger(7)]))).toEqual([]);
    expect(board.recent(10)).toEqual([]);
    const cues = board.apply(changes([runner(7)], [], NOON + 12_000));
    expect(cues).toEqual([{ kind: 'finish', age: 5000, arrival: expect.objectContaining({ key: '1/1:7:1' }) }]);
  });

  test('of an unknown tag is shown where the operator asks for it', () => {
    const board = new Board(new Rules(null, true));
    expect(kinds(board.apply(changes([stranger(7)])))).toEqual(['finish']);
  });

  test('whose bib was given to another leaves the screen', () => {
    const board = new Board(new Rules(null));
    board.apply(changes([runner(7)]));
    expect(board.apply(changes([stranger(7)]))).toEqual([{ kind: 'withdraw', key: '1/1:7:1' }]);
  });

  test('that was withdrawn leaves list and screen', () => {
    const board = new Board(new Rules(null));
    board.apply(changes([runner(7)]));
    expect(board.apply(changes([], ['1:7:1']))).toEqual([{ kind: 'withdraw', key: '1/1:7:1' }]);
    expect(board.recent(10)).toEqual([]);
  });
});

describe('a snapshot', () => {
  test('at the start announces only who is fresh and lists the others', () => {
    const board = new Board(new Rules(null));
    const old = runner(1, { received: NOON - 60_000 });
    const cues = board.replace(snapshotOf([old, runner(2, { received: NOON - 3000 })]), FRESH);
    expect(cues.map((cue) => (cue.kind === 'finish' ? cue.arrival.key : cue.kind))).toEqual(['correct', '1/1:2:1']);
    expect(board.recent(10).map((each) => each.key)).toEqual(['1/1:2:1', '1/1:1:1']);
  });

  test('after a gap hands out who came meanwhile, with the age of the read', () => {
    const board = new Board(new Rules(null));
    board.replace(snapshotOf([]), FRESH);
    const cues = board.replace(snapshotOf([runner(3, { received: NOON - 25_000 })]), FRESH);
    expect(cues).toEqual([expect.objectContaining({ kind: 'finish', age: 25_000 })]);
  });

  test('without somebody we know withdraws them, but not who is merely too old for it', () => {
    const board = new Board(new Rules(null));
    board.replace(snapshotOf([runner(1), runner(2), runner(3)]), FRESH);
    const cues = board.replace(snapshotOf([runner(2)]), FRESH);
    expect(cues).toContainEqual({ kind: 'withdraw', key: '1/1:3:1' });
    expect(cues).not.toContainEqual({ kind: 'withdraw', key: '1/1:1:1' });
  });

  test('of one session says nothing about another', () => {
    const board = new Board(new Rules(null));
    board.replace(snapshotOf([runner(1)]), FRESH);
    const other = runner(1, { session: '2', bib: '99', received: NOON - 60_000 });
    expect(kinds(board.replace(snapshotOf([other], { session: '2' }), FRESH))).toEqual(['correct']);
    expect(board.recent(10).map((each) => each.key).sort()).toEqual(['1/1:1:1', '2/1:1:1']);
  });

  test('from the cache fills the list and announces nobody, now or when the hub repeats it', () => {
    const board = new Board(new Rules(null));
    board.restore([runner(1)]);
    expect(board.recent(10)).toHaveLength(1);
    expect(kinds(board.replace(snapshotOf([runner(1)]), FRESH))).toEqual(['correct']);
  });
});

test('a day of reads leaves a bounded list', () => {
  const board = new Board(new Rules(null));
  for (let i = 1; i <= 5000; i += 1) board.apply(changes([runner(i)]));
  expect(board.recent(10_000).length).toBeLessThanOrEqual(500);
  expect(board.recent(1)[0]?.key).toBe('1/1:5000:1');
});

describe('rules that change', () => {
  const two = assignmentOf({}, { timing: [timingOf('1'), timingOf('2')] });

  test('take the runners of a timing session that left from screen and list, and no others', () => {
    const board = new Board(new Rules(two));
    board.apply(changes([runner(1)]));
    board.apply(changesOf([runner(2, { session: '2' })], { session: '2' }));
    expect(board.follow(new Rules(assignmentOf({}, { timing: [timingOf('2')] })))).toEqual([{ kind: 'withdraw', key: '1/1:1:1' }]);
    expect(board.recent(10).map((each) => each.key)).toEqual(['2/1:2:1']);
  });

  test('let a session that comes fill the lists, and announce only who is fresh', () => {
    const board = new Board(new Rules(assignmentOf()));
    board.replace(snapshotOf([]), FRESH);
    board.follow(new Rules(two));
    const come = [runner(1, { session: '2', received: NOON - 60_000 }), runner(2, { session: '2', received: NOON - 2000 })];
    expect(kinds(board.replace(snapshotOf(come, { session: '2' }), FRESH))).toEqual(['correct', 'finish']);
  });

  test('hide a location at once, and show it later without calling anybody news', () => {
    const board = new Board(new Rules(assignmentOf()));
    board.apply(changes([runner(1), runner(2, { location: 'Start' })]));
    const without = timingOf('1', { locations: [{ name: 'Start', role: 'start', shown: false }] });
    expect(board.follow(new Rules(assignmentOf({}, { timing: [without] })))).toEqual([{ kind: 'withdraw', key: '1/1:2:1' }]);
    expect(board.follow(new Rules(assignmentOf()))).toEqual([]);
    expect(board.recent(10)).toHaveLength(2);
    expect(kinds(board.apply(changes([runner(2, { location: 'Start' })])))).toEqual(['correct']);
  });

  test('that empty the queue call nobody news who came before', () => {
    const board = new Board(new Rules(assignmentOf({ queueClearedAt: NOON })));
    expect(kinds(board.apply(changes([runner(1, { received: NOON - 1 })])))).toEqual(['correct']);
    expect(kinds(board.apply(changes([runner(2, { received: NOON + 1 })])))).toEqual(['finish']);
  });
});

test('main and backup box at one finish make one crossing of a runner with two chips', () => {
  const finish = (id: string, name: string) => timingOf(id, { locations: [{ name, role: 'finish', shown: true }] });
  const board = new Board(new Rules(assignmentOf({}, { timing: [finish('1', 'Finish'), finish('2', 'Backup')] })));
  const [main] = board.apply(changes([runner(1)]));
  const [backup] = board.apply(changesOf([runner(1, { session: '2', location: 'Backup', tag: 'other', at: NOON + 1800 })], { session: '2' }));
  expect(main?.kind === 'finish' && backup?.kind === 'finish' && main.arrival.who === backup.arrival.who).toBe(true);
  expect(board.recent(10)).toHaveLength(1);
});
