/** Why: a hall gets dark at night, and so does its screen, by the time of day at the race. */
import type { ScreenSettings } from '../api/screen-settings';

/** How bright, 0 to 1, at this minute of the day. */
export function light({ brightness, night }: ScreenSettings, minute: number): number {
  if (night === null) return brightness / 100;
  const { start, until } = night;
  const dark = start <= until ? minute >= start && minute < until : minute >= start || minute < until;
  return (dark ? night.brightness : brightness) / 100;
}

/** The minute of the day in a zone; a zone that nobody knows is the machine's own. */
export function minuteOf(text: string): number {
  const [hours, minutes] = text.split(':');
  return Number(hours) * 60 + Number(minutes);
}
