/** What this feature asks the hub, one function a request. */
import { api } from '../../api/client';
import type { EventPage, NewSelection, Selection } from '../../api/generated';

type Asked = { readonly signal: AbortSignal };
export type Mode = NewSelection['mode'];

export const selectionKey = (partner: string) => ['selection', partner] as const;

/** The person's own, wherever they work: another tab or machine may have changed it. */
export const selectionQuery = (partner: string) => ({
  queryKey: selectionKey(partner),
  queryFn: ({ signal }: Asked) => api.get<Selection>('/api/selection', { signal }),
  staleTime: 0,
});

export const choicesQuery = (partner: string, search: string) => ({
  queryKey: ['events-to-choose', partner, search] as const,
  queryFn: ({ signal }: Asked) => api.get<EventPage>('/api/events', { signal, query: { search, limit: 100 } }),
});

export const choose = (wanted: NewSelection) => api.put<Selection>('/api/selection', wanted);
