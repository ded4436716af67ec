/**
 * Why: a browser's EventSource alone is not enough for a screen that nobody watches over. It gives up
 * for ever after one 502 or 204, notices no half-open socket, and cannot tell a gap. This is the loop
 * around it. It keeps four rules, for each timing session by itself: every change is given out exactly
 * once and in order; what could have been missed is replaced by a snapshot; silence ends a connection;
 * and it never stops trying. Who is not in the assignment is not heard any more.
 *
 * No DOM, no clock, no dice: everything is handed in, so that each rule has a test (frontend.md 4.1).
 */
import type { Assignment } from './assignment';
import { type Beat, type Bye, type Changes, type Feed, type Message, type Snapshot, type WireEvent, WIRE_EVENTS, parseMessage } from './messages';
import { Place } from './place';

/** The part of EventSource that we use; `readyState` 2 means that the browser gave up. */
export interface Source {
  readonly readyState: number;
  onerror: (() => void) | null;
  addEventListener(event: string, listener: (event: SourceEvent) => void): void;
  close(): void;
}

/** Its id is the browser's own business: it repeats it when it connects again by itself. */
export interface SourceEvent {
  readonly data: string;
}

/** The world, as far as the stream needs it. `now` is monotonic, in ms. */
export interface Surroundings {
  open(url: string): Source;
  now(): number;
  /** 0 ≤ x < 1. */
  random(): number;
  /** Calls back once after `ms`; the answer cancels. */
  after(ms: number, callback: () => void): () => void;
}

/** What the stream tells its listener. */
export type Delivery =
  | Assignment
  | Snapshot
  | Changes
  | Beat
  | Feed
  | Bye
  /** The line is lost; `failures` in a row, counted until something arrives again. */
  | { readonly kind: 'lost'; readonly failures: number };

type Phase =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'open'; readonly source: Source; readonly spoke: boolean; readonly cancelWatch: () => void }
  | { readonly kind: 'waiting'; readonly cancel: () => void };

export const SILENCE_MS = 8000;
/**
 * The hub speaks first on every line, so one that was opened because of a silence need not be waited for as long: it may have
 * been put on a kept socket of the dead network. Doubling, since a hub may also be slow.
 */
const FIRST_WORD_MS = 1000;
/** More than one heartbeat (2 s) missed: not worth keeping when the page becomes visible. */
const STALE_ON_WAKE_MS = 3000;
const FIRST_DELAY_MS = 250;
/** A hub that is back is heard within 3 s, the way to it included. */
const LONGEST_DELAY_MS = 2500;
const BYE_DELAY_MS = 100;
const BYE_JITTER_MS = 400;
const GAVE_UP = 2;

/** Doubling from 250 ms to 3 s, each between half and whole, so that a hundred screens spread out. */
export function retryDelay(failures: number, random: number): number {
  const whole = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.max(0, failures - 1));
  return whole * (0.5 + random / 2);
}

export class Stream {
  private phase: Phase = { kind: 'stopped' };
  private readonly place = new Place();
  /** Timing sessions that feed the display; null before the hub has said so. */
  private fed: readonly string[] | null = null;
  private failures = 0;
  /** Lines in a row that said nothing in their time. */
  private silences = 0;
  private heardAt: number;

  constructor(
    private url: string,
    private readonly world: Surroundings,
    private readonly deliver: (delivery: Delivery) => void,
  ) {
    this.heardAt = world.now();
  }

  /** Where we are, or null before the first snapshot. */
  get last(): string | null {
    return this.place.text();
  }

  /** Goes on at another address, from the same place; nothing is lost and nothing comes twice. */
  move(url: string): void {
    if (url === this.url) return;
    this.url = url;
    if (this.phase.kind !== 'stopped') this.reopen();
  }

  start(): void {
    if (this.phase.kind === 'stopped') this.open();
  }

  stop(): void {
    this.leave();
    this.phase = { kind: 'stopped' };
  }

  /** The network came back: whatever we hold belongs to the old one. */
  online(): void {
    if (this.phase.kind !== 'stopped') this.reopen();
  }

  /** The page is seen again, perhaps after a sleep: keep the line only if it has just spoken. */
  visible(): void {
    const silent = this.world.now() - this.heardAt;
    if (this.phase.kind === 'waiting' || (this.phase.kind === 'open' && silent > STALE_ON_WAKE_MS)) {
      this.reopen();
    }
  }

  private open(): void {
    const source = this.world.open(this.address());
    // A source that has been left may still hold events in its queue; they are not for us any more.
    const current = (): boolean => this.phase.kind === 'open' && this.phase.source === source;
    this.phase = { kind: 'open', source, spoke: false, cancelWatch: this.watch(this.patience()) };
    source.onerror = () => {
      if (current()) this.broken(source);
    };
    for (const name of WIRE_EVENTS) {
      source.addEventListener(name, (event) => {
        if (current()) this.heard(name, event.data);
      });
    }
  }

  /** The header Last-Event-ID belongs to the browser; a source of our own says it in the address. */
  private address(): string {
    const last = this.last;
    if (last === null) return this.url;
    const joint = this.url.includes('?') ? '&' : '?';
    return `${this.url}${joint}last=${encodeURIComponent(last)}`;
  }

  private leave(): void {
    if (this.phase.kind === 'open') {
      this.phase.cancelWatch();
      this.phase.source.close();
    } else if (this.phase.kind === 'waiting') {
      this.phase.cancel();
    }
  }

  private reopen(): void {
    this.leave();
    this.open();
  }

  private reopenAfter(ms: number): void {
    this.leave();
    this.phase = { kind: 'waiting', cancel: this.world.after(ms, () => { this.open(); }) };
  }

  private watch(ms: number): () => void {
    return this.world.after(ms, () => {
      this.silences += 1;
      this.fail();
      this.reopen();
    });
  }

  private patience(): number {
    return this.silences === 0 ? SILENCE_MS : Math.min(SILENCE_MS, FIRST_WORD_MS * 2 ** (this.silences - 1));
  }

  private fail(): void {
    this.failures += 1;
    this.deliver({ kind: 'lost', failures: this.failures });
  }

  /**
   * While the browser tries again by itself (CONNECTING) it is left alone: the watch still runs. But only on a line that has
   * spoken does it know how soon the hub wants that; otherwise it waits for three seconds each time.
   */
  private broken(source: Source): void {
    this.fail();
    // The listener may have stopped us on hearing it.
    if (this.phase.kind !== 'open' || (this.phase.spoke && source.readyState !== GAVE_UP)) return;
    this.reopenAfter(retryDelay(this.failures, this.world.random()));
  }

  private heard(name: WireEvent, data: string): void {
    this.heardAt = this.world.now();
    if (this.phase.kind === 'open') {
      this.phase.cancelWatch();
      this.phase = { ...this.phase, spoke: true, cancelWatch: this.watch(SILENCE_MS) };
      this.silences = 0;
    }
    const message = parseMessage(name, data);
    // Whose chain an unreadable message belongs to cannot be known.
    if (message === null) this.askSnapshot(null);
    else this.take(message);
  }

  private take(message: Message): void {
    switch (message.kind) {
      case 'assignment':
        this.fed = message.timing.map(({ id }) => id);
        this.place.keep(this.fed);
        return this.give(message);
      case 'snapshot':
        if (!this.isFed(message.session)) return;
        this.place.set(message.session, message.epoch, message.version);
        return this.give(message);
      case 'changes':
        return this.takeChanges(message);
      case 'beat':
        if (message.session === null || this.isFed(message.session)) this.give(message);
        return;
      case 'feed':
        return this.give(message);
      case 'bye':
        this.reopenAfter(BYE_DELAY_MS + BYE_JITTER_MS * this.world.random());
        return this.deliver(message);
    }
  }

  private isFed(session: string): boolean {
    return this.fed?.includes(session) ?? true;
  }

  private takeChanges(changes: Changes): void {
    const { session, epoch, since, version } = changes;
    if (!this.isFed(session)) return;
    const last = this.place.of(session);
    const otherEpoch = epoch !== null && last !== null && epoch !== last.epoch;
    if (last === null || otherEpoch || since > last.version) return this.askSnapshot(session);
    if (version <= last.version) return;
    this.place.set(session, last.epoch, version);
    this.give(changes);
  }

  private give(delivery: Assignment | Snapshot | Changes | Beat | Feed): void {
    this.failures = 0;
    this.deliver(delivery);
  }

  /**
   * A gap, another epoch or an unreadable message: start again without a place in this session (null: in
   * any). With the delays of a failure, because a server that sends the same bad text each time must not be hammered.
   */
  private askSnapshot(session: string | null): void {
    if (session === null) this.place.keep([]);
    else this.place.forget(session);
    this.failures += 1;
    this.reopenAfter(retryDelay(this.failures, this.world.random()));
  }
}
