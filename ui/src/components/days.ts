/** Why: a day in a filter begins when it begins where the race is, also on the two days on which the clocks change. */
const DAY_MS = 86_400_000;

/** The instant at which a day, or one some days later, begins in a zone. */
export function startOf(day: string, zone: string, later: number): string {
  const midnight = new Date(`${day}T00:00:00Z`).getTime() + later * DAY_MS;
  // The zone's clock at a guess tells how far off the guess is; twice, because the clocks may change that very day.
  let instant = midnight;
  for (let round = 0; round < 2; round += 1) instant += midnight - wallClock(instant, zone);
  return new Date(instant).toISOString();
}

function wallClock(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' }).formatToParts(instant);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value ?? 0);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}
