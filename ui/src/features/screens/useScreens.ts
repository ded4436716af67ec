/** The screens as they are now: by the stream for as long as somebody looks, asked for where the stream does not come. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { address } from '../../api/client';
import type { Screen, Screens } from '../../api/generated';
import { watch } from '../../api/watch';
import { screensKey, screensPath, screensQuery, type Which } from './requests';

export interface Look {
  readonly screens: readonly Screen[] | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
  /** `ended`: the hub said goodbye for good. */
  readonly line: 'opening' | 'live' | 'lost' | 'ended';
  /** Milliseconds by which the hub's clock is ahead of this device's. */
  readonly clockAhead: number;
}

/** Where there is no stream (an old proxy), the page is still no older than this. */
const ASKED_EVERY_MS = 3_000;

export function useScreens(partner: string, { event, everyone }: Which): Look {
  const queries = useQueryClient();
  const [line, setLine] = useState<Look['line']>('opening');
  const [clockAhead, setClockAhead] = useState(0);
  const { data, error, refetch } = useQuery({
    ...screensQuery(partner, { event, everyone }),
    staleTime: line === 'live' ? Infinity : 0,
    refetchInterval: line === 'lost' ? ASKED_EVERY_MS : false,
    throwOnError: false,
  });
  useEffect(() => watch<Screens>(address('/api/screens/stream', screensPath({ event, everyone })), {
    event: 'screens',
    snapshot: (screens) => {
      queries.setQueryData(screensKey(partner, { event, everyone }), screens);
      setLine('live');
    },
    beat: ({ now }) => { setLine('live'); setClockAhead(now - Date.now()); },
    lost: (final) => { setLine(final ? 'ended' : 'lost'); },
  }), [queries, partner, event, everyone]);
  return { screens: data?.screens, error, line, clockAhead, retry: () => { void refetch(); } };
}
