/** A look at one timing session, kept fresh by its stream for as long as somebody looks. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { previewKey, previewQuery, previewStream, type TimingPreview } from '../../api/timing-choice';
import { watch } from '../../api/watch';

export interface Look {
  readonly preview: TimingPreview | undefined;
  readonly error: Error | null;
  readonly line: 'opening' | 'live' | 'lost' | 'ended';
  /** Milliseconds by which the hub's clock is ahead of this device's. */
  readonly clockAhead: number;
}

export function usePreview(id: number): Look {
  const queries = useQueryClient();
  const { data, error } = useQuery({ ...previewQuery(id), throwOnError: false });
  const [line, setLine] = useState<Look['line']>('opening');
  const [clockAhead, setClockAhead] = useState(0);
  useEffect(() => {
    setLine('opening');
    return watch<TimingPreview>(previewStream(id), {
      event: 'preview',
      snapshot: (preview) => {
        queries.setQueryData(previewKey(id), preview);
        setClockAhead(preview.now - Date.now());
        setLine('live');
      },
      beat: ({ now }) => { setClockAhead(now - Date.now()); setLine('live'); },
      lost: (final) => { setLine(final ? 'ended' : 'lost'); },
    });
  }, [queries, id]);
  return { preview: data, error, line, clockAhead };
}
