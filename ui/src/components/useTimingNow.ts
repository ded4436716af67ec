/** The state and age of the timing sessions that feed displays, by their number. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { timingNowQuery, type TimingChoice } from '../api/timing-choice';

export function useTimingNow(): ReadonlyMap<number, TimingChoice> {
  const { data } = useQuery({ ...timingNowQuery, throwOnError: false });
  return useMemo(() => new Map(data?.items.map((each) => [each.id, each])), [data]);
}
