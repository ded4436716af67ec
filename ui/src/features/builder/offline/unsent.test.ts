import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { expect, test } from 'vitest';
import type { TemplateDocument } from '../../../document/schema';
import { opened } from './copy';
import { Shelf } from './shelf';
import { drop, unsentOf } from './unsent';

const DOC: TemplateDocument = { v: 1, name: 'x', size: { w: 16, h: 16 }, pages: { solo: { role: 'solo' } }, blocks: {} };
const DRAWN = { ...opened(1, DOC), pending: [{ path: ['name'], old: 'x', val: 'y' }] };
const FILE = { sha256: 'a'.repeat(64), place: 'acme', name: 'logo.png', blob: new Blob(['x']), at: 1 };

test('what is not sent yet is counted for who drew it, and for nobody else', async () => {
  const ada = await Shelf.open(1);
  await ada.save('acme/17', 'w', DRAWN, 1);
  await ada.keepAsset(FILE);
  expect(await unsentOf(1)).toEqual({ edits: 1, files: 1 });
  expect(await unsentOf(2)).toEqual({ edits: 0, files: 0 });
  expect(await (await Shelf.open(2)).head('acme/17')).toBeUndefined();
});

test('what is dropped is not written again by a window that is still open', async () => {
  const window = await Shelf.open(5);
  await window.save('acme/17', 'w', DRAWN, 1);
  await drop(5);
  await expect.poll(() => window.save('acme/17', 'w', DRAWN, 2).then(() => 'written', () => 'closed')).toBe('closed');
  expect(await unsentOf(5)).toEqual({ edits: 0, files: 0 });
});

test('what lay on the one shelf of older builds goes to the first person and to no other', async () => {
  const old = await openDB('project88-builder', 1, {
    upgrade(fresh) {
      fresh.createObjectStore('docs', { keyPath: 'place' });
      fresh.createObjectStore('outbox', { keyPath: ['place', 'window'] });
      fresh.createObjectStore('drafts', { keyPath: ['place', 'window'] });
      fresh.createObjectStore('assets', { keyPath: 'sha256' });
    },
  });
  await old.put('assets', FILE);
  await old.put('drafts', { place: 'acme/17', window: 'w', version: 1, pending: DRAWN.pending, conflicts: [], at: 1 });
  old.close();
  expect(await unsentOf(8)).toEqual({ edits: 1, files: 1 });
  expect(await unsentOf(9)).toEqual({ edits: 0, files: 0 });
});
