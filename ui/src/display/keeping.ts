/**
 * Why: the world that documents ask for, as a browser gives it; apart from browser.ts, since only screens that have a
 * template need it.
 */
import { after } from './browser';
import { type Shelf, attempt } from './cache';
import type { DocumentsWorld } from './documents';

const SHOWN = 'project88.template.';

/** Which templates the windows of this browser show is remembered by their links. */
function shownTemplates(shelf: Shelf | null, address: string): DocumentsWorld['shown'] {
  return {
    get: () => attempt(() => Array.from({ length: shelf?.length ?? 0 }, (_, i) => shelf?.key(i) ?? '')
      .filter((key) => key.startsWith(SHOWN)).map((key) => shelf?.getItem(key) ?? ''), []),
    set: (hash) => { attempt(() => shelf?.setItem(SHOWN + address, hash), undefined); },
  };
}

export function documentsWorld(shelf: Shelf | null, address: string): DocumentsWorld {
  return {
    fetch: (path) => fetch(path, { credentials: 'omit' }),
    // Not there on plain HTTP.
    caches: (window as { readonly caches?: CacheStorage }).caches,
    after,
    face: async (family, path, weight) => {
      const face = new FontFace(family, `url("${path}")`, { weight: weight ?? '100 900' });
      document.fonts.add(await face.load());
    },
    keep: (bytes) => URL.createObjectURL(bytes),
    drop: (path) => { URL.revokeObjectURL(path); },
    shown: shownTemplates(shelf, address),
  };
}
