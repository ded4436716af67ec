/**
 * Why: a drawing binds to paths; here what the stream tells becomes what those paths lead to. The same facts are
 * the same object from frame to frame, so that a drawing sees by one comparison that there is nothing to do.
 */
import type { AssignedEvent, Assignment, DisplaySession, EventRace } from '../api/assignment';
import type { Passing } from '../api/messages';
import { number } from '../api/fields';
import { type Values, over } from '../binding/values';
import type { Finisher } from './board';
import { raceColour } from './colours';
import type { Picture } from './picture';
import type { Lists } from './show';

const SECOND = 1000;
const MOST_TURNS = 1000;

/** What a page says beside its runners. */
export interface Scenery {
  readonly picture: Picture;
  readonly assignment: Assignment | null;
  /** Newest first. */
  readonly recent: readonly Finisher[];
  readonly feeds: Lists;
  /** How many stand on it. */
  readonly count: number;
  /** Ms since the newest read; null: none yet. */
  readonly age: number | null;
}

/** Times and places, as far as they are known; a pace is ms for a kilometre. At the start nobody has a time yet. */
function resultOf({ result }: Passing): Values {
  if (result === null) return {};
  const told = (name: string): number | null => number(result[name]);
  const status = String(result['status']).replace('_', ' ');
  const known = { status: status.length < 4 ? status.toUpperCase() : status, start_time: told('start') };
  if (result['kind'] === 'start') return known;
  const [gun, net, penalty, metres] = [told('gun_ms'), told('chip_ms'), told('penalty_ms'), told('distance_m')];
  const late = (ms: number | null): number | null => ms && ms + (penalty ?? 0);
  const pace = (ms: number | null): number | null => ms && metres && ms / metres * 1000;
  return {
    ...known, net_time: net, chip_time: net, gun_time: gun, gross_time: gun, finish_time: told('ranked_ms'), penalties: penalty,
    time_with_penalty: late(net), gun_time_with_penalty: late(gun), pace: pace(net), pace_mile: pace(net), gun_pace: pace(gun), gun_pace_mile: pace(gun),
    rank: { overall: told('overall'), division: told('division'), gender: told('sex') },
  };
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

/** When a race was started, or will be: the list `starts` tells it; until then, and without a gun, it goes off as planned. */
function raceOf(event: AssignedEvent | null, starts: readonly Passing[] | undefined, id: string | null, gun: number | null = null): Values {
  if (event === null) return {};
  const race = raceIn(event, id);
  const { distanceM = null, startAt = null } = race ?? {};
  const told = starts?.find(({ raceId }) => raceId === race?.id)?.result;
  return {
    date: event.date, start_time: startAt, gun_time: gun ?? number(told?.['gun']) ?? startAt,
    distance: distanceM === null ? null : `${String(distanceM / 1000)} km`,
  };
}

/** The race of the leader-board, the only one, or the one that a session is about has a clock when nobody runs. */
function pageRace({ title, session }: Picture, own: DisplaySession | null, feeds: Lists): Values {
  const [lead] = feeds.get('standings') ?? [];
  const id = lead === undefined ? own?.raceIds[0] : lead.raceId;
  return { ...raceOf(own?.event ?? null, feeds.get('starts'), id ?? null), event: title, name: lead?.race ?? session };
}

/** What a row was made of. */
type Made = readonly [cheer: string, event: AssignedEvent | null, title: string, mode: Picture['mode'], starts: readonly Passing[] | undefined];

export class ValuesOf {
  private readonly rows = new WeakMap<Passing, { readonly of: Made; readonly values: Values }>();
  /** By who it is: a time that comes later is no other runner. */
  private readonly turns = new Map<string, number>();
  private whole: { readonly of: readonly unknown[]; readonly values: Values } | null = null;
  private places: { readonly of: readonly unknown[]; readonly values: Values } | null = null;

  /** Everything but the runner. */
  page(scenery: Scenery): Values {
    const { picture, assignment, recent, feeds, count, age } = scenery;
    const { page, title, message, session, ticker, words } = picture;
    const waiting = page.kind === 'runners' ? page.scene.waiting : 0;
    const seconds = age === null ? null : Math.floor(age / SECOND) * SECOND;
    const said = page.kind === 'rest' ? page.words : null;
    const of = [assignment, title, message, session, ticker.join('\n'), words, said, recent, feeds, waiting, count, seconds];
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

  private row(passing: Passing, { picture, assignment, feeds }: Scenery): Values {
    const { title, mode } = picture;
    const event = assignment?.session?.event ?? null;
    const starts = feeds.get('starts');
    const of: Made = [picture.cheer(passing), event, title, mode, starts];
    const known = this.rows.get(passing);
    if (known !== undefined && same(known.of, of)) return known.values;
    const { result } = passing;
    const key = `${passing.session}/${passing.key}`;
    if (this.turns.size > MOST_TURNS) this.turns.clear();
    const turn = this.turns.get(key) ?? passing.version;
    this.turns.set(key, turn);
    const values: Values = {
      key, turn,
      tint: raceColour(passing.race),
      runner: { ...runnerOf(passing, of[0]), ...(mode === 'results' ? resultOf(passing) : {}) },
      race: { ...raceOf(event, starts, passing.raceId, number(result?.['gun'])), name: passing.race, event: event === null ? title : event.name },
      location: { name: passing.location },
    };
    this.rows.set(passing, { of, values });
    return values;
  }

  private made(scenery: Scenery, waiting: number, age: number | null): Values {
    const { picture, assignment, recent, feeds, count } = scenery;
    const { screen = null, session: own = null } = assignment ?? {};
    const lists: Record<string, readonly Values[]> = {};
    for (const [key, rows] of feeds) lists[key] = rows.map((passing) => this.row(passing, scenery));
    return {
      race: pageRace(picture, own, feeds),
      location: { age },
      list: { ...lists, recent: recent.map(({ passing }) => this.row(passing, scenery)), waiting, more: waiting === 0 ? null : waiting, count },
      screen: screen && { name: screen.name, number: screen.number, group: screen.group },
      messages: own?.messages ?? [],
      var: varsOf(picture),
    };
  }
}

function same(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((each, place) => each === other[place]);
}
