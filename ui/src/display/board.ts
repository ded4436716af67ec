/**
 * Why: the hub speaks of versions, the director of people who come, change and go. The board stands
 * between: it holds the newest passings, and says for each message what it means for the screen.
 * Each crossing becomes a `finish` once, whatever is sent again.
 */
import type { Changes, Passing, Snapshot } from '../api/messages';
import type { Arrival, Cue } from '../director/arrivals';

export interface Finisher extends Arrival {
  readonly passing: Passing;
}

/** Unknown tags are not people; a timer who sets up the mats may ask to see them. */
export type Unknown = 'hidden' | 'shown';

const KEPT = 200;

export function isPerson(passing: Passing): boolean {
  return passing.name !== null || passing.bib !== null;
}

function finisher(passing: Passing): Finisher {
  return { key: passing.key, who: `${passing.location}\n${passing.tag}`, passing };
}

function moment(passing: Passing): number {
  return passing.at ?? passing.received;
}

export class Board {
  private readonly rows = new Map<string, Passing>();
  private readonly announced = new Set<string>();
  private session: string | null = null;
  private started = false;

  constructor(private readonly unknown: Unknown) {}

  /** Newest first; only those who may be shown. */
  recent(count: number): readonly Passing[] {
    return [...this.rows.values()]
      .filter((passing) => this.showable(passing))
      .sort((a, b) => moment(b) - moment(a) || b.version - a.version)
      .slice(0, count);
  }

  /**
   * The last good picture from the cache: it fills the lists and nobody is announced again.
   */
  restore(snapshot: Snapshot): void {
    this.session = snapshot.session?.id ?? null;
    for (const passing of snapshot.passings) {
      this.rows.set(passing.key, passing);
      this.announced.add(passing.key);
    }
  }

  /**
   * A snapshot replaces. Who is known and not in it, though newer than its oldest row, was withdrawn.
   * In the first one, who is older than `fresh` is only listed: it happened before anybody looked.
   */
  replace(snapshot: Snapshot, fresh: number): readonly Cue<Finisher>[] {
    const cues: Cue<Finisher>[] = [];
    const session = snapshot.session?.id ?? null;
    if (session !== this.session && this.rows.size > 0) {
      cues.push({ kind: 'clear' });
      this.rows.clear();
      this.announced.clear();
    }
    const first = !this.started;
    this.started = true;
    this.session = session;
    cues.push(...this.dropMissing(snapshot));
    for (const passing of snapshot.passings) {
      if (first && snapshot.now - passing.received > fresh) this.announced.add(passing.key);
      cues.push(...this.take(passing, snapshot.now));
    }
    this.trim();
    return cues;
  }

  apply(changes: Changes): readonly Cue<Finisher>[] {
    const withdrawn = changes.withdrawn.map((key) => this.withdraw(key));
    const taken = changes.passings.flatMap((passing) => this.take(passing, changes.now));
    this.trim();
    return [...withdrawn, ...taken];
  }

  private showable(passing: Passing): boolean {
    return this.unknown === 'shown' || isPerson(passing);
  }

  private take(passing: Passing, now: number): readonly Cue<Finisher>[] {
    this.rows.set(passing.key, passing);
    if (!this.showable(passing)) {
      // Its bib was taken from it, or it never had one: no person, no card.
      return this.announced.has(passing.key) ? [this.unshow(passing.key)] : [];
    }
    const arrival = finisher(passing);
    if (this.announced.has(passing.key)) return [{ kind: 'correct', arrival }];
    this.announced.add(passing.key);
    return [{ kind: 'finish', arrival, age: Math.max(0, now - passing.received) }];
  }

  private unshow(key: string): Cue<Finisher> {
    this.announced.delete(key);
    return { kind: 'withdraw', key };
  }

  private withdraw(key: string): Cue<Finisher> {
    this.rows.delete(key);
    return this.unshow(key);
  }

  private dropMissing(snapshot: Snapshot): readonly Cue<Finisher>[] {
    const present = new Set(snapshot.passings.map((passing) => passing.key));
    const oldest = snapshot.passings.reduce((least, each) => Math.min(least, each.received), Infinity);
    const since = snapshot.passings.length === 0 ? -Infinity : oldest;
    return [...this.rows.values()]
      .filter((passing) => !present.has(passing.key) && passing.received >= since)
      .map((passing) => this.withdraw(passing.key));
  }

  /** Bounded for a day of a hundred thousand reads. */
  private trim(): void {
    if (this.rows.size <= KEPT) return;
    const byAge = [...this.rows.values()].sort((a, b) => moment(a) - moment(b));
    for (const passing of byAge.slice(0, this.rows.size - KEPT)) {
      this.rows.delete(passing.key);
      this.announced.delete(passing.key);
    }
  }
}
