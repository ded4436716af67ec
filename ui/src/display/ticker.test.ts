import { expect, test } from 'vitest';
import { PAGE_MS, Ticker } from './ticker';

const named = (name: string): { key: string; name: string } => ({ key: name, name });

test('every name has its time on the ticker, in order', () => {
  const ticker = new Ticker(3);
  const names = Array.from({ length: 8 }, (_, i) => `n${String(i)}`);
  ticker.add(names.map(named));
  const seen: string[] = [];
  for (let now = 0; now < 4 * PAGE_MS; now += PAGE_MS) seen.push(...ticker.names(now));
  expect(seen).toEqual(names);
});

test('a page stays long enough to be read and the last one goes', () => {
  const ticker = new Ticker(3);
  ticker.add([named('a')]);
  expect(ticker.names(0)).toEqual(['a']);
  ticker.add([named('b')]);
  expect(ticker.names(PAGE_MS - 1)).toEqual(['a']);
  expect(ticker.names(PAGE_MS)).toEqual(['b']);
  expect(ticker.names(2 * PAGE_MS)).toEqual([]);
});

test('who may not be shown any more leaves at once, waiting or seen', () => {
  const ticker = new Ticker(2);
  ticker.add(['a', 'b', 'c', 'd'].map(named));
  expect(ticker.names(0)).toEqual(['a', 'b']);
  ticker.keep((key) => key === 'b' || key === 'd');
  expect(ticker.names(10)).toEqual(['b']);
  expect(ticker.names(PAGE_MS)).toEqual(['d']);
});
