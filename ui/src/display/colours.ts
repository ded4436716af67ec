/**
 * Why: at a finish with three races on the course, the colour of the bib tells which one before the
 * eye can read. The same race has the same colour on every screen, so it comes from the name alone.
 * All of them carry the dark text of the band with a contrast above 7:1.
 */
import { chance } from '../blocks/chance';

export const COLOURS = [
  '#ffc83d', '#4cc9ff', '#ff8f6b', '#5fe39a', '#c4a5ff', '#ff94c4', '#e4ec4f', '#9fb8ff',
] as const;

export function raceColour(race: string | null): string {
  return COLOURS[race === null ? 0 : chance(race) % COLOURS.length] ?? COLOURS[0];
}
