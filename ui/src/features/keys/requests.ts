/** Everything that is asked of the hub about API keys. */
import { api } from '../../api/client';
import type { Keys, MadeKey, NewKey } from '../../api/generated';

export const KEYS = ['keys'] as const;
export const readKeys = (signal?: AbortSignal) => api.get<Keys>('/api/keys', signal === undefined ? {} : { signal });
export const makeKey = (given: NewKey) => api.post<MadeKey>('/api/keys', given);
export const revokeKey = (id: number) => api.delete(`/api/keys/${id}`);
