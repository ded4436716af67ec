import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { session } from '../api/client';
import { openQuestion } from '../components/confirm';
import { Shelf } from '../features/builder/offline/shelf';
import { left, mayLeave } from './leave';

const ADA = 1;
const FILE = { sha256: 'a'.repeat(64), place: 'acme', name: 'logo.png', blob: new Blob(['x']), at: 1 };

beforeEach(async () => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  session.person = ADA;
  await Shelf.clear(ADA);
});

async function lies(): Promise<void> {
  const shelf = await Shelf.open(ADA);
  await shelf.keepAsset(FILE);
  shelf.close();
}

async function files(): Promise<number> {
  const shelf = await Shelf.open(ADA);
  const { length } = await shelf.assets('acme');
  shelf.close();
  return length;
}

test('who has nothing unsaved is asked nothing, and nothing stays', async () => {
  expect(await mayLeave()).toBe('drop');
  expect(openQuestion()).toBeNull();
});

test.each([['gentle', 'keep', 1], ['yes', 'drop', 0], ['no', null, 1]] as const)('who answers %s about what is not saved: %s', async (answer, leaving, after) => {
  await lies();
  const asked = mayLeave();
  await vi.waitFor(() => { expect(openQuestion()).not.toBeNull(); });
  openQuestion()?.answer(answer);
  expect(await asked).toBe(leaving);
  if (leaving !== null) await left(leaving);
  expect(await files()).toBe(after);
  expect(session.person).toBe(leaving === null ? ADA : null);
});

test('whoever leaves, and however: the pictures of their templates go, and who they were', async () => {
  const dropped = vi.fn().mockResolvedValue(true);
  vi.stubGlobal('caches', { delete: dropped });
  localStorage.setItem('project88-me', '{}');
  await left('keep');
  expect(dropped).toHaveBeenCalledWith('project88-kept-files');
  expect([localStorage.getItem('project88-me'), session.person, session.csrf]).toEqual([null, null, '']);
});
