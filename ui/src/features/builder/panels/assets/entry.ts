/**
 * Why an entry in the document: a template travels with what it shows, so it says of each file what it is and by which content it
 * is known. Blocks name the entry by its id; the same content is one entry.
 */
import type { Asset as Uploaded } from '../../../../api/assets';
import { entryOf } from '../../../../document/asset-entry';
import { newId } from '../../../../document/ids';
import type { Asset } from '../../../../document/schema';
import type { Doc } from '../model';

/** The document with that file in it, and the id by which blocks name it. */
export function withAsset(doc: Doc, uploaded: Uploaded): { readonly doc: Doc; readonly id: string } {
  const entry = entryOf(uploaded);
  const known = Object.entries(doc.assets ?? {}).find(([, each]) => each.sha256 === entry.sha256);
  if (known !== undefined) {
    const [id, before] = known;
    const more = (entry.variants?.length ?? 0) > (before.variants?.length ?? 0);
    return { id, doc: more ? { ...doc, assets: { ...doc.assets, [id]: { ...before, variants: entry.variants ?? [] } } } : doc };
  }
  const id = newId();
  return { id, doc: { ...doc, assets: { ...doc.assets, [id]: entry } } };
}

/** The smallest file that has at least so many pixels; what there is, otherwise. */
export function fileFor(asset: Asset, pixels: number): string {
  const fitting = (asset.variants ?? []).filter(({ mime, w, h }) => mime === 'image/webp' && Math.max(w ?? 0, h ?? 0) >= pixels).sort((one, other) => one.bytes - other.bytes);
  return fitting[0]?.sha256 ?? asset.sha256;
}
