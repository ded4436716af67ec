/**
 * Why: a drawing binds to paths; here what the stream tells becomes what those paths lead to. The same facts are
 * the same object from frame to frame, so that a drawing sees by one comparison that there is nothing to do.
 */
import type { AssignedEvent, Assignment, EventRace } from '../api/assignment';
import type { Passing } from '../api/messages';
import { type Values, over } from '../binding/values';
import type { Finisher } from './board';
import { raceColour } from './colours';
import type { Picture } from './picture';

const SECOND = 1000;

/** What a page says beside its runners. */
export interface Scenery {
  readonly picture: Picture;
  readonly assignment: Assignment | null;
  /** Newest first. */
  readonly recent: readonly Finisher[];
  /** How many stand on it. */
  readonly count: number;
  /** Ms since the newest read; null: none yet. */
  readonly age: number | null;
}

function runnerOf(passing: Passing, message: string): Values {
  const { bib, name, firstName, lastName, age, gender, city, state, country, town, division, team, race, wave, at, lap, tag } = passing;
  return {
    name, bib, age, gender, city, state, country, town, division, team, race, wave, lap, tag,
    first_name: firstName, last_name: lastName, time: at, message: message === '' ? null : message,
  };
}

/** Words of the display itself, by names that the starters use. */
function varsOf({ words, page, title, message, session, ticker, mode }: Picture): Values {
  return {
    message, title, session,
    ticker: ticker.length === 0 ? null : `${words.alsoIn}: ${ticker.join(' · ')}`,
    latest: words.latest[mode],
    waiting: page.kind === 'rest' ? page.words : null,
    offline: words.hubAway,
  };
}

function raceIn({ races }: AssignedEvent, id: string | null): EventRace | undefined {
  return id === null && races.length === 1 ? races[0] : races.find((each) => each.id === id);
}

/** What is known of a race; of the only one when nobody says which. Until a gun is told, it goes off as planned. */
function raceOf(event: AssignedEvent | null, id: string | null): Values {
  if (event === null) return {};
  const { distanceM = null, startAt = null } = raceIn(event, id) ?? {};
  return { date: event.date, start_time: startAt, gun_time: startAt, distance: distanceM === null ? null : `${String(distanceM / 1000)} km` };
}

export class ValuesOf {
  private readonly rows = new WeakMap<Passing, { readonly cheer: string; readonly event: AssignedEvent | null; readonly title: string; readonly values: Values }>();
  private whole: { readonly of: readonly unknown[]; readonly values: Values } | null = null;
  private places: { readonly of: readonly unknown[]; readonly values: Values } | null = null;

  /** Everything but the runner. */
  page(scenery: Scenery): Values {
    const { picture, assignment, recent, count, age } = scenery;
    const { page, title, message, session, ticker, words } = picture;
    const waiting = page.kind === 'runners' ? page.scene.waiting : 0;
    const seconds = age === null ? null : Math.floor(age / SECOND) * SECOND;
    const said = page.kind === 'rest' ? page.words : null;
    const of = [assignment, title, message, session, ticker.join('\n'), words, said, recent, waiting, count, seconds];
    if (this.whole === null || !same(this.whole.of, of)) this.whole = { of, values: this.made(scenery, waiting, seconds) };
    return this.whole.values;
  }

  /** The page's, with those who stand in its places and the first of them as its runner. */
  shown(page: Values, scenery: Scenery, passings: readonly (Passing | null)[]): Values {
    const slots = passings.map((passing) => passing && this.row(passing, scenery));
    const of = [page, ...slots];
    if (this.places === null || !same(this.places.of, of)) {
      this.places = { of, values: { ...over(page, slots.find((row) => row !== null) ?? {}), slots } };
    }
    return this.places.values;
  }

  private row(passing: Passing, { picture, assignment }: Scenery): Values {
    const cheer = picture.cheer(passing);
    const known = this.rows.get(passing);
    const event = assignment?.session?.event ?? null;
    if (known !== undefined && known.cheer === cheer && known.event === event && known.title === picture.title) return known.values;
    const values: Values = {
      key: `${passing.session}/${passing.key}`,
      turn: passing.version,
      tint: raceColour(passing.race),
      runner: runnerOf(passing, cheer),
      race: { ...raceOf(event, passing.raceId), name: passing.race, event: event === null ? picture.title : event.name },
      location: { name: passing.location },
    };
    this.rows.set(passing, { cheer, event, title: picture.title, values });
    return values;
  }

  private made(scenery: Scenery, waiting: number, age: number | null): Values {
    const { picture, assignment, recent, count } = scenery;
    const { screen = null, session: own = null } = assignment ?? {};
    const { title, session } = picture;
    return {
      // The only race, or the one that a session is about, has a clock when nobody runs.
      race: { ...raceOf(own?.event ?? null, own?.raceIds[0] ?? null), event: title, name: session },
      location: { age },
      list: { recent: recent.map(({ passing }) => this.row(passing, scenery)), waiting, more: waiting === 0 ? null : waiting, count },
      screen: screen && { name: screen.name, number: screen.number, group: screen.group },
      messages: own?.messages ?? [],
      var: varsOf(picture),
    };
  }
}

function same(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((each, place) => each === other[place]);
}
