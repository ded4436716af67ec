/**
 * Why: how fast people arrive decides how many are shown at once. Measured over a sliding window and
 * kept apart from the queue, so that the rules of the mode read as a table.
 */
import type { Mode, Play } from './arrivals';

/** Arrivals per second over the last window. */
export class Tempo {
  private readonly times: number[] = [];

  constructor(private readonly windowMs: number) {}

  add(now: number): void {
    this.times.push(now);
  }

  rate(now: number): number {
    while (this.times.length > 0 && (this.times[0] ?? now) <= now - this.windowMs) this.times.shift();
    return this.times.length / (this.windowMs / 1000);
  }
}

/** A size that grows at once and shrinks only when the smaller one has been enough for `calmMs`. */
export class UpAtOnce {
  private value = 0;
  private enoughSince: number | null = null;

  constructor(private readonly calmMs: number) {}

  next(want: number, now: number, calmMs = this.calmMs): number {
    if (want >= this.value) return this.become(want);
    this.enoughSince = this.enoughSince ?? now;
    return now - this.enoughSince >= calmMs ? this.become(want) : this.value;
  }

  /** Whether at most half of it is wanted. */
  wasteful(want: number): boolean {
    return want * 2 <= this.value;
  }

  /** Without waiting: there is nobody left to disturb. */
  become(value: number): number {
    this.enoughSince = null;
    this.value = value;
    return value;
  }
}

/** What the mode depends on. `held` counts those on the screen who have not had `min` yet. */
export interface Pressure {
  readonly rate: number;
  readonly waiting: number;
  readonly held: number;
  readonly onScreen: number;
}

/** Small to large: the place in this list is the size of the mode. */
export const MODES: readonly Mode[] = ['rest', 'solo', 'group', 'compact'];

/** Runners that must be visible at once to give each `min`. */
export function demand(rate: number, play: Play): number {
  return (rate * play.min) / 1000;
}

/** Who still deserves a place or wants one: if they do not fit, waiting costs more than small cards. */
function needed(now: Pressure): number {
  return Math.max(now.held + now.waiting, now.onScreen);
}

/** The smallest mode that the moment asks for, without regard to calm. */
export function wanted(now: Pressure, play: Play): Mode {
  const crowd = (now.rate * play.floor) / 1000 > 0.8 * play.groupSlots;
  if (crowd || needed(now) > play.groupSlots) return 'compact';
  if (demand(now.rate, play) > 1.2 || needed(now) > 1) return 'group';
  return needed(now) + now.waiting > 0 ? 'solo' : 'rest';
}

export function capacity(mode: Mode, play: Play): number {
  const slots = { rest: 0, solo: 1, group: play.groupSlots, compact: play.compactSlots };
  return slots[mode];
}
