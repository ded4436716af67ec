/** The time, looked at every so often; one timer for each rhythm however many look. */
import { useSyncExternalStore } from 'react';

interface Rhythm { now: number; timer: ReturnType<typeof setInterval> | null; readonly listeners: Set<() => void> }
const rhythms = new Map<number, Rhythm>();

function rhythmOf(everyMs: number): Rhythm {
  const known = rhythms.get(everyMs);
  if (known !== undefined) return known;
  const made: Rhythm = { now: Date.now(), timer: null, listeners: new Set() };
  rhythms.set(everyMs, made);
  return made;
}

function subscribe(everyMs: number, listener: () => void): () => void {
  const rhythm = rhythmOf(everyMs);
  rhythm.listeners.add(listener);
  rhythm.timer ??= setInterval(() => {
    rhythm.now = Date.now();
    for (const tell of rhythm.listeners) tell();
  }, everyMs);
  return () => {
    rhythm.listeners.delete(listener);
    if (rhythm.listeners.size > 0 || rhythm.timer === null) return;
    clearInterval(rhythm.timer);
    rhythms.delete(everyMs);
  };
}

export function useNow(everyMs: number): number {
  return useSyncExternalStore((listener) => subscribe(everyMs, listener), () => rhythmOf(everyMs).now);
}
