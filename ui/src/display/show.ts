/**
 * Why: the whole run of a display without a browser: what arrived goes in, with its time; the picture
 * for a moment comes out. Board, director, ticker, clock and data age meet here and nowhere else.
 */
import type { Assignment } from '../api/assignment';
import type { DisplayInfo, Lookup } from '../api/display';
import type { Beat, Changes, Feed, Passing, Snapshot } from '../api/messages';
import type { Delivery } from '../api/stream';
import type { Cue, Play, Scene } from '../director/arrivals';
import { Director } from '../director/director';
import { DataAge, type Source } from './age';
import { Board, type Finisher } from './board';
import type { LastPicture } from './cache';
import { title } from './naming';
import { cheerFor } from './cheers';
import { ServerClock, countdown, wallTime } from './clock';
import type { Cover, Page, Picture } from './picture';
import { type DrawnRules, playOf } from './play';
import { Rules } from './rules';
import { Ticker } from './ticker';
import type { ProblemPage } from './sayings';
import { type Words, spoken } from './words';

const LISTED = 16;
/** A name found in the roster an hour later belongs in the list, not on the ticker. */
const TICKER_MS = 600_000;
const NAMES_PER_PAGE = 4;
const KEPT = 50;

/** What is known of the link; `away` changes nothing, the last known picture stays. */
export type LinkState = 'well' | 'ended' | 'wrong';

/** The screen that a show runs on. */
export interface Seat {
  /** Ms UTC of the machine's own clock, used until the hub has told its time. */
  readonly utc: () => number;
  /** The browser's. */
  readonly language: string;
  /** Chooses the lines of cheer; another one for each screen. */
  readonly salt: string;
  /** Somebody sets up the mats and wants to see chips that are on no roster. */
  readonly setUp: boolean;
}

/** Rows of live queries, by their keys. */
export type Lists = ReadonlyMap<string, readonly Passing[]>;

/** One frame: what to draw, and whose crossing appears in it for the first time. */
export interface Frame {
  readonly picture: Picture;
  readonly shown: readonly Finisher[];
}

export class Show {
  private readonly board: Board;
  private readonly director: Director<Finisher>;
  private readonly age: DataAge;
  private readonly server = new ServerClock();
  private readonly ticker = new Ticker(NAMES_PER_PAGE);
  /** Of each timing session: names of its locations by id. */
  private readonly places = new Map<string, ReadonlyMap<string, string>>();
  private rules: Rules;
  private play: Play;
  private words: Words;
  private assignment: Assignment | null = null;
  private info: DisplayInfo | null = null;
  private recent: readonly Finisher[] = [];
  private lists: Lists = new Map();
  private link: LinkState = 'well';
  private standing: ProblemPage | null = null;
  private told = false;
  private zone: string | null = null;
  private drawn: DrawnRules | null = null;

  constructor(private readonly seat: Seat, startedAt: number) {
    this.rules = new Rules(null, seat.setUp);
    this.board = new Board(this.rules);
    this.play = playOf(null);
    this.director = new Director(this.play);
    this.age = new DataAge(startedAt);
    this.words = spoken([], seat.language);
  }

  /** The last good picture, until the line is there. */
  restore(last: LastPicture, now: number): void {
    this.follow(last.assignment, now);
    this.board.restore(last.passings);
    this.list(now);
  }

  /** What was said of the link. */
  found(link: Lookup['kind'] | 'wrong', info: DisplayInfo | null): void {
    if (link !== 'away') this.link = link === 'ended' || link === 'wrong' ? link : 'well';
    if (info === null) return;
    this.info = info;
    this.zone = this.zone ?? info.zone;
  }

  /** What stands between this device and its display; null: nothing. */
  stand(page: ProblemPage | null): void {
    this.standing = page;
  }

  deliver(delivery: Delivery, now: number): void {
    switch (delivery.kind) {
      case 'assignment':
        return this.takeAssignment(delivery, now);
      case 'snapshot':
        return this.takeSnapshot(delivery, now);
      case 'changes':
        return this.takeChanges(delivery, now);
      case 'beat':
        return this.takeBeat(delivery, now);
      case 'feed':
        return this.takeFeed(delivery);
      case 'bye':
      case 'lost':
        return;
    }
  }

  frame(now: number): Frame {
    const step = this.director.step(now);
    const utcNow = this.utc(now);
    const late = step.missed.filter((each) => utcNow - each.passing.received < TICKER_MS);
    this.ticker.add(late.map(({ key, passing }) => ({ key, name: title(passing, this.words) })));
    const page = this.problem() ?? this.opening(utcNow) ?? this.pageFor(step.scene, now);
    return { picture: this.compose(page, now, utcNow), shown: step.shown };
  }

  /** What the template asks for that is drawn from now on; null: it is none. */
  drawnBy(rules: DrawnRules | null): void {
    if (rules === this.drawn) return;
    this.drawn = rules;
    this.playAnew();
  }

  /** Somebody at this screen drops who waits on it. */
  clearQueue(now: number): void {
    this.director.cue({ kind: 'drop', age: -1 }, now);
    this.ticker.keep(() => false);
  }

  connected(now: number): boolean {
    return this.age.connected(now);
  }

  dataAge(now: number): number | null {
    return this.age.newest(now);
  }

  /** Ms UTC by the hub's clock. */
  utc(now: number): number {
    return this.server.at(now, this.seat.utc());
  }

  /** There is something to be said that needs no template. */
  get explains(): boolean {
    return this.link !== 'well' || this.standing !== null || (this.assignment !== null && this.assignment.session === null);
  }

  get speaks(): Words {
    return this.words;
  }

  /** The newest who may be listed. */
  get listed(): readonly Finisher[] {
    return this.recent;
  }

  /** Live queries of this display. */
  get feeds(): Lists {
    return this.lists;
  }

  get raceZone(): string | null {
    return this.zone;
  }

  /** Time of day at the race. */
  clock(now: number): string {
    return wallTime(this.utc(now), this.zone, this.words.language);
  }

  get assigned(): Assignment | null {
    return this.assignment;
  }

  /** What the cache keeps: what was assigned, and the newest passings, oldest first. */
  keepsake(): { readonly assignment: Assignment | null; readonly passings: readonly Passing[] } {
    return { assignment: this.assignment, passings: [...this.board.all(KEPT)].reverse() };
  }

  private takeAssignment(assignment: Assignment, now: number): void {
    this.heard(assignment.now, now);
    const cleared = this.rules.clearedAt;
    this.follow(assignment, now);
    if (this.rules.clearedAt > cleared) {
      this.director.cue({ kind: 'drop', age: assignment.now - this.rules.clearedAt }, now);
      this.ticker.keep(() => false);
    }
    this.list(now);
  }

  /** The state that operators want; the same again changes nothing. */
  private follow(assignment: Assignment, now: number): void {
    this.assignment = assignment;
    this.rules = new Rules(assignment, this.seat.setUp);
    // Before a link opens nobody is told whose screen it is: it goes on as it spoke.
    if (assignment.session !== null) {
      this.words = spoken([assignment.screen?.language, assignment.session.language], this.seat.language);
    }
    // A clock keeps its zone when the last timing session leaves.
    this.zone = assignment.timing.find(({ zone }) => zone !== null)?.zone ?? this.zone;
    this.playAnew();
    for (const cue of this.board.follow(this.rules)) this.director.cue(cue, now);
    this.ticker.keep((key) => this.board.has(key));
    const covered = new Set(assignment.timing.flatMap(({ id }) => [...(this.places.get(id) ?? []).values()]
      .filter((name) => this.rules.covers(id, name)).map((name) => `${id}/${name}`)));
    this.age.keep((key) => covered.has(key));
  }

  private playAnew(): void {
    this.play = playOf(this.assignment?.session ?? null, this.assignment?.screen?.settings, this.drawn);
    this.director.follow(this.play);
  }

  private takeSnapshot(snapshot: Snapshot, now: number): void {
    this.heard(snapshot.now, now);
    this.told = true;
    this.places.set(snapshot.session, new Map(snapshot.locations.map(({ id, name }) => [id, name])));
    this.reads(snapshot, now, 'repeated');
    this.cue(this.board.replace(snapshot, this.play.fresh), now);
  }

  private takeChanges(changes: Changes, now: number): void {
    this.heard(changes.now, now);
    this.reads(changes, now, 'news');
    this.cue(this.board.apply(changes), now);
  }

  private takeBeat({ session, now: hub, locations }: Beat, now: number): void {
    this.heard(hub, now);
    if (session === null) return;
    for (const { id, age } of locations) {
      const source = this.source(session, this.places.get(session)?.get(id));
      if (source !== null) this.age.beat(source, age, now);
    }
  }

  private takeFeed({ key, rows }: Feed): void {
    this.lists = new Map(this.lists).set(key, rows);
  }

  private heard(hub: number, now: number): void {
    this.server.heard(hub, now);
    this.age.heard(now);
  }

  private cue(cues: readonly Cue<Finisher>[], now: number): void {
    for (const cue of cues) this.director.cue(cue, now);
    this.list(now);
  }

  private list(now: number): void {
    this.recent = this.board.recent(LISTED);
    if (this.play.style === 'list') this.director.cue({ kind: 'seat', arrivals: this.recent }, now);
  }

  /** Ages of the newest reads, corrections and results apart: those are old reads seen anew. */
  private reads(message: Snapshot | Changes, now: number, sort: 'news' | 'repeated'): void {
    const newest = new Map<string, number>();
    for (const { location, received, corrected, result } of message.passings) {
      if (!corrected && result === null && received > (newest.get(location) ?? 0)) newest.set(location, received);
    }
    for (const [location, received] of newest) {
      const source = this.source(message.session, location);
      if (source !== null) this.age.reads(source, Math.max(0, message.now - received), now, sort);
    }
  }

  /** A location that this screen shows; named with its timing session where another has the same name. */
  private source(session: string, name: string | undefined): Source | null {
    if (name === undefined || !this.rules.covers(session, name)) return null;
    const timing = this.assignment?.timing ?? [];
    const twice = timing.some(({ id }) => id !== session && [...(this.places.get(id) ?? []).values()].includes(name));
    const whose = twice ? timing.find(({ id }) => id === session)?.name ?? '' : '';
    return { key: `${session}/${name}`, name: whose === '' ? name : `${name} (${whose})` };
  }

  private problem(): Page | null {
    const page = this.link === 'well' ? this.standing : this.link;
    return page && { kind: 'notice', problem: page };
  }

  private opening(utcNow: number): Page | null {
    const at = this.assignment === null ? this.info?.opensAt ?? null : this.assignment.opensAt;
    if (at === null) return null;
    return { kind: 'rest', recent: [], words: this.words.opens(at, this.zone), until: Math.max(0, at - utcNow) };
  }

  private pageFor(scene: Scene<Finisher>, now: number): Page {
    if (scene.mode !== 'rest') return { kind: 'runners', scene };
    return { kind: 'rest', recent: this.recent.map(({ passing }) => passing), words: this.silence(now) };
  }

  /** Why nobody is on the screen. "Waiting" would be a guess while nobody has told us that there was no runner yet. */
  private silence(now: number): string {
    if (!this.connected(now) || this.recent.length > 0 || this.assignment === null) return '';
    if (this.assignment.timing.length === 0) return this.words.nothingBound;
    return this.told ? this.words.waiting[this.mode()] : '';
  }

  private mode(): Picture['mode'] {
    return this.assignment?.session?.mode ?? 'results';
  }

  private compose(page: Page, now: number, utcNow: number): Picture {
    const until = page.kind === 'rest' ? page.until : undefined;
    const notice = this.assignment?.notice ?? null;
    const stands = notice !== null && (notice.until === null || utcNow < notice.until);
    return {
      page,
      cover: this.cover(utcNow, stands && notice.kind === 'emergency' ? notice.text : null),
      message: stands && notice.kind === 'message' ? notice.text : '',
      ...this.names(),
      clock: until === undefined ? wallTime(utcNow, this.zone, this.words.language) : countdown(until),
      honesty: this.age.state(now),
      ticker: this.ticker.names(now),
      mode: this.mode(),
      cheer: (passing) => this.cheer(passing),
      words: this.words,
    };
  }

  /** An emergency is seen on a dark screen too; and a screen that is looked for need not be lit before. */
  private cover(utcNow: number, emergency: string | null): Cover | null {
    const orders = this.assignment?.screen ?? null;
    if (emergency !== null) return { kind: 'emergency', text: emergency };
    if (orders === null) return null;
    if (orders.identifyUntil !== null && utcNow < orders.identifyUntil) {
      return { kind: 'identify', number: String(orders.number), name: orders.name };
    }
    return orders.blank ? { kind: 'blank' } : null;
  }

  private cheer(passing: Passing): string {
    const session = this.assignment?.session ?? null;
    return session?.mode === 'pre_race' ? cheerFor(passing, session.messages, this.seat.salt) : '';
  }

  /** The link's own label, else the session's name; never the same words twice. */
  private names(): { readonly title: string; readonly session: string } {
    const session = this.assignment?.session?.name ?? this.info?.name ?? '';
    const label = this.assignment?.label ?? this.info?.label ?? '';
    const title = [label, session].find((name) => name !== '') ?? this.words.fallbackTitle;
    return { title, session: session === title ? '' : session };
  }
}
