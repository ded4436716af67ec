/**
 * Why: a line of cheer under a name is luck, but it must be the same luck for as long as she stands
 * there, and when her card is drawn again. So the runner and this screen choose it, not the moment.
 */
import type { Passing } from '../api/messages';

function hash(text: string): number {
  let sum = 2166136261;
  for (let i = 0; i < text.length; i += 1) sum = Math.imul(sum ^ text.charCodeAt(i), 16777619);
  // The low digits of such sums of alike texts are alike; these are not.
  sum = Math.imul(sum ^ (sum >>> 15), 2246822519);
  return (sum ^ (sum >>> 13)) >>> 0;
}

export function cheerFor({ race, bib, tag }: Passing, lines: readonly string[], screen: string): string {
  if (lines.length === 0) return '';
  return lines[hash(`${screen}\n${bib === null ? tag : `${race ?? ''}\n${bib}`}`) % lines.length] ?? '';
}
