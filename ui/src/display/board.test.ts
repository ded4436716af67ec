import { describe, expect, test } from 'vitest';
import type { Changes, Passing } from '../api/messages';
import { Board } from './board';
import { NOON, runner, snapshotOf, stranger } from './sample';

const FRESH = 20_000;

function changes(passings: readonly Passing[], withdrawn: readonly string[] = [], now = NOON): Changes {
  return { kind: 'changes', version: 99, since: 0, now, passings, withdrawn };
}

function kinds(cues: readonly { readonly kind: string }[]): string[] {
  return cues.map((cue) => cue.kind);
}

describe('a crossing', () => {
  test('is announced once, whatever is sent again', () => {
    const board = new Board('hidden');
    expect(kinds(board.replace(snapshotOf([]), FRESH))).toEqual([]);
    expect(kinds(board.apply(changes([runner(1)])))).toEqual(['finish']);
    expect(kinds(board.apply(changes([runner(1, { version: 5, corrected: true })])))).toEqual(['correct']);
    expect(kinds(board.replace(snapshotOf([runner(1)]), FRESH))).toEqual(['correct']);
  });

  test('of an unknown tag is nobody, until the roster knows the runner', () => {
    const board = new Board('hidden');
    board.replace(snapshotOf([]), FRESH);
    expect(board.apply(changes([stranger(7)]))).toEqual([]);
    expect(board.recent(10)).toEqual([]);
    const cues = board.apply(changes([runner(7)], [], NOON + 12_000));
    expect(cues).toEqual([{ kind: 'finish', age: 5000, arrival: expect.objectContaining({ key: '1:7:1' }) }]);
  });

  test('of an unknown tag is shown where the operator asks for it', () => {
    const board = new Board('shown');
    expect(kinds(board.apply(changes([stranger(7)])))).toEqual(['finish']);
  });

  test('whose bib was given to another leaves the screen', () => {
    const board = new Board('hidden');
    board.apply(changes([runner(7)]));
    expect(board.apply(changes([stranger(7)]))).toEqual([{ kind: 'withdraw', key: '1:7:1' }]);
  });

  test('that was withdrawn leaves list and screen', () => {
    const board = new Board('hidden');
    board.apply(changes([runner(7)]));
    expect(board.apply(changes([], ['1:7:1']))).toEqual([{ kind: 'withdraw', key: '1:7:1' }]);
    expect(board.recent(10)).toEqual([]);
  });
});

describe('a snapshot', () => {
  test('at the start announces only who is fresh and lists the others', () => {
    const board = new Board('hidden');
    const old = runner(1, { received: NOON - 60_000 });
    const cues = board.replace(snapshotOf([old, runner(2, { received: NOON - 3000 })]), FRESH);
    expect(cues.map((cue) => (cue.kind === 'finish' ? cue.arrival.key : cue.kind))).toEqual(['correct', '1:2:1']);
    expect(board.recent(10).map((each) => each.key)).toEqual(['1:2:1', '1:1:1']);
  });

  test('after a gap hands out who came meanwhile, with the age of the read', () => {
    const board = new Board('hidden');
    board.replace(snapshotOf([]), FRESH);
    const cues = board.replace(snapshotOf([runner(3, { received: NOON - 25_000 })]), FRESH);
    expect(cues).toEqual([expect.objectContaining({ kind: 'finish', age: 25_000 })]);
  });

  test('without somebody we know withdraws them, but not who is merely too old for it', () => {
    const board = new Board('hidden');
    board.replace(snapshotOf([runner(1), runner(2), runner(3)]), FRESH);
    const cues = board.replace(snapshotOf([runner(2)]), FRESH);
    expect(cues).toContainEqual({ kind: 'withdraw', key: '1:3:1' });
    expect(cues).not.toContainEqual({ kind: 'withdraw', key: '1:1:1' });
  });

  test('of another session clears the wall', () => {
    const board = new Board('hidden');
    board.replace(snapshotOf([runner(1)]), FRESH);
    const other = snapshotOf([runner(9)], { session: { id: '2', name: 'Monday', zone: null } });
    expect(kinds(board.replace(other, FRESH))).toEqual(['clear', 'finish']);
    expect(board.recent(10).map((each) => each.key)).toEqual(['1:9:1']);
  });

  test('from the cache fills the list and announces nobody, now or when the hub repeats it', () => {
    const board = new Board('hidden');
    board.restore(snapshotOf([runner(1)]));
    expect(board.recent(10)).toHaveLength(1);
    expect(kinds(board.replace(snapshotOf([runner(1)]), FRESH))).toEqual(['correct']);
  });
});

test('a day of reads leaves a bounded list', () => {
  const board = new Board('hidden');
  for (let i = 1; i <= 5000; i += 1) board.apply(changes([runner(i)]));
  expect(board.recent(10_000)).toHaveLength(200);
  expect(board.recent(1)[0]?.key).toBe('1:5000:1');
});
