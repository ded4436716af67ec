/** Which timing session feeds a display: what there is to choose from, a look at it, and the choice. */
import { address, api, partnerOf } from './client';
import type {
  BindingChoice, BoundTimingSession, ClaimedStream, LocationUse, SessionPage, TimingChoice, TimingChoicePage, TimingPreview, UnclaimedStream,
} from './generated';

type Asked = { readonly signal: AbortSignal };
export type WhichTiming = 'active' | 'past' | 'all';
export type Live = TimingChoice['live'];
export type LocationRole = NonNullable<LocationUse['role']>;
/** With nothing left to its default. */
export type UsedLocation = Required<LocationUse>;
export type { BindingChoice, LocationUse, TimingChoice, TimingPreview, UnclaimedStream };

export const CHOICES = ['timing-choices'] as const;
export const previewKey = (id: number) => ['timing-preview', id] as const;

export const choicesQuery = (state: WhichTiming, search: string) => ({
  queryKey: [...CHOICES, state, search] as const,
  queryFn: ({ signal, pageParam }: Asked & { pageParam: number | null }) => (
    api.get<TimingChoicePage>('/api/chronotrack/sessions', { signal, query: { state, search, limit: 50, after: pageParam } })
  ),
  initialPageParam: null as number | null, // the type of what follows
  getNextPageParam: (page: TimingChoicePage) => page.after,
  refetchInterval: 5_000,
});

/** The latest of all of them: what feeds a display is hardly ever older. */
export const timingNowQuery = {
  queryKey: [...CHOICES, 'now'] as const,
  queryFn: ({ signal }: Asked) => api.get<TimingChoicePage>('/api/chronotrack/sessions', { signal, query: { state: 'all', limit: 200 } }),
  refetchInterval: 10_000,
};

/** The stream brings what is newer. */
export const previewQuery = (id: number) => ({
  queryKey: previewKey(id),
  queryFn: ({ signal }: Asked) => api.get<TimingPreview>(`/api/chronotrack/sessions/${id}/preview`, { signal }),
  staleTime: Infinity,
});

export const previewStream = (id: number) => address(`/api/chronotrack/sessions/${id}/preview/stream`);

export const selectTiming = (id: number, wanted: BindingChoice) => api.post<BoundTimingSession>(`/api/chronotrack/sessions/${id}/select`, wanted);
export const unbindTiming = (displaySessionId: number, id: number) => api.delete(`/api/sessions/${displaySessionId}/timing-sessions/${id}`);

/** For the timing partner of the page's address. */
export const claimStream = (sourceId: number) => api.post<ClaimedStream>(`/api/chronotrack/unclaimed/${sourceId}/claim`, { partner: partnerOf(location.pathname) });

/** What an event's sender, or senders, recorded: for a display session that is about to be made. */
export const eventTimingQuery = (eventId: number) => ({
  queryKey: ['timing-sessions', 'of-event', eventId] as const,
  queryFn: ({ signal }: Asked) => api.get<SessionPage>('/api/timing-sessions', { signal, query: { event_id: eventId, limit: 100 } }),
});
