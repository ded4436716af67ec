/** What race set-up asks the hub, one function a request. Every change answers with the whole event. */
import { api } from '../../api/client';
import type {
  RacePointTold, CourseRecord, CourseRecordChange, EventCourse, GunOwner, ManualStart, NewCourseRecord, RaceClosing, RaceRulesChange, RaceStateChange,
} from '../../api/generated';

type Asked = { readonly signal: AbortSignal };
/** Guns and mats are heard while somebody looks at this page. */
const EVERY_MS = 5_000;

export const courseKey = (partner: string, eventId: number) => ['course', partner, eventId] as const;

export const courseQuery = (partner: string, eventId: number) => ({
  queryKey: courseKey(partner, eventId),
  queryFn: ({ signal }: Asked) => api.get<EventCourse>(`/api/events/${eventId}/course`, { signal }),
  refetchInterval: EVERY_MS,
});

/** Where a race of an event is. */
export interface At { readonly eventId: number; readonly raceId: number }

const race = ({ eventId, raceId }: At): string => `/api/events/${eventId}/races/${raceId}`;

export const setPoints = (at: At, version: number, points: readonly RacePointTold[]) => api.put<EventCourse>(`${race(at)}/points`, { version, points });
export const changeRules = (at: At, change: RaceRulesChange) => api.patch<EventCourse>(`${race(at)}/rules`, change);
export const startRace = (at: At, told: ManualStart) => api.put<EventCourse>(`${race(at)}/start`, told);
export const startWave = (at: At, waveId: number, told: ManualStart) => api.put<EventCourse>(`${race(at)}/waves/${waveId}/start`, told);
export const giveGun = (eventId: number, gunId: number, to: GunOwner | null, was: GunOwner | null) => api.put<EventCourse>(`/api/events/${eventId}/guns/${gunId}`, { to, was });
export const setState = (at: At, told: RaceStateChange) => api.put<EventCourse>(`${race(at)}/state`, told);
export const closeRace = (at: At, told: RaceClosing) => api.put<EventCourse>(`${race(at)}/closed`, told);
export const addRecord = (at: At, told: NewCourseRecord) => api.post<CourseRecord>(`${race(at)}/records`, told);
export const changeRecord = (at: At, recordId: number, told: CourseRecordChange) => api.patch<CourseRecord>(`${race(at)}/records/${recordId}`, told);
export const removeRecord = (at: At, recordId: number) => api.delete(`${race(at)}/records/${recordId}`);
