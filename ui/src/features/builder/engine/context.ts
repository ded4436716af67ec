/** What pages of the builder are drawn with: the document's own files, each as large as it is seen and not much larger. */
import type { SceneContext } from '../../../stage/page';
import type { Asset, TemplateDocument } from '../../../document/schema';

/** A file that is nearly large enough goes before one that is far too large. */
const ENOUGH = 0.9;

/** The smallest variant with as many pixels as will be seen, else the largest. The original of a camera stays at the hub. */
export function seenFile({ kind, sha256, variants }: Asset, w: number, h: number): string {
  if (kind !== 'image' || variants === undefined) return sha256;
  const sorted = variants.filter(({ mime }) => mime === 'image/webp').sort((one, other) => (one.w ?? 0) - (other.w ?? 0));
  const fit = sorted.find((each) => (each.w ?? 0) >= w * ENOUGH && (each.h ?? 0) >= h * ENOUGH);
  return (fit ?? sorted.at(-1))?.sha256 ?? sha256;
}

/** How much larger than its place a picture must be, as only a part of it is seen there. */
function cutOf({ blocks }: TemplateDocument, asset: string): number {
  let least = 1;
  for (const block of Object.values(blocks)) {
    if (block.type === 'image' && block.asset === asset && block.crop !== undefined) least = Math.min(least, block.crop[2], block.crop[3]);
  }
  return 1 / Math.max(0.02, least);
}

export function sceneFor(doc: () => TemplateDocument, fileOf: (sha256: string) => string, now: () => number, edit: boolean): SceneContext {
  return {
    assetUrl: (id, w, h) => {
      const asset = doc().assets?.[id];
      if (asset === undefined) return null;
      const scale = Math.max(1, devicePixelRatio) * cutOf(doc(), id);
      return fileOf(seenFile(asset, w * scale, h * scale));
    },
    get locale() { return doc().locale ?? 'en'; },
    zone: null,
    calm: matchMedia('(prefers-reduced-motion: reduce)').matches,
    now,
    edit,
  };
}
