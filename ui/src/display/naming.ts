/** Why: a runner is called by what is known, never invented: the name, else the bib, else the chip. */
import type { Passing } from '../api/messages';
import type { Words } from './words';

export function title({ name, bib, tag }: Passing, words: Words): string {
  if (name !== null) return name;
  return bib === null ? words.chip(tag) : words.bib(bib);
}
