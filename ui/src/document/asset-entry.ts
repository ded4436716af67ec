/** A file of the hub as a document writes it down: what it is, by which content it is known, and what was made from it. */
import type { Asset, Variant } from './schema';

/** What the hub says of a file. */
export interface Uploaded {
  readonly kind: Asset['kind'];
  readonly mime: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly name: string;
  readonly family: string | null;
  readonly files: readonly { readonly variant: string; readonly sha256: string; readonly mime: string; readonly bytes: number; readonly width: number | null; readonly height: number | null }[];
}

const MADE = ['full', 'half', 'thumb'] as const;
type Made = (typeof MADE)[number];

function made(variant: string): variant is Made {
  return MADE.some((each) => each === variant);
}

function sized(w: number | null, h: number | null): { readonly w?: number; readonly h?: number } {
  return w === null || h === null ? {} : { w, h };
}

export function entryOf({ kind, mime, bytes, sha256, width, height, name, family, files }: Uploaded): Asset {
  const variants: Variant[] = files.flatMap(({ variant, mime: type, sha256: content, bytes: size, width: w, height: h }) => (
    made(variant) ? [{ name: variant, mime: type, sha256: content, bytes: size, ...sized(w, h) }] : []
  ));
  return { kind, mime, bytes, sha256, ...sized(width, height), name, ...(family === null ? {} : { family }), ...(variants.length === 0 ? {} : { variants }) };
}
