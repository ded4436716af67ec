/** Why: people type 1:02:03.4 and the hub keeps milliseconds. The same rules as `race/durations.py`; times are shown by `binding/format`. */
import { duration } from '../../binding/format';

const WRITTEN = /^(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,5})(?:[.,](\d{1,3}))?$/;

/** Milliseconds of "45", "19:52", "2:03:07.4"; null for anything else. */
export function readDuration(text: string): number | null {
  const found = WRITTEN.exec(text.trim());
  if (found === null) return null;
  const [, hours, minutes, seconds = '', fraction = ''] = found;
  if (minutes !== undefined && Number(seconds) >= 60) return null;
  if (hours !== undefined && Number(minutes) >= 60) return null;
  return ((Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'));
}

/** As somebody would type it again: with as many decimals as it has. */
export function writtenDuration(ms: number): string {
  const part = String(ms % 1000).padStart(3, '0').replace(/0+$/, '');
  return duration(ms - ms % 1000, { as: 'duration' }, 'en') + (part === '' ? '' : `.${part}`);
}
