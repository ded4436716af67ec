/** Everything that is asked of the hub about the audit log. */
import { address, api, type Query } from '../../api/client';
import type { AuditChoices, AuditPage } from '../../api/generated';

export const AUDIT = ['audit'] as const;
export const readAudit = (query: Query, after: number | null, signal?: AbortSignal) => (
  api.get<AuditPage>('/api/audit', { query: { ...query, after }, ...(signal === undefined ? {} : { signal }) })
);
export const readChoices = (signal?: AbortSignal) => api.get<AuditChoices>('/api/audit/choices', signal === undefined ? {} : { signal });
export const exportAddress = (query: Query, format: 'csv' | 'json') => address('/api/audit/export', { ...query, format });
