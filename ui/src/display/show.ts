/**
 * Why: the whole run of a display without a browser: what arrived goes in, with its time; the picture
 * for a moment comes out. Board, director, ticker, clock and data age meet here and nowhere else.
 */
import type { DisplayInfo, Lookup } from '../api/display';
import type { Beat, Changes, Passing, Snapshot, TimingSession } from '../api/messages';
import type { Delivery } from '../api/stream';
import type { Cue, Play, Scene } from '../director/arrivals';
import { Director } from '../director/director';
import { DataAge, type Honesty } from './age';
import { Board, type Finisher, type Unknown } from './board';
import type { LastPicture } from './cache';
import { title } from './card';
import { ServerClock, WallTime } from './clock';
import type { Page, Picture } from './picture';
import { Ticker } from './ticker';
import { WORDS } from './words';

const LISTED = 10;
/** A name found in the roster an hour later belongs in the list, not on the ticker. */
const TICKER_MS = 600_000;
const NAMES_PER_PAGE = 4;

/** What is known of the link; `away` changes nothing, the last known picture stays. */
export type LinkState = Exclude<Lookup['kind'], 'away'> | 'searching' | 'wrong';

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
  private readonly wall = new WallTime();
  private readonly ticker = new Ticker(NAMES_PER_PAGE);
  private info: DisplayInfo | null = null;
  private snapshot: Snapshot | null = null;
  private recent: readonly Passing[] = [];
  private link: LinkState = 'searching';

  /** `utc` is the machine's own clock, used until the hub has told its time. */
  constructor(
    private readonly play: Play,
    unknown: Unknown,
    startedAt: number,
    private readonly utc: () => number,
  ) {
    this.board = new Board(unknown);
    this.director = new Director(play);
    this.age = new DataAge(startedAt);
  }

  /** The last good picture, until the line is there. */
  restore(last: LastPicture): void {
    this.info = last.info;
    if (last.snapshot === null) return;
    this.snapshot = last.snapshot;
    this.board.restore(last.snapshot);
    this.recent = this.board.recent(LISTED);
  }

  /** What the hub said of the link. */
  found(link: Lookup['kind'] | 'wrong', info: DisplayInfo | null): void {
    if (link !== 'away') this.link = link;
    if (info !== null) this.info = info;
  }

  deliver(delivery: Delivery, now: number): void {
    switch (delivery.kind) {
      case 'snapshot':
        return this.takeSnapshot(delivery, now);
      case 'changes':
        return this.takeChanges(delivery, now);
      case 'beat':
        return this.takeBeat(delivery, now);
      case 'lost':
        return;
    }
  }

  frame(now: number): Frame {
    const step = this.director.step(now);
    const utcNow = this.server.at(now, this.utc());
    const late = step.missed.filter((each) => utcNow - each.passing.received < TICKER_MS);
    this.ticker.add(late.map((each) => title(each.passing)));
    const page = this.notice() ?? this.pageFor(step.scene, now);
    return { picture: this.compose(page, now, utcNow), shown: step.shown };
  }

  honesty(now: number): Honesty {
    return this.age.state(now);
  }

  connected(now: number): boolean {
    return this.age.connected(now);
  }

  dataAge(now: number): number | null {
    return this.age.newest(now);
  }

  /** What the cache keeps: the newest snapshot with what changed since. */
  keepsake(): { info: DisplayInfo | null; snapshot: Snapshot | null; recent: readonly Passing[] } {
    return { info: this.info, snapshot: this.snapshot, recent: this.board.recent(50) };
  }

  private takeSnapshot(snapshot: Snapshot, now: number): void {
    const old = this.snapshot?.session?.id;
    if (old !== undefined && old !== snapshot.session?.id) this.ticker.clear();
    this.snapshot = snapshot;
    this.server.heard(snapshot.now, now);
    this.age.reads(newestAge(snapshot), now, 'repeated');
    this.cue(this.board.replace(snapshot, this.play.fresh), now);
  }

  private takeChanges(changes: Changes, now: number): void {
    this.server.heard(changes.now, now);
    this.age.reads(newestAge(changes), now, 'news');
    this.cue(this.board.apply(changes), now);
  }

  private takeBeat(beat: Beat, now: number): void {
    this.server.heard(beat.now, now);
    this.age.beat(beat.age, now);
  }

  private cue(cues: readonly Cue<Finisher>[], now: number): void {
    for (const cue of cues) this.director.cue(cue, now);
    this.recent = this.board.recent(LISTED);
  }

  private notice(): Page | null {
    if (this.link === 'ended') {
      return { kind: 'notice', title: WORDS.endedTitle, text: WORDS.endedText };
    }
    if (this.link !== 'wrong') return null;
    return { kind: 'notice', title: WORDS.wrongTitle, text: WORDS.wrongText };
  }

  private pageFor(scene: Scene<Finisher>, now: number): Page {
    if (scene.mode !== 'rest') return { kind: 'runners', scene };
    // "Waiting" would be a guess while nobody has told us that there was no runner yet.
    const told = this.snapshot !== null && this.connected(now) && this.recent.length === 0;
    return { kind: 'rest', recent: this.recent, words: told ? WORDS.waiting : '' };
  }

  private compose(page: Page, now: number, utcNow: number): Picture {
    return {
      page,
      ...this.names(),
      clock: this.wall.text(utcNow, this.zone()),
      honesty: this.age.state(now),
      ticker: this.ticker.names(now),
    };
  }

  private session(): TimingSession | null {
    return this.snapshot?.session ?? this.info?.session ?? null;
  }

  private zone(): string | null {
    return this.session()?.zone ?? this.info?.zone ?? null;
  }

  /** The display's own title, else the session's name; never the same words twice. */
  private names(): { readonly title: string; readonly session: string } {
    const session = this.session()?.name ?? '';
    const title = [this.info?.title ?? '', session].find((name) => name !== '') ?? WORDS.fallbackTitle;
    return { title, session: session === title ? '' : session };
  }
}

/** Age of the newest read in a message, corrections apart: those are old reads seen anew. */
function newestAge(message: Snapshot | Changes): number | null {
  const news = message.passings.filter((passing) => !passing.corrected && passing.received > 0);
  if (news.length === 0) return null;
  return Math.max(0, message.now - Math.max(...news.map((passing) => passing.received)));
}
