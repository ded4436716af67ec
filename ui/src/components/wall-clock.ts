/** Why: "opens at 07:30" is meant by the clock of the event, whatever zone the laptop is set to. */

/** Milliseconds by which the zone's wall clock is ahead of UTC at that instant. */
function aheadAt(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' }).formatToParts(instant);
  const of = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - Math.floor(instant / 1000) * 1000;
}

/** "2027-06-27T07:30" on the zone's wall clock as an ISO instant; null when that is no time. */
export function instantOf(local: string, zone: string): string | null {
  const told = Date.parse(`${local}Z`);
  if (Number.isNaN(told)) return null;
  const first = told - aheadAt(told, zone);
  return new Date(told - aheadAt(first, zone)).toISOString();
}

/** The other way round, for a field of type `datetime-local`. */
export function localOf(instant: number, zone: string): string {
  return new Date(instant + aheadAt(instant, zone)).toISOString().slice(0, 16);
}
