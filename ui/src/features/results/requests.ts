/** What the results desk asks the hub, one function a request. */
import { api } from '../../api/client';
import type {
  Correction, CorrectionPage, Hold, Holds, Interval, Made, NewClockShift, NewHold, NewManualTime, NewPenalty, NewStatus, NewVoid,
  Pending, ResultPage, ResultSummary, ResultVersion, Sources, Touched, Why,
} from '../../api/generated';

type Asked = { readonly signal: AbortSignal };

/** Which results to show; what is left out does not matter. */
export interface Filter {
  readonly race?: number;
  readonly sex?: string;
  readonly division?: string;
  readonly status?: ResultPage['results'][number]['status'];
  readonly search?: string;
  readonly flagged?: boolean;
}

const PAGE = 100;
const POLL_MS = 1_000;
const of = (eventId: number) => `/api/events/${eventId}`;

/** Everything about the results of an event; each new version makes all of it stale. */
export const deskKey = (eventId: number) => ['results', eventId, 'shown'] as const;

/** Asked every second while somebody looks: a correction is seen by everybody within one. */
export const versionQuery = (eventId: number) => ({
  queryKey: ['results', eventId, 'version'] as const,
  queryFn: ({ signal }: Asked) => api.get<ResultVersion>(`${of(eventId)}/results/version`, { signal }),
  refetchInterval: POLL_MS,
});

export const resultsQuery = (eventId: number, filter: Filter) => ({
  queryKey: [...deskKey(eventId), 'list', filter] as const,
  queryFn: ({ signal, pageParam }: Asked & { pageParam: string | null }) => (
    api.get<ResultPage>(`${of(eventId)}/results`, { signal, query: { ...filter, limit: PAGE, after: pageParam } })
  ),
  initialPageParam: null as string | null, // the type of what follows
  getNextPageParam: (page: ResultPage) => page.more,
  placeholderData: <Data>(before: Data | undefined) => before,
});

/** Each runner once: who changes place between two pages is on both, and the first is as good as the second. */
export const once = (rows: ResultPage['results']): ResultPage['results'] => {
  const seen = new Set<number>();
  return rows.filter(({ participant_id: id }) => !seen.has(id) && seen.add(id));
};

export const summaryQuery = (eventId: number) => ({
  queryKey: [...deskKey(eventId), 'summary'] as const,
  queryFn: ({ signal }: Asked) => api.get<ResultSummary>(`${of(eventId)}/results/summary`, { signal }),
});

export const whyQuery = (eventId: number, participant: number) => ({
  queryKey: [...deskKey(eventId), 'why', participant] as const,
  queryFn: ({ signal }: Asked) => api.get<Why>(`${of(eventId)}/results/${participant}/why`, { signal }),
});

export const correctionsQuery = (eventId: number) => ({
  queryKey: [...deskKey(eventId), 'corrections'] as const,
  queryFn: ({ signal, pageParam }: Asked & { pageParam: number | null }) => (
    api.get<CorrectionPage>(`${of(eventId)}/corrections`, { signal, query: { limit: PAGE, after: pageParam } })
  ),
  initialPageParam: null as number | null, // the type of what follows
  getNextPageParam: (page: CorrectionPage) => page.after,
});

export const sourcesQuery = (eventId: number) => ({
  queryKey: [...deskKey(eventId), 'sources'] as const,
  queryFn: ({ signal }: Asked) => api.get<Sources>(`${of(eventId)}/corrections/sources`, { signal }),
});

export const holdsQuery = (eventId: number) => ({
  queryKey: [...deskKey(eventId), 'holds'] as const,
  queryFn: ({ signal }: Asked) => api.get<Holds>(`${of(eventId)}/holds`, { signal }),
});

/** Everything that reads a whole race: asked for after one's own changes and now and then, not with every version. */
export const pendingKey = (eventId: number) => ['results', eventId, 'pending'] as const;

const PENDING_MS = 60_000;

/** What an official race would say if it were scored now. */
export const pendingQuery = (eventId: number, race: number) => ({
  queryKey: [...pendingKey(eventId), race] as const,
  queryFn: ({ signal }: Asked) => api.get<Pending>(`${of(eventId)}/results/pending`, { signal, query: { race } }),
  refetchInterval: PENDING_MS,
  staleTime: PENDING_MS,
});

/** What an interval of a box's clock would move; nothing is changed. */
export const touchedQuery = (eventId: number, interval: Interval | null) => ({
  queryKey: [...deskKey(eventId), 'touched', interval] as const,
  queryFn: () => api.post<Touched>(`${of(eventId)}/corrections/clock-shifts/preview`, interval),
  enabled: interval !== null,
  retry: false,
});

const correct = (eventId: number, what: string, body?: unknown) => api.post<Made>(`${of(eventId)}/corrections/${what}`, body);

export const voidPassing = (eventId: number, passing: NewVoid) => correct(eventId, 'voids', passing);
export const enterTime = (eventId: number, time: NewManualTime) => correct(eventId, 'manual-times', time);
export const giveStatus = (eventId: number, status: NewStatus) => correct(eventId, 'statuses', status);
export const givePenalty = (eventId: number, penalty: NewPenalty) => correct(eventId, 'penalties', penalty);
export const shiftClock = (eventId: number, shift: NewClockShift) => correct(eventId, 'clock-shifts', shift);
export const redoCorrection = (eventId: number, id: number) => correct(eventId, `${id}/redo`);

export function undoCorrection(eventId: number, id: number): Promise<Correction> {
  return api.post<Correction>(`${of(eventId)}/corrections/${id}/undo`);
}

export function holdPlaces(eventId: number, hold: NewHold): Promise<Hold> {
  return api.post<Hold>(`${of(eventId)}/holds`, hold);
}

export function releasePlaces(eventId: number, id: number): Promise<Hold> {
  return api.post<Hold>(`${of(eventId)}/holds/${id}/release`);
}
