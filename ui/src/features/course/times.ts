/** Times of day of starts and guns: to the second, and with the fraction that they have. */

/** As far as a gun may be to be a wave's by itself. */
const FAR_MS = 20 * 60_000;
const WRITTEN = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3}))?)?$/;

/** "9:30", "9:30:04,2" as the hub wants it: 09:30:04.2; null for anything else. */
export function readClock(text: string): string | null {
  const found = WRITTEN.exec(text.trim());
  if (found === null) return null;
  const [, hours = '', minutes = '', seconds = '00', fraction] = found;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  return `${hours.padStart(2, '0')}:${minutes}:${seconds}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** An instant on the wall clock of the zone: 09:30:04.2 */
export function clockOf(at: string, zone: string): string {
  const told = new Date(at);
  const part = String(told.getTime() % 1000).padStart(3, '0').replace(/0+$/, '');
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(told);
  return part === '' ? clock : `${clock}.${part}`;
}

/** Whether a start is so far from its plan that somebody may have mistyped it. */
export function isFar(at: string | null, plan: string | null): boolean {
  return at !== null && plan !== null && Math.abs(new Date(at).getTime() - new Date(plan).getTime()) > FAR_MS;
}

/** The day there, as a field of type `date` wants it. */
export function dayOf(at: string, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(at));
}
