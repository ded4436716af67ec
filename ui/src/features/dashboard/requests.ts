/** What this feature asks the hub, one function a request. */
import { api } from '../../api/client';
import type { Binding, Dashboard, EventPage, SessionPage } from '../../api/generated';

type Asked = { readonly signal: AbortSignal };

export const dashboardKey = (partner: string, eventId: number) => ['dashboard', partner, eventId] as const;

/** The stream brings what is newer; this is for the first look, and for what the hub says no to. */
export const dashboardQuery = (partner: string, eventId: number) => ({
  queryKey: dashboardKey(partner, eventId),
  queryFn: ({ signal }: Asked) => api.get<Dashboard>(`/api/events/${eventId}/dashboard`, { signal }),
  staleTime: Infinity,
});

export const sessionsKey = (partner: string) => ['timing-sessions', partner] as const;

export const sessionsQuery = (partner: string) => ({
  queryKey: sessionsKey(partner),
  queryFn: ({ signal, pageParam }: Asked & { pageParam: number | null }) => (
    api.get<SessionPage>('/api/timing-sessions', { signal, query: { limit: 50, after: pageParam } })
  ),
  initialPageParam: null as number | null, // the type of what follows
  getNextPageParam: (page: SessionPage) => page.after,
  refetchInterval: 10_000,
});

export const eventsToBindQuery = (partner: string) => ({
  queryKey: ['events-to-bind', partner] as const,
  queryFn: ({ signal }: Asked) => api.get<EventPage>('/api/events', { signal, query: { limit: 500 } }),
  staleTime: 30_000,
});

export function bindSession(sessionId: number, eventId: number): Promise<Binding> {
  return api.post<Binding>(`/api/events/${eventId}/timing-sessions/${sessionId}`);
}

export function unbindSession(sessionId: number, eventId: number): Promise<Binding> {
  return api.delete<Binding>(`/api/events/${eventId}/timing-sessions/${sessionId}`);
}
