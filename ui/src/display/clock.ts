/**
 * Why: the clock on the wall is the hub's, not the television's, which is often minutes off. Each
 * message tells the hub's time; the one that travelled quickest is the most honest, so over the last
 * minute the largest difference wins. Shown in the zone of the race, wherever the screen stands.
 */

import type { Language } from '../api/assignment';
import { dated } from '../binding/format';

const WINDOW = 30;

export class ServerClock {
  private readonly offsets: number[] = [];

  /** `serverNow` in ms UTC, `now` on our monotonic clock. */
  heard(serverNow: number, now: number): void {
    this.offsets.push(serverNow - now);
    if (this.offsets.length > WINDOW) this.offsets.shift();
  }

  /** Ms UTC at the hub; `fallback` until the hub has spoken. */
  at(now: number, fallback: number): number {
    return this.offsets.length === 0 ? fallback : now + Math.max(...this.offsets);
  }
}

const OPTIONS = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;

/** HH:MM:SS in a zone, with the digits of the language; an unknown zone or none means the screen's own. */
export function wallTime(utcMs: number, zone: string | null, language: Language = 'en'): string {
  return dated(language === 'en' ? 'en-GB' : language, OPTIONS, zone).format(utcMs);
}

/** What is left until then: HH:MM:SS, or days when there are many hours. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const days = hours >= 100 ? Math.floor(hours / 24) : 0;
  const rest = `${two(hours - days * 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return days === 0 ? rest : `${String(days)} d ${rest}`;
}
