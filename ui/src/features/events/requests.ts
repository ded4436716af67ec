/** What this feature asks the hub, one function a request. */
import { api } from '../../api/client';
import type {
  Clone, Division, DivisionChange, Event, EventChange, EventPage, Moves, NewDivision, NewEvent, NewRace, NewWave, Race, RaceChange, Wave, WaveChange,
} from '../../api/generated';

type Asked = { readonly signal: AbortSignal };
export type Which = 'active' | 'archived' | 'deleted';

export const eventsKey = (partner: string) => ['events', partner] as const;
export const eventKey = (partner: string, eventId: number) => ['event', partner, eventId] as const;

export const eventsQuery = (partner: string, which: Which, search: string) => ({
  queryKey: [...eventsKey(partner), which, search] as const,
  queryFn: ({ signal, pageParam }: Asked & { pageParam: string | null }) => (
    api.get<EventPage>('/api/events', { signal, query: { which, search, after: pageParam } })
  ),
  initialPageParam: null as string | null, // the type of what follows
  getNextPageParam: (page: EventPage) => page.after,
});

export const eventQuery = (partner: string, eventId: number) => ({
  queryKey: eventKey(partner, eventId),
  queryFn: ({ signal }: Asked) => api.get<Event>(`/api/events/${eventId}`, { signal }),
});

export const movesQuery = (partner: string, eventId: number, day: string, zone: string) => ({
  queryKey: ['moves', partner, eventId, day, zone] as const,
  queryFn: ({ signal }: Asked) => api.get<Moves>(`/api/events/${eventId}/moves`, { signal, query: { day, zone } }),
});

export const addEvent = (wanted: NewEvent) => api.post<Event>('/api/events', wanted);
export const editEvent = (eventId: number, change: EventChange) => api.patch<Event>(`/api/events/${eventId}`, change);
export const cloneEvent = (eventId: number, wanted: Clone) => api.post<Event>(`/api/events/${eventId}/clone`, wanted);
export const archiveEvent = (eventId: number) => api.post<Event>(`/api/events/${eventId}/archive`);
export const restoreEvent = (eventId: number) => api.post<Event>(`/api/events/${eventId}/restore`);
export const deleteEvent = (eventId: number) => api.delete(`/api/events/${eventId}`);

const races = (eventId: number) => `/api/events/${eventId}/races`;
const waves = ({ event_id, id }: Race) => `${races(event_id)}/${id}/waves`;
const divisions = ({ event_id, id }: Race) => `${races(event_id)}/${id}/divisions`;

export const addRace = (eventId: number, wanted: NewRace) => api.post<Race>(races(eventId), wanted);
export const editRace = (race: Race, change: RaceChange) => api.patch<Race>(`${races(race.event_id)}/${race.id}`, change);
export const removeRace = (race: Race) => api.delete(`${races(race.event_id)}/${race.id}`);

export const addWave = (race: Race, wanted: NewWave) => api.post<Race>(waves(race), wanted);
export const editWave = (race: Race, wave: Wave, change: WaveChange) => api.patch<Race>(`${waves(race)}/${wave.id}`, change);
export const removeWave = (race: Race, wave: Wave) => api.delete<Race>(`${waves(race)}/${wave.id}`);

export const addDivision = (race: Race, wanted: NewDivision) => api.post<Race>(divisions(race), wanted);
export const editDivision = (race: Race, division: Division, change: DivisionChange) => api.patch<Race>(`${divisions(race)}/${division.id}`, change);
export const removeDivision = (race: Race, division: Division) => api.delete<Race>(`${divisions(race)}/${division.id}`);

/** Undo of a removal: the same race again, with its waves and divisions. */
export async function addRaceAgain({ event_id, name, distance_m, start, position, ...race }: Race): Promise<Race> {
  let made = await addRace(event_id, { name, distance_m, start, position });
  for (const wave of race.waves) made = await addWave(made, { name: wave.name, start: wave.start, position: wave.position });
  for (const each of race.divisions) {
    made = await addDivision(made, { name: each.name, gender: each.gender, youngest: each.youngest, oldest: each.oldest, position: each.position });
  }
  return made;
}
