/**
 * Why: at a finish with three races on the course, the colour of the bib tells which one before the
 * eye can read. The same race has the same colour on every screen, so it comes from the name alone.
 * All of them carry the dark text of the band with a contrast above 7:1.
 */

export const COLOURS = [
  '#ffc83d', '#4cc9ff', '#ff8f6b', '#5fe39a', '#c4a5ff', '#ff94c4', '#e4ec4f', '#9fb8ff',
] as const;

export function raceColour(race: string | null): string {
  if (race === null) return COLOURS[0];
  let hash = 0;
  for (const letter of race) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return COLOURS[hash % COLOURS.length] ?? COLOURS[0];
}
