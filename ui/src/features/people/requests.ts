/** Everything that is asked of the hub about who works for the partner. */
import { api } from '../../api/client';
import type { MadeLink, NewInvitation, People, Role } from '../../api/generated';

export const PEOPLE = ['people'] as const;
export const readPeople = (signal?: AbortSignal) => api.get<People>('/api/people', signal === undefined ? {} : { signal });
export const invite = (given: NewInvitation) => api.post<MadeLink>('/api/people/invitations', given);
export const takeBack = (invitation: number) => api.delete(`/api/people/invitations/${invitation}`);
export const changeRole = (user: number, role: Role) => api.patch<People>(`/api/people/${user}`, { role });
export const sendAway = (user: number) => api.delete(`/api/people/${user}`);
export const resetPassword = (user: number) => api.post<MadeLink>(`/api/people/${user}/password-reset`);
