/**
 * Why: the director decides by time and identity alone. It never looks at a name, so it needs no
 * knowledge of messages, and a test can hand it letters.
 */

/** Somebody who crossed a line. `who` is the same for each crossing of one runner at one place. */
export interface Arrival {
  readonly key: string;
  readonly who: string;
}

/** What can happen to the people on the screen. `age` is ms between the read and now. */
export type Cue<A extends Arrival> =
  | { readonly kind: 'finish'; readonly arrival: A; readonly age: number }
  /** The same crossing, better known: a name from the roster, a corrected time. */
  | { readonly kind: 'correct'; readonly arrival: A }
  /** A wrong read or a disqualification. */
  | { readonly kind: 'withdraw'; readonly key: string }
  /** Nobody on the screen belongs to it any more. */
  | { readonly kind: 'clear' }
  /** The operator empties the queue: who waits since longer than `age` is dropped, and is not missed. */
  | { readonly kind: 'drop'; readonly age: number }
  /** Who came before anybody looked, newest first: takes a place that is free in a list, and is no news. */
  | { readonly kind: 'seat'; readonly arrivals: readonly A[] };

/**
 * Who is on the screen together. `flow`: as many as the moment asks for; `single`: one at a time, however
 * many wait; `list`: always the whole list, and who is in it stays until another needs the place.
 */
export type Style = 'flow' | 'single' | 'list';

/** The rules of play, all times in ms. */
export interface Play {
  readonly style: Style;
  /** A card in a list leaves after this; the last one on the screen stays until `idleAfter`. */
  readonly show: number;
  /** A card is readable after this: replaced only then, unless many wait. */
  readonly min: number;
  /** No card is ever taken away before this. */
  readonly floor: number;
  /** The last runner gives way to the resting picture. */
  readonly idleAfter: number;
  /** Older arrivals never come on the screen late; they go to the ticker and the lists. */
  readonly fresh: number;
  /** The same runner at the same place is not news again before this. */
  readonly cooldown: number;
  /** Calm that must last before the arrangement gets smaller again. */
  readonly calm: number;
  /** When nobody has come for `calm`, a picture that is half empty is kept only so long. */
  readonly halfEmpty: number;
  /** The first in the queue gets a place after this, if anybody has had the floor. */
  readonly patience: number;
  readonly rateWindow: number;
  /** A burst is known by this shorter one, before the other has filled: it only shortens the hold. */
  readonly burstWindow: number;
  /** Arrivals per second up to which the newest comes first and the others move down. */
  readonly settled: number;
  readonly groupSlots: number;
  readonly compactSlots: number;
  /** Waiting arrivals; above it the oldest waiting goes to the ticker. */
  readonly limit: number;
  /** Which of those who wait is next: who came first, or who came last. */
  readonly pick: 'fifo' | 'latest';
}

export const PLAY: Play = {
  style: 'flow',
  show: 10_000,
  min: 2500,
  floor: 1200,
  idleAfter: 12_000,
  fresh: 20_000,
  cooldown: 60_000,
  calm: 4000,
  halfEmpty: 900,
  patience: 900,
  rateWindow: 5000,
  burstWindow: 1500,
  settled: 2,
  groupSlots: 8,
  compactSlots: 16,
  limit: 200,
  pick: 'fifo',
};

export type Mode = 'rest' | 'solo' | 'group' | 'compact';

/** One runner on the screen. */
export interface Shown<A extends Arrival> {
  readonly arrival: A;
  readonly since: number;
}

/** The picture at one moment. `cells[i]` is who stands in place i, 0 is the best place. */
export interface Scene<A extends Arrival> {
  readonly mode: Mode;
  readonly cells: readonly (Shown<A> | null)[];
  /** How many still wait: «+N». */
  readonly waiting: number;
}
