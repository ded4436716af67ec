/** What this feature alone asks the hub; what others ask too stands in api/. */
import { api } from '../../api/client';
import type { Event, EventPage } from '../../api/generated';

type Asked = { readonly signal: AbortSignal };

export const eventsToShowQuery = {
  queryKey: ['events-to-show'] as const,
  queryFn: ({ signal }: Asked) => api.get<EventPage>('/api/events', { signal, query: { limit: 500 } }),
  staleTime: 30_000,
};

/** Its races, and the zone of its times. */
export const eventOfDisplayQuery = (eventId: number) => ({
  queryKey: ['event-of-display', eventId] as const,
  queryFn: ({ signal }: Asked) => api.get<Event>(`/api/events/${eventId}`, { signal }),
  staleTime: 30_000,
});
