/** What this announcer looks at and how, kept by the browser: a reload or an empty battery changes nothing. */
import { useCallback, useState } from 'react';

export type View = 'auto' | 'cards' | 'list';
export type Look = 'white' | 'black';
export type Size = 'normal' | 'big';

export interface Choice {
  /** Numbers of races; none: all. */
  readonly races: readonly number[];
  /** Names of points; none: the finish. */
  readonly points: readonly string[];
  /** Seconds until a name that was not said is missed. */
  readonly missedAfter: number;
  readonly view: View;
  readonly look: Look;
  readonly size: Size;
}

export const FIRST: Choice = { races: [], points: [], missedAfter: 20, view: 'auto', look: 'white', size: 'normal' };

const key = (eventId: number): string => `project88-announcer-${eventId}`;

function oneOf<T extends string>(told: unknown, all: readonly T[], first: T): T {
  return all.find((each) => each === told) ?? first;
}

/** What another version has kept may lack something, or have it otherwise. */
export function read(text: string | null): Choice {
  let told: Partial<Record<keyof Choice, unknown>> = {};
  try { told = (JSON.parse(text ?? '{}') ?? {}) as typeof told; } catch { /* not ours: as at first */ } // checked member by member below
  return {
    races: Array.isArray(told.races) ? told.races.filter((each): each is number => Number.isSafeInteger(each)) : [],
    points: Array.isArray(told.points) ? told.points.filter((each): each is string => typeof each === 'string') : [],
    missedAfter: typeof told.missedAfter === 'number' && told.missedAfter >= 1 && told.missedAfter <= 3600 ? Math.round(told.missedAfter) : FIRST.missedAfter,
    view: oneOf(told.view, ['auto', 'cards', 'list'], FIRST.view),
    look: oneOf(told.look, ['white', 'black'], FIRST.look),
    size: oneOf(told.size, ['normal', 'big'], FIRST.size),
  };
}

export function useChoice(eventId: number): readonly [Choice, (change: Partial<Choice>) => void] {
  const [choice, setChoice] = useState(() => { try { return read(localStorage.getItem(key(eventId))); } catch { return FIRST; } });
  const change = useCallback((told: Partial<Choice>) => {
    setChoice((before) => {
      const next = { ...before, ...told };
      try { localStorage.setItem(key(eventId), JSON.stringify(next)); } catch { /* storage is forbidden: for this visit only */ }
      return next;
    });
  }, [eventId]);
  return [choice, change];
}
