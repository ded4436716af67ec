import { expect, test } from 'vitest';
import { commonPart } from './page-size';

test('names that fit keep the size of the page', () => {
  expect(commonPart([1, 1, 1])).toBe(1);
  expect(commonPart([])).toBe(1);
});

test('all give way a little to one that is a little longer', () => {
  expect(commonPart([1, 1, 1, 0.91])).toBe(0.9);
});

test('nobody gives way to one that is far too long', () => {
  expect(commonPart([1, 1, 1, 1, 0.4])).toBe(1);
});

test('where most are long the page is smaller, but not below its floor', () => {
  expect(commonPart([0.78, 0.76, 0.8, 0.4, 1])).toBe(0.75);
  expect(commonPart([0.5, 0.4, 0.45])).toBe(0.7);
});
