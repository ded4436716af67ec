/** How long a link may work. */
import type { NewDisplayUrl } from '../../api/display-sessions';

export const HOURS = [1, 2, 6, 12, 24, 72, 168, 720] as const;
export const EVENT_END = 'event_end';

/** As a Select's value; the event's end only where there is an event. */
export function lengths(ofEvent: boolean): string[] {
  return [...HOURS.map(String), ...(ofEvent ? [EVENT_END] : [])];
}

export function lasting(length: string): Pick<NewDisplayUrl, 'hours' | 'until'> {
  return length === EVENT_END ? { until: EVENT_END } : { hours: Number(length) };
}
