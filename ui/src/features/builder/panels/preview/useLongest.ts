/** Those of an event whose names take the most room, as runners for the canvas; nobody without an event. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api } from '../../../../api/client';
import type { ParticipantPage } from '../../../../api/generated';
import type { Values } from '../../../../binding/values';
import { longest, ofRoster } from './rows';

export function useLongest(event: string | undefined): UseQueryResult<readonly Values[]> {
  return useQuery({
    queryKey: ['roster-to-preview', event],
    queryFn: async ({ signal }: { readonly signal: AbortSignal }): Promise<readonly Values[]> => {
      const { items } = await api.get<ParticipantPage>(`/api/events/${event ?? ''}/participants`, { signal, query: { limit: 500 } });
      return longest(items.filter(({ hidden }) => !hidden)).map(ofRoster);
    },
    enabled: event !== undefined, staleTime: 60_000, throwOnError: false,
  });
}
