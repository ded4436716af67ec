/**
 * Why: a line of cheer under a name is luck, but it must be the same luck for as long as she stands
 * there, and when her card is drawn again. So the runner and this screen choose it, not the moment.
 */
import type { Passing } from '../api/messages';
import { chance } from '../blocks/chance';

export function cheerFor({ race, bib, tag }: Passing, lines: readonly string[], screen: string): string {
  if (lines.length === 0) return '';
  return lines[chance(`${screen}\n${bib === null ? tag : `${race ?? ''}\n${bib}`}`) % lines.length] ?? '';
}
