/** Display sessions and the links to them: asked for by several features, so the requests stand here. One function a request. */
import { api } from './client';
import type {
  BoundTimingSession, DisplaySession, DisplaySessionChange, DisplaySessionPage, DisplayUrl, DisplayUrlChange, DisplayUrls, NewDisplaySession, NewDisplayUrl, SessionTiming, Sharers,
} from './generated';

type Asked = { readonly signal: AbortSignal };
export type { BoundTimingSession, DisplaySession, DisplaySessionChange, DisplayUrl, NewDisplayUrl, SessionTiming };
export type DisplayMode = DisplaySession['mode'];
export type Template = NonNullable<NewDisplaySession['template']>;

export interface WhichSessions {
  readonly event_id?: number;
  readonly state?: 'open' | 'archived';
  readonly everyone?: boolean;
}

export const SESSIONS = ['display-sessions'] as const;
export const sessionKey = (id: number) => ['display-session', id] as const;
export const linksKey = (id: number) => ['display-links', id] as const;

/** What others do to it, and what its screens say, is looked at again by itself. */
const OFTEN_MS = 5_000;

export const sessionsQuery = (which: WhichSessions) => ({
  queryKey: [...SESSIONS, which] as const,
  queryFn: ({ signal, pageParam }: Asked & { pageParam: number | null }) => (
    api.get<DisplaySessionPage>('/api/sessions', { signal, query: { ...which, limit: 100, after: pageParam } })
  ),
  initialPageParam: null as number | null, // the type of what follows
  getNextPageParam: (page: DisplaySessionPage) => page.after,
  refetchInterval: 2 * OFTEN_MS,
});

export const sessionQuery = (id: number) => ({
  queryKey: sessionKey(id),
  queryFn: ({ signal }: Asked) => api.get<DisplaySession>(`/api/sessions/${id}`, { signal }),
  refetchInterval: OFTEN_MS,
});

export const linksQuery = (id: number) => ({
  queryKey: linksKey(id),
  queryFn: ({ signal }: Asked) => api.get<DisplayUrls>(`/api/sessions/${id}/links`, { signal }),
  refetchInterval: OFTEN_MS,
});

export const sharersQuery = {
  queryKey: ['display-sharers'] as const,
  queryFn: ({ signal }: Asked) => api.get<Sharers>('/api/sessions/sharers', { signal }),
};

const one = (id: number) => `/api/sessions/${id}`;

export const makeSession = (wanted: NewDisplaySession) => api.post<DisplaySession>('/api/sessions/create', wanted);
export const changeSession = (id: number, change: DisplaySessionChange) => api.patch<DisplaySession>(one(id), change);
export const cloneSession = (id: number, name: string) => api.post<DisplaySession>(`${one(id)}/clone`, { name });
export const archiveSession = (id: number) => api.post<DisplaySession>(`${one(id)}/archive`);
export const restoreSession = (id: number) => api.post<DisplaySession>(`${one(id)}/restore`);
export const takeOverSession = (id: number) => api.post<DisplaySession>(`${one(id)}/take-over`);
export const shareSession = (id: number, userIds: readonly number[]) => api.put<DisplaySession>(`${one(id)}/people`, { user_ids: userIds });
export const clearQueue = (id: number) => api.post<DisplaySession>(`${one(id)}/clear-queue`);

export const makeLink = (wanted: NewDisplayUrl) => api.post<DisplayUrl>('/api/display/generate-url', wanted);
export const changeLink = (id: string, change: DisplayUrlChange) => api.patch<DisplayUrl>(`/api/display-links/${id}`, change);
export const revokeLink = (id: string) => api.delete(`/api/display-links/${id}`);
