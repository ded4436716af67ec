/**
 * Ticks of this announcer that the hub has not confirmed yet. A tick counts at once, survives a dead network and a reload,
 * and is sent until the hub has it: nobody says a name twice because a phone lost its line.
 */
import type { Tick } from './requests';

export interface Pending extends Tick {
  readonly said: boolean;
  /** The hub has it; kept until the board shows it, so that nothing flickers. */
  readonly confirmed: boolean;
}

export type Queue = readonly Pending[];

export const nameAt = (point: string): string => `at:${point}`;

const same = (one: Tick, other: Tick): boolean => one.participant_id === other.participant_id && one.what === other.what;

/** The last word on a tick is the one that counts. */
export function put(queue: Queue, tick: Tick, said: boolean): Queue {
  return [...queue.filter((one) => !same(one, tick)), { participant_id: tick.participant_id, what: tick.what, said, confirmed: false }];
}

export function confirm(queue: Queue, sent: readonly Pending[]): Queue {
  return queue.map((one) => (sent.some((each) => same(each, one) && each.said === one.said) ? { ...one, confirmed: true } : one));
}

export function waiting(queue: Queue): Queue {
  return queue.filter((one) => !one.confirmed);
}

interface Ticked { readonly runner: { readonly participant_id: number }; readonly said: readonly { readonly what: string; readonly by: string; readonly at: string }[] }

/** Whether it was said, as far as this screen knows: `by` empty means by this announcer, a moment ago. */
export function saidOf(card: Ticked, what: string, queue: Queue): { readonly by: string; readonly at: string | null } | null {
  const mine = queue.find((one) => same(one, { participant_id: card.runner.participant_id, what }));
  const told = card.said.find((one) => one.what === what);
  if (mine === undefined) return told ?? null;
  return mine.said ? told ?? { by: '', at: null } : null;
}

/** Without those that the hub has confirmed and the board shows. */
export function settled(queue: Queue, shown: readonly Ticked[]): Queue {
  const left = queue.filter((one) => {
    if (!one.confirmed) return true;
    const card = shown.find(({ runner }) => runner.participant_id === one.participant_id);
    return card !== undefined && card.said.some(({ what }) => what === one.what) !== one.said;
  });
  return left.length === queue.length ? queue : left;
}

export function readQueue(text: string | null): Queue {
  try {
    const told: unknown = JSON.parse(text ?? '[]');
    if (!Array.isArray(told)) return [];
    return told.filter((one): one is Pending => (
      typeof one === 'object' && one !== null && 'participant_id' in one && 'what' in one && 'said' in one
      && Number.isSafeInteger(one.participant_id) && typeof one.what === 'string' && typeof one.said === 'boolean'
    )).map((one) => ({ ...one, confirmed: false }));
  } catch { return []; }
}
