import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Asset } from '../../../api/assets';
import { ApiProblem, session } from '../../../api/client';
import type { TemplateDocument } from '../../../document/schema';
import { Shelf } from './shelf';
import { onSent, sendKept, waitingFiles, withSent } from './uploads';

const KEPT = 'a'.repeat(64);
const PERSON = 3;

beforeEach(() => { session.person = PERSON; });

const asset = (sha256: string): Asset => ({
  id: 5, sha256, kind: 'image', mime: 'image/png', bytes: 3, width: 1, height: 1, name: 'logo.png', category: 'logo', licence: '', family: null, state: 'ready', failure: null,
  files: [{ variant: 'full', sha256: 'f'.repeat(64), mime: 'image/webp', bytes: 2, width: 1, height: 1 }], made_at: '',
});

test('a file that waited is sent once, when the hub is back, and only for its own partner', async () => {
  const shelf = await Shelf.open(PERSON);
  await shelf.keepAsset({ sha256: KEPT, place: 'acme', name: 'logo.png', blob: new Blob(['x'], { type: 'image/png' }), at: 1 });
  const away = vi.fn().mockRejectedValue(new ApiProblem(0, 'away', 'The hub is away.'));
  expect(await sendKept('acme', away)).toEqual([]);
  expect(await sendKept('rival', vi.fn())).toEqual([]);
  expect(await shelf.assets('acme')).toHaveLength(1);
  const send = vi.fn().mockResolvedValue(asset(KEPT));
  expect(await sendKept('acme', send)).toMatchObject([{ sha256: KEPT, asset: { id: 5 } }]);
  expect(await sendKept('acme', send)).toEqual([]);
  expect(send).toHaveBeenCalledTimes(1);
  shelf.close();
});

test('the same file waits for each partner that it was chosen for', async () => {
  const shelf = await Shelf.open(PERSON);
  for (const place of ['acme', 'rival']) await shelf.keepAsset({ sha256: KEPT, place, name: `${place}.png`, blob: new Blob(['x']), at: 1 });
  expect(await sendKept('acme', vi.fn().mockResolvedValue(asset(KEPT)))).toHaveLength(1);
  expect(await sendKept('rival', vi.fn().mockResolvedValue(asset(KEPT)))).toMatchObject([{ name: 'rival.png' }]);
  shelf.close();
});

test('what one person left is not sent by the next one who signs in', async () => {
  const shelf = await Shelf.open(PERSON);
  await shelf.keepAsset({ sha256: KEPT, place: 'acme', name: 'logo.png', blob: new Blob(['x']), at: 1 });
  for (const nobody of [4, null]) {
    session.person = nobody;
    expect(await sendKept('acme', vi.fn())).toEqual([]);
  }
  expect(await shelf.assets('acme')).toHaveLength(1);
  await shelf.dropAsset('acme', KEPT);
  shelf.close();
});

test('what waits can be put on a page meanwhile, and is told of when it was sent', async () => {
  const shelf = await Shelf.open(PERSON);
  await shelf.keepAsset({ sha256: KEPT, place: 'acme', name: 'logo.png', blob: new Blob(['x'], { type: 'image/png' }), at: 1, width: 40, height: 20 });
  expect(await waitingFiles('acme')).toMatchObject([{ sha256: KEPT, name: 'logo.png', width: 40, height: 20 }]);
  const told = vi.fn();
  const stop = onSent(told);
  await sendKept('acme', vi.fn().mockResolvedValue(asset(KEPT)));
  stop();
  expect([await waitingFiles('acme'), told.mock.calls.length]).toEqual([[], 1]);
  shelf.close();
});

test('what the hub refuses is told and waits no longer', async () => {
  const shelf = await Shelf.open(PERSON);
  await shelf.keepAsset({ sha256: KEPT, place: 'acme', name: 'logo.png', blob: new Blob(['x']), at: 1 });
  expect(await sendKept('acme', vi.fn().mockRejectedValue(new ApiProblem(422, 'bad_file', 'No picture.')))).toMatchObject([{ name: 'logo.png', problem: 'No picture.' }]);
  expect(await shelf.assets('acme')).toEqual([]);
  shelf.close();
});

test('the document learns the small files of what was sent', () => {
  const doc: TemplateDocument = { v: 1, name: 'x', size: { w: 16, h: 16 }, pages: { solo: { role: 'solo' } }, blocks: {}, assets: { 7: { kind: 'image', mime: 'image/png', bytes: 3, sha256: KEPT } } };
  const sent = { sha256: KEPT, name: 'logo.png', problem: null, asset: asset(KEPT) };
  const next = withSent(doc, sent);
  expect(next.assets?.['7']?.variants).toHaveLength(1);
  expect(withSent(next, sent)).toBe(next);
});
