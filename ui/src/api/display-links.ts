/** Links of displays: asked for by the event's page and by the start page, so the requests stand here. */
import { api } from './client';
import type { Link, Links, NewLink, SessionPage } from './generated';

type Asked = { readonly signal: AbortSignal };

export const linksKey = (partner: string, eventId: number) => ['display-links', partner, eventId] as const;

export const linksQuery = (partner: string, eventId: number) => ({
  queryKey: linksKey(partner, eventId),
  queryFn: ({ signal }: Asked) => api.get<Links>(`/api/events/${eventId}/displays`, { signal }),
});

export const eventSessionsQuery = (partner: string, eventId: number) => ({
  queryKey: ['timing-sessions', partner, eventId] as const,
  queryFn: ({ signal }: Asked) => api.get<SessionPage>('/api/timing-sessions', { signal, query: { event_id: eventId, limit: 100 } }),
  refetchInterval: 10_000,
});

export const openDisplay = (eventId: number, wanted: NewLink) => api.post<Link>(`/api/events/${eventId}/displays`, wanted);
export const closeDisplay = (eventId: number, address: string) => api.delete(`/api/events/${eventId}/displays/${address}`);
