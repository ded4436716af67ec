import { describe, expect, test } from 'vitest';
import type { Result } from '../../api/generated';
import { once } from './requests';
import { readTime, timeText } from './words';

describe('times at the desk', () => {
  test.each([[2_550_000, 0, '42:30'], [2_550_000, 1, '42:30.0'], [7_387_100, 0, '2:03:08'], [7_387_100, 1, '2:03:07.1'], [62_345, 2, '1:02.35'], [null, 0, '']] as const)(
    '%s with %s decimals is %s', (ms, decimals, text) => { expect(timeText(ms, decimals, 'en')).toBe(text); },
  );
  test.each([['30', 30_000], ['2:00', 120_000], ['1:02:03.4', 3_723_400], ['-5', -5_000], ['0,25', 250], ['two', null], ['', null]] as const)(
    '%s is read as %s', (text, ms) => { expect(readTime(text)).toBe(ms); },
  );
});

test('a runner who was on two pages is in the table once, where he or she came first', () => {
  const row = (id: number, name: string) => ({ participant_id: id, name }) as Result;
  expect(once([row(1, 'Ann'), row(2, 'Per'), row(1, 'Ann, later')]).map(({ name }) => name)).toEqual(['Ann', 'Per']);
});
