/** Everything that is asked of the hub about webhooks. */
import { api } from '../../api/client';
import type { Deliveries, Delivery, MadeWebhook, NewWebhook, Webhook, WebhookChange, Webhooks } from '../../api/generated';

export const WEBHOOKS = ['webhooks'] as const;
export const readWebhooks = (signal?: AbortSignal) => api.get<Webhooks>('/api/webhooks', signal === undefined ? {} : { signal });
export const makeWebhook = (given: NewWebhook) => api.post<MadeWebhook>('/api/webhooks', given);
export const changeWebhook = (id: number, change: WebhookChange) => api.patch<Webhook>(`/api/webhooks/${id}`, change);
export const removeWebhook = (id: number) => api.delete(`/api/webhooks/${id}`);
export const testWebhook = (id: number) => api.post<Delivery>(`/api/webhooks/${id}/test`);

export const deliveriesOf = (id: number) => [...WEBHOOKS, id, 'deliveries'] as const;
export const readDeliveries = (id: number, after: number | null, signal?: AbortSignal) => (
  api.get<Deliveries>(`/api/webhooks/${id}/deliveries`, { query: { after }, ...(signal === undefined ? {} : { signal }) })
);
export const deliverAgain = (id: number, delivery: number) => api.post<Delivery>(`/api/webhooks/${id}/deliveries/${delivery}/again`);
