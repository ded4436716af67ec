/** What this feature asks the hub, one function a request. */
import { address, api } from '../../api/client';
import type { AnnouncerNote, AnnouncerNoteChange, AnnouncerNoteHistory, AnnouncerPersonChange, AnnouncerRunner, AnnouncerSearch, NewAnnouncerNote, TicksTold } from '../../api/generated';
import type { Choice } from './choice';

const path = (eventId: number): string => `/api/events/${eventId}/announcer`;

export interface Tick { readonly participant_id: number; readonly what: string }

export function streamAddress(eventId: number, { races, points, missedAfter }: Choice): string {
  return address(`${path(eventId)}/stream`, { race: races, point: points, missed_after: missedAfter });
}

export const searchQuery = (partner: string, eventId: number, words: string) => ({
  queryKey: ['announcer', partner, eventId, 'search', words] as const,
  queryFn: ({ signal }: { readonly signal: AbortSignal }) => api.get<AnnouncerSearch>(`${path(eventId)}/search`, { signal, query: { q: words } }),
  enabled: words !== '',
  staleTime: 2_000,
  throwOnError: false,
});

export function say(eventId: number, ticks: readonly Tick[]): Promise<TicksTold> {
  return api.post<TicksTold>(`${path(eventId)}/said`, { ticks });
}

export function unsay(eventId: number, { participant_id, what }: Tick): Promise<void> {
  return api.delete(`${path(eventId)}/said`, { query: { participant_id, what } });
}

export function changePerson(eventId: number, participantId: number, change: AnnouncerPersonChange): Promise<AnnouncerRunner> {
  return api.patch<AnnouncerRunner>(`${path(eventId)}/people/${participantId}`, change);
}

export function addNote(eventId: number, note: NewAnnouncerNote): Promise<AnnouncerNote> {
  return api.post<AnnouncerNote>(`${path(eventId)}/notes`, note);
}

export function changeNote(eventId: number, id: number, change: AnnouncerNoteChange): Promise<AnnouncerNote> {
  return api.patch<AnnouncerNote>(`${path(eventId)}/notes/${id}`, change);
}

export function removeNote(eventId: number, id: number): Promise<void> {
  return api.delete(`${path(eventId)}/notes/${id}`);
}

export const historyQuery = (partner: string, eventId: number, { id, version }: AnnouncerNote) => ({
  queryKey: ['announcer', partner, eventId, 'note', id, version] as const,
  queryFn: ({ signal }: { readonly signal: AbortSignal }) => api.get<AnnouncerNoteHistory>(`${path(eventId)}/notes/${id}/versions`, { signal }),
});
