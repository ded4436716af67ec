/**
 * Why: a logo is chosen at the start line, and the hub is at the finish. The file waits on the shelf and in the cache that the canvas draws
 * from; the document names it by its content meanwhile, and the hub gets it as soon as it answers. Only pictures that a browser
 * knows: what the hub would write anew (SVG, HEIC) has no content yet to be named by.
 */
import { assetAddress, bringAsset, type Asset } from '../../../api/assets';
import { ApiProblem, session } from '../../../api/client';
import { entryOf } from '../../../document/asset-entry';
import type { TemplateDocument } from '../../../document/schema';
import { keep } from '../../../sw/kept';
import { type KeptAsset, Shelf } from './shelf';

const KNOWN = /^image\/(png|jpeg|webp|avif|gif)$/;
const MOST_BYTES = 25 * 1024 * 1024;

/** The file as the hub will know it; null where it cannot wait. */
export async function keepForLater(partner: string, file: File): Promise<Asset | null> {
  const { subtle } = crypto as { readonly subtle?: SubtleCrypto }; // absent without a secure context
  if (session.person === null || subtle === undefined || !KNOWN.test(file.type) || file.size > MOST_BYTES) return null;
  const sha256 = Array.from(new Uint8Array(await subtle.digest('SHA-256', await file.arrayBuffer())), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const size = await createImageBitmap(file).catch(() => null);
  const kept: KeptAsset = { sha256, place: partner, name: file.name, blob: file, at: Date.now(), ...(size === null ? {} : { width: size.width, height: size.height }) };
  size?.close();
  await onShelf((shelf) => shelf.keepAsset(kept));
  await keep(new URL(assetAddress(sha256), location.href).href, new Response(file, { headers: { 'Content-Type': file.type } })).catch(() => undefined);
  return assetOf(kept);
}

/** What waits here of this partner, newest first. */
export async function waitingFiles(partner: string): Promise<readonly Asset[]> {
  let found: readonly KeptAsset[] = [];
  await onShelf(async (shelf) => { found = await shelf.assets(partner); });
  return [...found].sort((one, other) => other.at - one.at).map(assetOf);
}

/** The hub has given it no number. */
export function isWaiting({ id }: Asset): boolean {
  return id === 0;
}

function assetOf({ sha256, name, blob, at, width, height }: KeptAsset): Asset {
  return {
    id: 0, sha256, kind: 'image', mime: blob.type, bytes: blob.size, width: width ?? null, height: height ?? null, name: name.slice(0, 120), category: 'other',
    licence: '', family: null, state: 'ready', failure: null, files: [], made_at: new Date(at).toISOString(),
  };
}

const listeners = new Set<() => void>();

/** Called whenever fewer wait. */
export function onSent(listener: () => void): () => void {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
}

export interface Sent { readonly sha256: string; readonly name: string; readonly asset: Asset | null; readonly problem: string | null }

/** Sends what waits, one after the other, until the hub is away again. */
export async function sendKept(partner: string, send: (file: File) => Promise<Asset> = bringAsset): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  await onShelf(async (shelf) => {
    for (const { sha256, name, blob } of await shelf.assets(partner)) {
      try {
        sent.push({ sha256, name, problem: null, asset: await send(new File([blob], name, { type: blob.type })) });
      } catch (problem) {
        if (!(problem instanceof ApiProblem)) throw problem;
        if (problem.away || problem.status === 401 || problem.status === 429) return;
        sent.push({ sha256, name, asset: null, problem: problem.message });
      }
      await shelf.dropAsset(partner, sha256);
    }
  });
  if (sent.length > 0) for (const tell of listeners) tell();
  return sent;
}

/** The document with what the hub says of that file, wherever it is named; the same document when nothing changes. */
export function withSent(doc: TemplateDocument, { sha256, asset }: Sent): TemplateDocument {
  if (asset === null) return doc;
  const entry = entryOf(asset);
  const named = Object.entries(doc.assets ?? {}).filter(([, each]) => each.sha256 === sha256 && (entry.sha256 !== sha256 || (entry.variants?.length ?? 0) > (each.variants?.length ?? 0)));
  return named.length === 0 ? doc : { ...doc, assets: { ...doc.assets, ...Object.fromEntries(named.map(([id]) => [id, entry])) } };
}

/** Nobody's shelf holds nothing. */
async function onShelf(work: (shelf: Shelf) => Promise<void>): Promise<void> {
  if (session.person === null) return;
  const shelf = await Shelf.open(session.person);
  try {
    await work(shelf);
  } finally {
    shelf.close();
  }
}
