/** Says, and takes back, at once here and as soon as it can be at the hub. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ApiProblem } from '../../api/client';
import type { Board } from './board';
import { say, unsay, type Tick } from './requests';
import { confirm, put, readQueue, settled, waiting, type Queue } from './ticks';

const AGAIN_MS = 2_000;
const MOST = 200;
const key = (eventId: number): string => `project88-announcer-ticks-${eventId}`;

export interface Ticks {
  readonly queue: Queue;
  /** So many are not at the hub yet. */
  readonly waiting: number;
  readonly say: (ticks: readonly Tick[]) => void;
  readonly unsay: (tick: Tick) => void;
}

function kept(eventId: number): Queue {
  try { return readQueue(localStorage.getItem(key(eventId))); } catch { return []; }
}

async function send(eventId: number, queue: Queue): Promise<Queue> {
  const said = queue.filter((one) => one.said).slice(0, MOST);
  if (said.length > 0) { await say(eventId, said.map(({ participant_id, what }) => ({ participant_id, what }))); return said; }
  const back = queue.slice(0, 1);
  for (const one of back) await unsay(eventId, one);
  return back;
}

export function useTicks(eventId: number, board: Board | null): Ticks {
  const [queue, setQueue] = useState(() => kept(eventId));
  const [failures, setFailures] = useState(0);
  const sending = useRef(false);
  const left = useMemo(() => waiting(queue), [queue]);
  useEffect(() => {
    try { localStorage.setItem(key(eventId), JSON.stringify(left)); } catch { /* storage is forbidden: for this visit only */ }
    if (left.length === 0 || sending.current) return undefined;
    const timer = setTimeout(() => {
      sending.current = true;
      send(eventId, left).then(
        (sent) => { sending.current = false; setFailures(0); setQueue((before) => confirm(before, sent)); },
        (error: unknown) => {
          sending.current = false;
          // Somebody who is on the roster no more cannot be ticked off; everything else is tried again.
          const hopeless = error instanceof ApiProblem && (error.status === 404 || error.status === 422);
          if (hopeless) setQueue((before) => before.filter((one) => !left.includes(one)));
          setFailures((before) => before + 1);
        },
      );
    }, failures === 0 ? 0 : AGAIN_MS);
    return () => { clearTimeout(timer); };
  }, [eventId, left, failures]);
  useEffect(() => {
    if (board === null) return;
    setQueue((before) => settled(before, [...board.crossed, ...board.missed.cards, ...board.coming]));
  }, [board]);
  const sayAll = useCallback((all: readonly Tick[]) => { setQueue((before) => all.reduce((known, tick) => put(known, tick, true), before)); }, []);
  const takeBack = useCallback((tick: Tick) => { setQueue((before) => put(before, tick, false)); }, []);
  return useMemo(() => ({ queue, waiting: left.length, say: sayAll, unsay: takeBack }), [queue, left.length, sayAll, takeBack]);
}
