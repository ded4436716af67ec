/**
 * Why: a screen that looks alive and is not, is worse than a dark one. What stands in the corner is
 * worked out from what was really heard and when, on a clock that nobody can set (`performance.now`).
 */

/** What the corner says; each kind has its own words and colour. */
export type Honesty =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live'; readonly newestMs: number | null }
  /** Nothing heard for a while: the corner counts. */
  | { readonly kind: 'silent'; readonly silentMs: number }
  /** Long enough to say it to everybody: the band. */
  | { readonly kind: 'delayed'; readonly delayMs: number; readonly cause: 'no connection' | 'catching up' };

/** Two heartbeats and a little. */
const SILENT_MS = 5000;
const DELAYED_MS = 10_000;
/** Reads this old on arrival mean that the hub itself is behind. */
const BEHIND_MS = 10_000;
/** How long one late batch counts as a sign of it. */
const BEHIND_LASTS_MS = 5000;

export class DataAge {
  private heardAt: number | null = null;
  private newestAt: number | null = null;
  private behind: { readonly by: number; readonly at: number } | null = null;

  constructor(private readonly startedAt: number) {}

  /** `age` of a heartbeat: ms since the hub received its newest read, or null. */
  beat(age: number | null, now: number): void {
    this.heardAt = now;
    if (age !== null) this.newestAt = now - age;
  }

  /** Reads that came now, or were repeated by a snapshot; `age` of the newest of them. */
  reads(age: number | null, now: number, sort: 'news' | 'repeated'): void {
    this.heardAt = now;
    if (age === null) return;
    this.newestAt = Math.max(this.newestAt ?? -Infinity, now - age);
    if (age <= BEHIND_MS) this.behind = null;
    else if (sort === 'news') this.behind = { by: age, at: now };
  }

  /** Ms since the hub received its newest read, as far as we know; null when there was none. */
  newest(now: number): number | null {
    return this.newestAt === null ? null : Math.max(0, now - this.newestAt);
  }

  connected(now: number): boolean {
    return this.heardAt !== null && now - this.heardAt < SILENT_MS;
  }

  state(now: number): Honesty {
    const silentMs = now - (this.heardAt ?? this.startedAt);
    if (silentMs >= DELAYED_MS) return { kind: 'delayed', delayMs: silentMs, cause: 'no connection' };
    if (this.heardAt === null) return { kind: 'connecting' };
    if (silentMs >= SILENT_MS) return { kind: 'silent', silentMs };
    if (this.behind !== null && now - this.behind.at < BEHIND_LASTS_MS) {
      return { kind: 'delayed', delayMs: this.behind.by, cause: 'catching up' };
    }
    return { kind: 'live', newestMs: this.newest(now) };
  }
}
