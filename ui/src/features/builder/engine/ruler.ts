/** Where the ticks of a ruler lie. A pure matter: which figures are round enough, at this zoom, to be written. */
export interface Tick { readonly at: number; readonly kind: 'written' | 'long' | 'short' }

/** Pixels of the screen between two written figures, at the least. */
const APART = 64;
const ROUND = [1, 2, 5];

/** Document pixels between two written figures: 1, 2 or 5 times a power of ten. */
export function stepAt(zoom: number, apart = APART): number {
  const least = apart / zoom;
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return [...ROUND, 10].map((times) => times * power).find((step) => step >= least) ?? 10 * power;
}

/** Of all that can be seen from `from` to `to` (document pixels); none between whole ones, there is nothing. */
export function ticksOf(zoom: number, from: number, to: number): Tick[] {
  const step = stepAt(zoom);
  const fine = step >= 10 ? step / 10 : 1;
  const ticks: Tick[] = [];
  for (let count = Math.ceil(from / fine); count * fine <= to; count += 1) {
    const at = count * fine + 0; // no −0
    ticks.push({ at, kind: at % step === 0 ? 'written' : at % (step / 2) === 0 ? 'long' : 'short' });
  }
  return ticks;
}
