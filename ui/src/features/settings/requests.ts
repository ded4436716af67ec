import { api } from '../../api/client';
import type { PartnerChange, PartnerSettings } from '../../api/generated';

export const PARTNER = ['partner'] as const;
export const readPartner = (signal?: AbortSignal) => api.get<PartnerSettings>('/api/partner', signal === undefined ? {} : { signal });
export const editPartner = (change: PartnerChange) => api.patch<PartnerSettings>('/api/partner', change);
