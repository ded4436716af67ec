/** What this feature asks the hub, one function a request. */
import { address, api } from '../../api/client';
import type {
  Assignment, AssignmentReport, BibRanges, ChangedParticipant, Duplicates, FreeBibs, History, ImportChange, ImportPage, ImportRowPage,
  Merge, Merged, MissingPage, NewBibRange, NewParticipant, Participant, ParticipantChange, ParticipantPage, RosterImport,
  RosterSummary, Swap, Swapped, Undoable, UndoDone,
} from '../../api/generated';

type Asked = { readonly signal: AbortSignal };

/** Which people to show; what is left out does not matter. */
export interface Filter {
  readonly search?: string;
  readonly race?: number;
  readonly without?: 'bib' | 'chip';
  readonly privacy?: 'public' | 'short' | 'hidden';
}

export type RowFilter = 'all' | 'new' | 'changed' | 'unchanged' | 'rejected' | 'kept';

const PAGE = 200;
const of = (eventId: number) => `/api/events/${eventId}`;

/** Everything about the roster of an event; what changes it makes all of it stale. */
export const rosterKey = (eventId: number) => ['roster', eventId] as const;

export const peopleQuery = (eventId: number, filter: Filter) => ({
  queryKey: [...rosterKey(eventId), 'people', filter] as const,
  queryFn: ({ signal, pageParam }: Asked & { pageParam: string | null }) => (
    api.get<ParticipantPage>(`${of(eventId)}/participants`, { signal, query: { ...filter, limit: PAGE, after: pageParam } })
  ),
  initialPageParam: null as string | null, // the type of what follows
  getNextPageParam: (page: ParticipantPage) => page.after,
  placeholderData: <Data>(before: Data | undefined) => before,
});

export const summaryQuery = (eventId: number) => ({
  queryKey: [...rosterKey(eventId), 'summary'] as const,
  queryFn: ({ signal }: Asked) => api.get<RosterSummary>(`${of(eventId)}/participants/summary`, { signal }),
});

export const historyQuery = (eventId: number, id: number) => ({
  queryKey: [...rosterKey(eventId), 'history', id] as const,
  queryFn: ({ signal }: Asked) => api.get<History>(`${of(eventId)}/participants/${id}/history`, { signal }),
});

/** Who has this bib now; null when nobody does. */
export async function holderOf(eventId: number, bib: string, signal?: AbortSignal): Promise<Participant | null> {
  const page = await api.get<ParticipantPage>(`${of(eventId)}/participants`, { query: { search: bib, limit: 20 }, ...(signal === undefined ? {} : { signal }) });
  return page.items.find((one) => one.bib === bib) ?? null;
}

export function addPerson(eventId: number, person: NewParticipant): Promise<Participant> {
  return api.post<Participant>(`${of(eventId)}/participants`, person);
}

export function changePerson(eventId: number, id: number, change: ParticipantChange): Promise<ChangedParticipant> {
  return api.patch<ChangedParticipant>(`${of(eventId)}/participants/${id}`, change);
}

export function removePerson(eventId: number, id: number): Promise<Undoable> {
  return api.delete<Undoable>(`${of(eventId)}/participants/${id}`);
}

export function setChips(eventId: number, id: number, chips: readonly string[]): Promise<Undoable> {
  return api.put<Undoable>(`${of(eventId)}/participants/${id}/chips`, { chips });
}

export function undoChange(eventId: number, undo: number): Promise<UndoDone> {
  return api.post<UndoDone>(`${of(eventId)}/roster-undos/${undo}`);
}

export function undoBibs(eventId: number, undo: number): Promise<UndoDone> {
  return api.post<UndoDone>(`${of(eventId)}/bibs/undos/${undo}`);
}

export function swapBib(eventId: number, swap: Swap): Promise<Swapped> {
  return api.post<Swapped>(`${of(eventId)}/bibs/swap`, swap);
}

export const rangesQuery = (eventId: number) => ({
  queryKey: [...rosterKey(eventId), 'ranges'] as const,
  queryFn: ({ signal }: Asked) => api.get<BibRanges>(`${of(eventId)}/bib-ranges`, { signal }),
});

export const freeQuery = (eventId: number, race: number | null) => ({
  queryKey: [...rosterKey(eventId), 'free', race] as const,
  queryFn: ({ signal }: Asked) => api.get<FreeBibs>(`${of(eventId)}/bibs/free`, { signal, query: { race, limit: 8 } }),
});

export function addRange(eventId: number, range: NewBibRange): Promise<BibRanges> {
  return api.post<BibRanges>(`${of(eventId)}/bib-ranges`, range);
}

export function removeRange(eventId: number, id: number): Promise<void> {
  return api.delete(`${of(eventId)}/bib-ranges/${id}`);
}

export function assignBibs(eventId: number, how: Assignment): Promise<AssignmentReport> {
  return api.post<AssignmentReport>(`${of(eventId)}/bibs/assign`, how);
}

export const duplicatesQuery = (eventId: number) => ({
  queryKey: [...rosterKey(eventId), 'duplicates'] as const,
  queryFn: ({ signal }: Asked) => api.get<Duplicates>(`${of(eventId)}/duplicates`, { signal, query: { limit: 100 } }),
});

export function mergePeople(eventId: number, merge: Merge): Promise<Merged> {
  return api.post<Merged>(`${of(eventId)}/duplicates/merge`, merge);
}

/** A file for the browser to keep. */
export function exportAddress(eventId: number, filter: Filter): string {
  return address(`${of(eventId)}/participants/export`, { ...filter });
}

export const importsQuery = (eventId: number) => ({
  queryKey: [...rosterKey(eventId), 'imports'] as const,
  queryFn: ({ signal }: Asked) => api.get<ImportPage>(`${of(eventId)}/imports`, { signal, query: { limit: 10 } }),
});

export const importKey = (eventId: number, id: number) => ['roster-import', eventId, id] as const;

export const importQuery = (eventId: number, id: number) => ({
  queryKey: importKey(eventId, id),
  queryFn: ({ signal }: Asked) => api.get<RosterImport>(`${of(eventId)}/imports/${id}`, { signal }),
});

export const rowsQuery = (eventId: number, id: number, outcome: RowFilter) => ({
  queryKey: [...importKey(eventId, id), 'rows', outcome] as const,
  queryFn: ({ signal, pageParam }: Asked & { pageParam: number }) => (
    api.get<ImportRowPage>(`${of(eventId)}/imports/${id}/rows`, { signal, query: { outcome, after: pageParam, limit: PAGE } })
  ),
  initialPageParam: 0,
  getNextPageParam: (page: ImportRowPage) => page.after,
});

export const missingQuery = (eventId: number, id: number) => ({
  queryKey: [...importKey(eventId, id), 'missing'] as const,
  queryFn: ({ signal, pageParam }: Asked & { pageParam: number }) => (
    api.get<MissingPage>(`${of(eventId)}/imports/${id}/missing`, { signal, query: { after: pageParam, limit: PAGE } })
  ),
  initialPageParam: 0,
  getNextPageParam: (page: MissingPage) => page.after,
});

export function bringFile(eventId: number, file: File): Promise<RosterImport> {
  const form = new FormData();
  form.append('file', file);
  return api.post<RosterImport>(`${of(eventId)}/imports`, form);
}

export function changeImport(eventId: number, id: number, change: ImportChange): Promise<RosterImport> {
  return api.patch<RosterImport>(`${of(eventId)}/imports/${id}`, change);
}

export function commitImport(eventId: number, id: number): Promise<RosterImport> {
  return api.post<RosterImport>(`${of(eventId)}/imports/${id}/commit`);
}

export function undoImport(eventId: number, id: number): Promise<RosterImport> {
  return api.post<RosterImport>(`${of(eventId)}/imports/${id}/undo`);
}

export function rejectedAddress(eventId: number, id: number): string {
  return address(`${of(eventId)}/imports/${id}/rejected.csv`);
}

