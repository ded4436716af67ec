/**
 * Why: a screen that looks alive and is not, is worse than a dark one. What stands in the corner is
 * worked out from what was really heard and when, on a clock that nobody can set (`performance.now`),
 * for each location by itself: the finish may be live while the box at 10 km has been silent for an hour.
 */

/** A location that this screen shows; the same name in two timing sessions is two of them. */
export interface Source {
  readonly key: string;
  readonly name: string;
}

/** What the corner says; each kind has its own words and colour. */
export type Honesty =
  | { readonly kind: 'connecting' }
  /** `oldest`: the location that has been silent longest, where that is worth saying. */
  | { readonly kind: 'live'; readonly newestMs: number | null; readonly oldest: { readonly name: string; readonly ms: number } | null }
  /** Nothing heard for a while: the corner counts. */
  | { readonly kind: 'silent'; readonly silentMs: number }
  /** Long enough to say it to everybody: the band. `where`: the only location that is late, among several. */
  | { readonly kind: 'delayed'; readonly delayMs: number; readonly cause: 'no connection' | 'catching up'; readonly where: string | null };

/** Two heartbeats and a little. */
const SILENT_MS = 5000;
const DELAYED_MS = 10_000;
/** Reads this old on arrival mean that the hub itself is behind. */
const BEHIND_MS = 10_000;
/** How long one late batch counts as a sign of it. */
const BEHIND_LASTS_MS = 5000;
/** Of several locations, one that is silent for longer is named. */
const WORTH_NAMING_MS = 120_000;

interface Heard {
  readonly name: string;
  newestAt: number;
  behind: { readonly by: number; readonly at: number } | null;
}

export class DataAge {
  private heardAt: number | null = null;
  private readonly sources = new Map<string, Heard>();

  constructor(private readonly startedAt: number) {}

  /** Anything at all came over the line. */
  heard(now: number): void {
    this.heardAt = now;
  }

  /** What a heartbeat says: ms since the newest read there was received, null when there was none. */
  beat(source: Source, age: number | null, now: number): void {
    if (age === null) return;
    this.of(source).newestAt = now - age;
  }

  /** Reads that came now, or were repeated by a snapshot; `age` of the newest of them. */
  reads(source: Source, age: number, now: number, sort: 'news' | 'repeated'): void {
    const heard = this.of(source);
    heard.newestAt = Math.max(heard.newestAt, now - age);
    if (age <= BEHIND_MS) heard.behind = null;
    else if (sort === 'news') heard.behind = { by: age, at: now };
  }

  /** Locations that are not shown any more have no say. */
  keep(may: (key: string) => boolean): void {
    for (const key of [...this.sources.keys()]) if (!may(key)) this.sources.delete(key);
  }

  /** Ms since the hub received its newest read, as far as we know; null when there was none. */
  newest(now: number): number | null {
    const ages = [...this.sources.values()].map(({ newestAt }) => now - newestAt);
    return ages.length === 0 ? null : Math.max(0, Math.min(...ages));
  }

  connected(now: number): boolean {
    return this.heardAt !== null && now - this.heardAt < SILENT_MS;
  }

  state(now: number): Honesty {
    const silentMs = now - (this.heardAt ?? this.startedAt);
    if (silentMs >= DELAYED_MS) return { kind: 'delayed', delayMs: silentMs, cause: 'no connection', where: null };
    if (this.heardAt === null) return { kind: 'connecting' };
    if (silentMs >= SILENT_MS) return { kind: 'silent', silentMs };
    return this.behind(now) ?? { kind: 'live', newestMs: this.newest(now), oldest: this.oldest(now) };
  }

  private of({ key, name }: Source): Heard {
    const heard = this.sources.get(key) ?? { name, newestAt: -Infinity, behind: null };
    this.sources.set(key, heard);
    return heard;
  }

  private behind(now: number): Honesty | null {
    const late = [...this.sources.values()].flatMap(({ name, behind }) => (
      behind !== null && now - behind.at < BEHIND_LASTS_MS ? [{ name, by: behind.by }] : []));
    if (late.length === 0) return null;
    const worst = late.reduce((most, each) => (each.by > most.by ? each : most));
    const where = late.length === 1 && this.sources.size > 1 ? worst.name : null;
    return { kind: 'delayed', delayMs: worst.by, cause: 'catching up', where };
  }

  private oldest(now: number): { readonly name: string; readonly ms: number } | null {
    if (this.sources.size < 2) return null;
    const { name, newestAt } = [...this.sources.values()].reduce((least, each) => (each.newestAt < least.newestAt ? each : least));
    return now - newestAt < WORTH_NAMING_MS ? null : { name, ms: now - newestAt };
  }
}
