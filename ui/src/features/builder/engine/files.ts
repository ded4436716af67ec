/** Pictures that were pasted or dropped on the canvas: the canvas knows where, the assets' panel what to do with them. */
import type { Point } from './viewport';

/** `at`: a place on the page; null: pasted, so the middle. */
type Taker = (files: readonly File[], at: Point | null) => void;
const takers = new Set<Taker>();

/** Until the returned function is called. */
export function onFiles(taker: Taker): () => void {
  takers.add(taker);
  return () => { takers.delete(taker); };
}

export function giveFiles(files: readonly File[], at: Point | null): boolean {
  if (files.length === 0 || takers.size === 0) return false;
  for (const taker of takers) taker(files, at);
  return true;
}
