import { describe, expect, test } from 'vitest';
import samples from '../../../tests/race/durations.json';
import { duration, pace } from './times';

describe('durations', () => {
  test.each(samples)('$ms ms with $decimals decimals is $text', ({ ms, decimals, text }) => {
    expect(duration(ms, decimals)).toBe(text);
  });

  test('a pace is rounded to the nearest second, and there is none without a distance', () => {
    expect(pace(1_512_400, 5000)).toBe('5:02');
    expect(pace(1_512_400, 0)).toBe('');
  });
});
