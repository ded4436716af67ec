/**
 * Why: neighbours on one page in ten sizes look like a mistake. A page has one size for its names: the
 * largest that nearly all of them fit, never below the floor; the few that need less are set in two
 * lines. While a page stands its size only falls, so that names do not breathe as runners come and go.
 */

const FLOOR = 0.7;
/** Down to here everybody gives way to the longest name. */
const TOGETHER = 0.84;
const MOST = 0.75;

/** From the parts of the design size at which each text fits, the part that all of them get. */
export function commonPart(fits: readonly number[], floor = FLOOR): number {
  if (fits.length === 0) return 1;
  const rising = [...fits].sort((a, b) => a - b);
  const least = rising[0] ?? 1;
  if (least >= TOGETHER) return step(least);
  const most = rising[Math.floor(rising.length * (1 - MOST))] ?? 1;
  return step(Math.max(floor, most));
}

/** In steps of a twentieth: a page that must give way does so rarely. */
function step(part: number): number {
  return Math.min(1, Math.floor(part * 20 + 1e-6) / 20);
}
