/**
 * Why: the hub speaks of versions, the director of people who come, change and go. The board stands
 * between: it holds the newest passings of all timing sessions that feed the display, and says for each
 * message, and for each change of the rules, what it means for the screen. Each crossing becomes a
 * `finish` once, whatever is sent again.
 */
import type { Changes, Passing, Snapshot } from '../api/messages';
import type { Arrival, Cue } from '../director/arrivals';
import type { Rules } from './rules';

export interface Finisher extends Arrival {
  readonly passing: Passing;
  /** It came by itself, so the time until it is seen says how quick we are. */
  readonly timed: boolean;
}

const KEPT = 200;
/** So many more may come before it is tidied up. */
const SLACK = 50;
/** Two reads of one runner at one line within this are one crossing. */
const SAME_CROSSING_MS = 60_000;
/** Whoever is new to us with a result after so long was seen by others. */
const OLD_MS = 20_000;

function keyOf(passing: Passing): string {
  return `${passing.session}/${passing.key}`;
}

function moment(passing: Passing): number {
  return passing.at ?? passing.received;
}

export class Board {
  private readonly rows = new Map<string, Passing>();
  private readonly announced = new Set<string>();
  /** Timing sessions of which a snapshot has come. */
  private readonly started = new Set<string>();

  constructor(private rules: Rules) {}

  /** Newest first; only those who may be shown, each crossing once. */
  recent(count: number): readonly Finisher[] {
    const seen = new Map<string, number>();
    const found: Finisher[] = [];
    const shown = [...this.rows.values()].filter((passing) => this.rules.shows(passing));
    for (const passing of shown.sort((a, b) => moment(b) - moment(a) || b.version - a.version)) {
      if (found.length === count) break;
      const finisher = this.finisher(passing, false);
      const before = seen.get(finisher.who);
      seen.set(finisher.who, moment(passing));
      if (before === undefined || before - moment(passing) > SAME_CROSSING_MS) found.push(finisher);
    }
    return found;
  }

  /** Everything, newest first: for the cache. */
  all(count: number): readonly Passing[] {
    return [...this.rows.values()].sort((a, b) => moment(b) - moment(a)).slice(0, count);
  }

  /** Whether the crossing may still be shown. */
  has(key: string): boolean {
    const passing = this.rows.get(key);
    return passing !== undefined && this.rules.shows(passing);
  }

  /** The last good picture from the cache: it fills the lists and nobody is announced again. */
  restore(passings: readonly Passing[]): void {
    for (const passing of passings) {
      this.rows.set(keyOf(passing), passing);
      this.announced.add(keyOf(passing));
    }
  }

  /** Other rules: who is not shown any more leaves at once; who is shown from now on is listed, and is no news. */
  follow(rules: Rules): readonly Cue<Finisher>[] {
    this.rules = rules;
    const cues: Cue<Finisher>[] = [];
    for (const [key, passing] of [...this.rows]) {
      if (!rules.feeds(passing.session)) this.rows.delete(key);
      if (rules.shows(passing)) this.announced.add(key);
      else if (this.announced.delete(key)) cues.push({ kind: 'withdraw', key });
    }
    for (const session of [...this.started]) if (!rules.feeds(session)) this.started.delete(session);
    return cues;
  }

  /**
   * A snapshot replaces what is known of its timing session. Who is known and not in it, though newer than
   * its oldest row, was withdrawn. In the first one of a session, who is older than `fresh` is only
   * listed: it happened before anybody looked.
   */
  replace(snapshot: Snapshot, fresh: number): readonly Cue<Finisher>[] {
    const first = !this.started.has(snapshot.session);
    this.started.add(snapshot.session);
    const gone = this.dropMissing(snapshot);
    const come = snapshot.passings.flatMap((passing) => {
      if (first && snapshot.now - passing.received > fresh) this.announced.add(keyOf(passing));
      return this.take(passing, snapshot.now, !first);
    });
    this.trim();
    return [...gone, ...come];
  }

  apply(changes: Changes): readonly Cue<Finisher>[] {
    const withdrawn = changes.withdrawn.map((key) => this.withdraw(`${changes.session}/${key}`));
    const taken = changes.passings.flatMap((passing) => this.take(passing, changes.now, true));
    this.trim();
    return [...withdrawn, ...taken];
  }

  private finisher(passing: Passing, timed: boolean): Finisher {
    return { key: keyOf(passing), who: this.rules.who(passing), passing, timed };
  }

  private take(passing: Passing, now: number, live: boolean): readonly Cue<Finisher>[] {
    const key = keyOf(passing);
    const timed = live && !this.rows.has(key);
    this.rows.set(key, passing);
    if (!this.rules.shows(passing)) {
      // Its bib was taken from it, or it never had one: no person, no card.
      return this.announced.delete(key) ? [{ kind: 'withdraw', key }] : [];
    }
    // The operator has emptied the queue since; or it came long ago, and only its time or place is new.
    if (passing.received < this.rules.clearedAt || (passing.result !== null && now - passing.received > OLD_MS)) this.announced.add(key);
    const arrival = this.finisher(passing, timed);
    if (this.announced.has(key)) return [{ kind: 'correct', arrival }];
    this.announced.add(key);
    return [{ kind: 'finish', arrival, age: Math.max(0, now - passing.received) }];
  }

  private withdraw(key: string): Cue<Finisher> {
    this.rows.delete(key);
    this.announced.delete(key);
    return { kind: 'withdraw', key };
  }

  private dropMissing(snapshot: Snapshot): readonly Cue<Finisher>[] {
    const present = new Set(snapshot.passings.map(keyOf));
    const oldest = snapshot.passings.reduce((least, each) => Math.min(least, each.received), Infinity);
    const since = snapshot.passings.length === 0 ? -Infinity : oldest;
    return [...this.rows]
      .filter(([key, { session, received }]) => session === snapshot.session && !present.has(key) && received >= since)
      .map(([key]) => this.withdraw(key));
  }

  /** Bounded for a day of a hundred thousand reads. */
  private trim(): void {
    if (this.rows.size <= KEPT + SLACK) return;
    const byAge = [...this.rows].sort(([, a], [, b]) => moment(a) - moment(b));
    for (const [key] of byAge.slice(0, this.rows.size - KEPT)) {
      this.rows.delete(key);
      this.announced.delete(key);
    }
  }
}
