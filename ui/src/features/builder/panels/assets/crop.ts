/** Why pure: a crop is a rectangle in parts of the picture, with the ratio of where it goes; how it moves and grows is arithmetic. */
export type Rect = readonly [x: number, y: number, w: number, h: number];

/** Height of a crop of width `w`, in parts; `ratio` is of the place, `own` of the picture. */
export function heightOf(w: number, ratio: number, own: number): number {
  return w * own / ratio;
}

/** The largest with that ratio, in the middle. */
export function largest(ratio: number, own: number): Rect {
  const w = Math.min(1, ratio / own);
  const h = heightOf(w, ratio, own);
  return [(1 - w) / 2, (1 - h) / 2, w, h];
}

const inside = (start: number, length: number): number => Math.min(1 - length, Math.max(0, start));

export function moved([x, y, w, h]: Rect, dx: number, dy: number): Rect {
  return [inside(x + dx, w), inside(y + dy, h), w, h];
}

/** `scale`: 1 is the largest possible; the middle stays where it can. */
export function scaled([x, y, w, h]: Rect, scale: number, ratio: number, own: number): Rect {
  const [, , most, tall] = largest(ratio, own);
  const [nw, nh] = [most * scale, tall * scale];
  return [inside(x + (w - nw) / 2, nw), inside(y + (h - nh) / 2, nh), nw, nh];
}

export function scaleOf([, , w]: Rect, ratio: number, own: number): number {
  return w / largest(ratio, own)[2];
}

/** The rectangle as the document keeps it, and the point that stays in sight: its middle. */
export function kept([x, y, w, h]: Rect): { readonly crop: Rect; readonly focus: readonly [number, number] } {
  const four = (part: number): number => Math.min(1, Math.max(0, Number(part.toFixed(4))));
  return { crop: [four(x), four(y), Math.max(0.0001, four(w)), Math.max(0.0001, four(h))], focus: [four(x + w / 2), four(y + h / 2)] };
}
