/**
 * Why: the clock on the wall is the hub's, not the television's, which is often minutes off. Each
 * message tells the hub's time; the one that travelled quickest is the most honest, so over the last
 * minute the largest difference wins. Shown in the zone of the race, wherever the screen stands.
 */

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

/** Writes HH:MM:SS in a zone; an unknown zone or none means the screen's own. */
export class WallTime {
  private zone: string | null = null;
  private format = formatter(null);

  text(utcMs: number, zone: string | null): string {
    if (zone !== this.zone) {
      this.zone = zone;
      this.format = formatter(zone);
    }
    return this.format.format(utcMs);
  }
}

function formatter(zone: string | null): Intl.DateTimeFormat {
  const options = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  try {
    return new Intl.DateTimeFormat('en-GB', zone === null ? options : { ...options, timeZone: zone });
  } catch (error) {
    if (error instanceof RangeError) return new Intl.DateTimeFormat('en-GB', options);
    throw error;
  }
}
