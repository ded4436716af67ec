import { expect, test } from 'vitest';
import { Cache, type Shelf } from './cache';
import { NOON, assignmentOf, runner } from './sample';

class FakeShelf implements Shelf {
  readonly kept = new Map<string, string>();
  get length(): number { return this.kept.size; }
  key(index: number): string | null { return [...this.kept.keys()][index] ?? null; }
  getItem(key: string): string | null { return this.kept.get(key) ?? null; }
  setItem(key: string, value: string): void { this.kept.set(key, value); }
  removeItem(key: string): void { this.kept.delete(key); }
}

const info = assignmentOf({}, { label: 'Marathon' });

test('after a power cut the last picture is there', () => {
  const shelf = new FakeShelf();
  new Cache(shelf, 'DEMO2345').save(info, [runner(1), runner(2)], NOON);
  const last = new Cache(shelf, 'DEMO2345').load();
  expect(last?.passings.map((each) => each.key)).toEqual(['1:1:1', '1:2:1']);
  expect(last?.assignment.label).toBe('Marathon');
});

test('one display does not show what another kept', () => {
  const shelf = new FakeShelf();
  new Cache(shelf, 'DEMO2345').save(info, [], NOON);
  expect(new Cache(shelf, 'OTHER234').load()).toBeNull();
});

test('rubbish or another format on the shelf means no cache', () => {
  const shelf = new FakeShelf();
  shelf.setItem('project88.display.DEMO2345', '{"format":');
  expect(new Cache(shelf, 'DEMO2345').load()).toBeNull();
  shelf.setItem('project88.display.DEMO2345', '{"format":0,"info":{}}');
  expect(new Cache(shelf, 'DEMO2345').load()).toBeNull();
});

test('a full or forbidden disk costs the cache and nothing else', () => {
  const shelf = new FakeShelf();
  shelf.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
  const cache = new Cache(shelf, 'DEMO2345');
  expect(() => { cache.save(info, [], NOON); }).not.toThrow();
  expect(new Cache(null, 'DEMO2345').load()).toBeNull();
});

test('pictures of links that ended days ago are thrown away', () => {
  const shelf = new FakeShelf();
  new Cache(shelf, 'OLDOLD22').save(info, [], NOON - 3 * 86_400_000);
  new Cache(shelf, 'NEWNEW22').save(info, [], NOON - 3_600_000);
  shelf.setItem('somebody else', 'x');
  new Cache(shelf, 'DEMO2345').forgetOthers(NOON);
  expect([...shelf.kept.keys()]).toEqual(['project88.display.NEWNEW22', 'somebody else']);
});
