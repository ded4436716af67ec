/** The time, looked at every so often; one timer for each rhythm however many look. */
import { useCallback, useSyncExternalStore } from 'react';

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
  if (rhythm.timer === null) {
    // Nobody has looked for a while; whoever subscribes is asked again afterwards.
    rhythm.now = Date.now();
    rhythm.timer = setInterval(() => {
      rhythm.now = Date.now();
      for (const tell of rhythm.listeners) tell();
    }, everyMs);
  }
  return () => {
    rhythm.listeners.delete(listener);
    if (rhythm.listeners.size > 0 || rhythm.timer === null) return;
    clearInterval(rhythm.timer);
    rhythm.timer = null;
  };
}

export function useNow(everyMs: number): number {
  // The same function at every render: another one would be a leave and a return each time, and the time moves on meanwhile.
  const listen = useCallback((listener: () => void) => subscribe(everyMs, listener), [everyMs]);
  return useSyncExternalStore(listen, () => rhythmOf(everyMs).now);
}
