/**
 * Why: of all that the bound timing sessions tell, a screen shows a part: the locations that the operator
 * ticked for the session, fewer of them where this screen has its own, the races of the session, and tags
 * that nobody knows only where they are asked for. One question answers all of it.
 */
import type { Assignment, BoundTiming } from '../api/assignment';
import type { Passing } from '../api/messages';
import { USUAL_SETTINGS } from '../api/screen-settings';

export function isPerson(passing: Passing): boolean {
  return passing.name !== null || passing.bib !== null;
}

interface Fed {
  readonly onlyListed: boolean;
  readonly shown: ReadonlyMap<string, boolean>;
  readonly roles: ReadonlyMap<string, string>;
}

function fedBy({ onlyListed, locations }: BoundTiming): Fed {
  return {
    onlyListed,
    shown: new Map(locations.map(({ name, shown }) => [name, shown])),
    roles: new Map(locations.map(({ name, role }) => [name, role])),
  };
}

export class Rules {
  private readonly timing: ReadonlyMap<string, Fed> | null = null;
  private readonly places: ReadonlySet<string> | null = null;
  private readonly races: ReadonlySet<string> = new Set();
  /** This screen's own: by race, gender and division; empty: all. */
  private readonly only: readonly (readonly [ReadonlySet<string>, (passing: Passing) => string | null])[] = [];
  private readonly strangers: boolean;
  /** Ms UTC; who came before is on no card any more. */
  readonly clearedAt: number = 0;

  /** No assignment: all that comes is shown, but for strangers; `setUp` shows them whatever is assigned. */
  constructor(assignment: Assignment | null, setUp = false) {
    this.strangers = setUp || assignment?.session?.unknown === 'shown';
    if (assignment === null) return;
    const { session, screen, timing } = assignment;
    this.timing = new Map(timing.map((each) => [each.id, fedBy(each)]));
    this.places = screen === null || screen.locations === null ? null : new Set(screen.locations);
    this.races = new Set(session === null ? [] : session.raceIds);
    const { races, genders, divisions } = screen?.settings ?? USUAL_SETTINGS;
    const only = (names: readonly string[], read: (passing: Passing) => string | null) => [new Set(names), read] as const;
    this.only = [only(races, ({ raceId }) => raceId), only(genders, ({ gender }) => gender), only(divisions, ({ division }) => division)]
      .filter(([names]) => names.size > 0);
    this.clearedAt = Math.max(0, ...[session, screen].map((each) => (each === null ? 0 : each.queueClearedAt ?? 0)));
  }

  feeds(session: string): boolean {
    return this.timing?.has(session) ?? true;
  }

  /** Whether this screen shows what is read there. */
  covers(session: string, location: string): boolean {
    if (!this.feeds(session)) return false;
    const fed = this.timing?.get(session);
    const shown = fed?.shown.get(location) ?? fed?.onlyListed !== true;
    return shown && (this.places?.has(location) ?? true);
  }

  shows(passing: Passing): boolean {
    if (!this.covers(passing.session, passing.location)) return false;
    // A stranger has no race that could be the wrong one.
    if (!isPerson(passing)) return this.strangers;
    const wanted = this.races.size === 0 || (passing.raceId !== null && this.races.has(passing.raceId));
    return wanted && this.only.every(([names, read]) => names.has(read(passing) ?? ''));
  }

  /**
   * The same for every crossing of one runner at one line, whichever box heard it and whichever of two
   * chips: locations that have the role of a finish are one line.
   */
  who({ session, location, race, bib, tag }: Passing): string {
    const role = this.timing?.get(session)?.roles.get(location);
    const line = role === 'finish' || role === 'start' ? `(${role})` : location;
    return `${line}\n${bib === null ? `#${tag}` : `${race ?? ''}\n${bib}`}`;
  }
}
