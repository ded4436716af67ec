/** Everything that a hub administrator asks; none of it is about one partner's data. */
import { api } from '../../api/client';
import type { AccessGiven, AccessRequest, AuditPage, HubPartner, HubPartnerChange, HubUserChange, HubUserPage, MadeLink, NewPartner } from '../../api/generated';

const nobody = { partner: null } as const;
const signalled = (signal?: AbortSignal) => ({ ...nobody, ...(signal === undefined ? {} : { signal }) });

export const PARTNERS = ['hub', 'partners'] as const;
export const readPartners = (signal?: AbortSignal) => api.get<HubPartner[]>('/api/hub/partners', signalled(signal));
export const addPartner = (given: NewPartner) => api.post<HubPartner>('/api/hub/partners', given, nobody);
export const changePartner = (id: number, change: HubPartnerChange) => api.patch<HubPartner>(`/api/hub/partners/${id}`, change, nobody);
export const inviteOwner = (id: number, email: string) => api.post<MadeLink>(`/api/hub/partners/${id}/invitations`, { email }, nobody);
export const getAccess = (id: number, given: AccessRequest) => api.post<AccessGiven>(`/api/hub/partners/${id}/access`, given, nobody);

export const USERS = ['hub', 'users'] as const;
export const readUsers = (search: string, after: number, signal?: AbortSignal) => api.get<HubUserPage>('/api/hub/users', { query: { search, after }, ...signalled(signal) });
export const changeUser = (id: number, change: HubUserChange) => api.patch(`/api/hub/users/${id}`, change, nobody);
export const resetUserPassword = (id: number) => api.post<MadeLink>(`/api/hub/users/${id}/password-reset`, undefined, nobody);

export const LOG = ['hub', 'log'] as const;
export const readLog = (after: number | null, signal?: AbortSignal) => api.get<AuditPage>('/api/hub/audit', { query: { after }, ...signalled(signal) });
