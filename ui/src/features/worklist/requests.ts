/** What the work list asks the hub, one function a request. */
import { api } from '../../api/client';
import type { NewWorkDismissal, Readiness, WorkDismissed, WorkItem, WorkItems, WorkList } from '../../api/generated';

type Asked = { readonly signal: AbortSignal };
export type Kind = WorkItem['kind'];

/** Runners come in while somebody works the list off. */
const EVERY_MS = 10_000;
export const PAGE = 100;

export interface Which { readonly race: number | undefined; readonly kind: Kind; readonly dismissed: boolean }

export const worklistKey = (partner: string, eventId: number) => ['worklist', partner, eventId] as const;

const path = (eventId: number): string => `/api/events/${eventId}/worklist`;
const query = (told: Readonly<Record<string, string | number | boolean | undefined>>): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(told)) if (value !== undefined) search.set(name, String(value));
  return search.size === 0 ? '' : `?${search.toString()}`;
};

export const countsQuery = (partner: string, eventId: number, race: number | undefined) => ({
  queryKey: [...worklistKey(partner, eventId), 'counts', race],
  queryFn: ({ signal }: Asked) => api.get<WorkList>(`${path(eventId)}${query({ race })}`, { signal }),
  refetchInterval: EVERY_MS,
});

export const itemsQuery = (partner: string, eventId: number, { race, kind, dismissed }: Which) => ({
  queryKey: [...worklistKey(partner, eventId), 'items', race, kind, dismissed],
  queryFn: ({ signal, pageParam }: Asked & { readonly pageParam: string | null }) => (
    api.get<WorkItems>(`${path(eventId)}/items${query({ kind, race, dismissed, limit: PAGE, after: pageParam ?? undefined })}`, { signal })
  ),
  initialPageParam: null as string | null,
  getNextPageParam: (last: WorkItems) => last.after,
  refetchInterval: EVERY_MS,
});

export const readyQuery = (partner: string, eventId: number) => ({
  queryKey: [...worklistKey(partner, eventId), 'ready'],
  queryFn: ({ signal }: Asked) => api.get<Readiness>(`${path(eventId)}/ready`, { signal }),
  refetchInterval: EVERY_MS,
});

export const dismiss = (eventId: number, told: NewWorkDismissal) => api.post<WorkDismissed>(`${path(eventId)}/dismissals`, told);
export const restore = (eventId: number, ids: readonly number[]) => api.post<WorkDismissed>(`${path(eventId)}/dismissals/undo`, { ids });
