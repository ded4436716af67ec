/**
 * Why: forty runners can cross a line in ten seconds, and each of them looks up for their own name.
 * The director decides who is on the screen, and keeps these promises, most important first:
 *
 *   nobody is shown late         a name that could not come within `fresh` goes to the ticker, not to a card
 *   nobody is lost               who gets no card is handed out as `missed`, never dropped
 *   nobody is snatched away      each card has at least `floor`
 *   the newest comes quickly     after `patience` the first in the queue takes the oldest card that had its floor
 *   the picture keeps still      it grows at once but shrinks after calm; in a crowd cards do not move
 *
 * Pure: it reads no clock and draws nothing. Rules and measurements: frontend.md 4.2.
 */
import { type Arrival, type Cue, type Mode, type Play, type Scene, type Shown } from './arrivals';
import { MODES, Tempo, UpAtOnce, capacity, demand, wanted } from './tempo';

interface Waiting<A extends Arrival> {
  arrival: A;
  readonly queuedAt: number;
  readonly bornAt: number;
}

/** What one step changed. `shown` came on the screen, `missed` never will. */
export interface Step<A extends Arrival> {
  readonly scene: Scene<A>;
  readonly shown: readonly A[];
  readonly missed: readonly A[];
}

/** Numbers of places that a picture can have; the stage has a grid for each. */
export const SIZES = [1, 2, 3, 4, 6, 8, 12, 16] as const;

function roomFor(places: number): number {
  return SIZES.find((size) => size >= places) ?? 16;
}

export class Director<A extends Arrival> {
  private readonly queue: Waiting<A>[] = [];
  private cells: (Shown<A> | null)[] = [];
  private missed: A[] = [];
  private cameAt = 0;
  private readonly seen = new Map<string, number>();
  private readonly tempo: Tempo;
  private readonly burst: Tempo;
  private readonly modeSize: UpAtOnce;
  private readonly places: UpAtOnce;

  constructor(private play: Play) {
    this.tempo = new Tempo(play.rateWindow);
    this.burst = new Tempo(play.burstWindow);
    this.modeSize = new UpAtOnce(play.calm);
    this.places = new UpAtOnce(play.calm);
  }

  /** Other rules from the next step on; who is on the screen stays as long as these allow. */
  follow(play: Play): void {
    if (play.style !== this.play.style) this.gather();
    this.play = play;
    if (play.style === 'single') this.cells.splice(1);
  }

  cue(cue: Cue<A>, now: number): void {
    switch (cue.kind) {
      case 'finish':
        return this.finish(cue.arrival, cue.age, now);
      case 'correct':
        this.correct(cue.arrival);
        return;
      case 'withdraw':
        return this.withdraw(cue.key);
      case 'clear':
        return this.clear();
      case 'drop':
        return this.drop(now - cue.age);
      case 'seat':
        return this.seat(cue.arrivals, now);
    }
  }

  /** One frame: who leaves, how large the picture is, who comes. */
  step(now: number): Step<A> {
    this.expire(now);
    this.dismiss(now);
    const mode = this.chooseMode(now);
    const shown = this.admit(mode, now);
    const scene = this.compose(mode, now);
    const missed = this.missed;
    this.missed = [];
    return { scene, shown, missed };
  }

  private finish(arrival: A, age: number, now: number): void {
    if (this.correct(arrival) || this.isOldNews(arrival.who, now)) return;
    this.seen.delete(arrival.who); // the map stays in the order of time
    this.seen.set(arrival.who, now);
    if (age > this.play.fresh) {
      this.missed.push(arrival);
      return;
    }
    this.cameAt = now;
    this.tempo.add(now);
    this.burst.add(now);
    this.queue.push({ arrival, queuedAt: now, bornAt: now - age });
    if (this.queue.length > this.play.limit) this.miss();
  }

  private isOldNews(who: string, now: number): boolean {
    const before = this.seen.get(who);
    return before !== undefined && now - before < this.play.cooldown;
  }

  /** In place, on the screen and in the queue; tells whether it was there. */
  private correct(arrival: A): boolean {
    const cell = this.cells.findIndex((shown) => shown?.arrival.key === arrival.key);
    const shown = this.cells[cell];
    if (shown) {
      this.cells[cell] = { arrival, since: shown.since };
      return true;
    }
    const waiting = this.queue.find((each) => each.arrival.key === arrival.key);
    if (waiting) waiting.arrival = arrival;
    return waiting !== undefined;
  }

  private withdraw(key: string): void {
    for (const gone of this.everybody().filter((arrival) => arrival.key === key)) {
      this.seen.delete(gone.who);
    }
    this.cells = this.cells.map((shown) => (shown?.arrival.key === key ? null : shown));
    const place = this.queue.findIndex((each) => each.arrival.key === key);
    if (place >= 0) this.queue.splice(place, 1);
  }

  private clear(): void {
    this.queue.length = 0;
    this.cells = [];
    this.seen.clear();
  }

  private drop(before: number): void {
    const waiting = this.queue.filter((each) => each.bornAt >= before);
    this.queue.splice(0, this.queue.length, ...waiting);
  }

  /** Behind everybody who was seen to come, and the first to give way. */
  private seat(arrivals: readonly A[], now: number): void {
    const known = new Set(this.everybody().map(({ key }) => key));
    const free = Math.max(0, capacity('compact', this.play) - this.people().length);
    const seated = arrivals.filter(({ key }) => !known.has(key)).slice(0, free);
    const since = Math.min(now, ...this.people().map((shown) => shown.since)) - this.play.show;
    this.gather();
    this.cells.push(...seated.map((arrival, i) => ({ arrival, since: since - i })));
  }

  /** The newest first and no hole, whatever the arrangement was. */
  private gather(): void {
    this.settle();
    this.modeSize.become(0);
    this.places.become(0);
  }

  private everybody(): A[] {
    return [...this.people().map((shown) => shown.arrival), ...this.queue.map((each) => each.arrival)];
  }

  private people(): Shown<A>[] {
    return this.cells.filter((shown): shown is Shown<A> => shown !== null);
  }

  private miss(): void {
    const head = this.queue.shift();
    if (head) this.missed.push(head.arrival);
  }

  private expire(now: number): void {
    while (this.queue[0] && now - this.queue[0].bornAt > this.play.fresh) this.miss();
    for (const [who, at] of this.seen) {
      // In order of insertion: the first that is still news ends the search.
      if (now - at < this.play.cooldown) break;
      this.seen.delete(who);
    }
  }

  private dismiss(now: number): void {
    if (this.play.style === 'list') return;
    let left = this.people().length;
    for (const shown of this.people().sort((a, b) => a.since - b.since)) {
      const stay = left > 1 ? this.play.show : this.play.idleAfter;
      if (now - shown.since < stay) return;
      this.cells[this.cells.indexOf(shown)] = null;
      left -= 1;
    }
  }

  private chooseMode(now: number): Mode {
    const people = this.people();
    const held = people.filter((shown) => now - shown.since < this.play.min).length;
    const pressure = {
      rate: this.tempo.rate(now),
      waiting: this.queue.length,
      held,
      onScreen: people.length,
    };
    if (people.length + this.queue.length === 0) {
      this.modeSize.become(0);
      this.places.become(0);
      return 'rest';
    }
    if (this.play.style === 'single') return 'solo';
    if (this.play.style === 'list') return 'compact';
    return MODES[this.modeSize.next(MODES.indexOf(wanted(pressure, this.play)), now)] ?? 'solo';
  }

  private admit(mode: Mode, now: number): A[] {
    const { pick, fresh } = this.play;
    const slots = capacity(mode, this.play);
    const shown: A[] = [];
    for (let head = this.queue[0]; head; head = this.queue[0]) {
      const cell = this.placeFor(head, slots, now);
      if (cell === null) break;
      // Nobody is passed over for longer than half of `fresh`.
      const newest = pick === 'latest' && now - head.bornAt < fresh / 2;
      const { arrival } = (newest ? this.queue.pop() : this.queue.shift()) ?? head;
      this.cells[cell] = { arrival, since: now };
      shown.push(arrival);
    }
    return shown;
  }

  private placeFor(head: Waiting<A>, slots: number, now: number): number | null {
    for (let cell = 0; cell < slots; cell += 1) if (!this.cells[cell]) return cell;
    const oldest = this.oldest();
    if (oldest === null) return null;
    const had = now - oldest.since;
    if (this.play.style === 'single') return had >= this.turn(oldest.since) ? 0 : null;
    const rate = Math.max(this.tempo.rate(now), this.burst.rate(now));
    const crowded = demand(rate, this.play) > 0.8 * slots;
    const hold = crowded ? this.play.floor : this.play.min;
    const impatient = now - head.queuedAt > this.play.patience && had >= this.play.floor;
    return had >= hold || impatient ? this.cells.indexOf(oldest) : null;
  }

  /** One at a time: each has the whole time, or as much of it as lets all who wait come while they are fresh. */
  private turn(since: number): number {
    const { show, floor, fresh } = this.play;
    const shares = this.queue.map(({ bornAt }, i) => (bornAt + 0.95 * fresh - since) / (i + 1));
    return Math.max(floor, Math.min(show, ...shares));
  }

  private oldest(): Shown<A> | null {
    return this.people().reduce<Shown<A> | null>(
      (oldest, shown) => (oldest === null || shown.since < oldest.since ? shown : oldest),
      null,
    );
  }

  private compose(mode: Mode, now: number): Scene<A> {
    const calm = this.tempo.rate(now) <= this.play.settled;
    if (calm && (mode !== 'compact' || this.play.style === 'list' || this.hasHole())) this.settle();
    const last = this.cells.reduce((highest, shown, cell) => (shown ? cell + 1 : highest), 0);
    const size = this.sizeOf(mode, last, calm, now);
    const cells = Array.from({ length: size }, (_, cell) => this.cells[cell] ?? null);
    return { mode, cells, waiting: this.queue.length };
  }

  private sizeOf(mode: Mode, last: number, calm: boolean, now: number): number {
    if (mode === 'rest') return 0;
    if (this.play.style === 'single') return 1;
    return this.play.style === 'list' ? this.play.compactSlots : this.sizeFor(mode, last, calm, now);
  }

  /** The places of a crowd that has passed are given up as its people go, not when the mode changes. */
  private sizeFor(mode: Mode, last: number, calm: boolean, now: number): number {
    const quiet = now - this.cameAt >= this.play.calm;
    const crowd = mode === 'compact' && !calm;
    const least = crowd ? this.play.groupSlots + 1 : mode === 'solo' || quiet ? 1 : 2;
    const want = roomFor(Math.max(last, least));
    const soon = quiet && this.places.wasteful(want);
    return this.places.next(want, now, soon ? this.play.halfEmpty : this.play.calm);
  }

  private hasHole(): boolean {
    const first = this.cells.findIndex((shown) => !shown);
    return first >= 0 && this.cells.slice(first).some((shown) => shown);
  }

  /** The newest first. In a crowd this is left out: rows that jump each tenth of a second are unreadable. */
  private settle(): void {
    const place = new Map(this.cells.map((shown, cell) => [shown, cell]));
    this.cells = this.people().sort(
      (a, b) => b.since - a.since || (place.get(a) ?? 0) - (place.get(b) ?? 0),
    );
  }
}
