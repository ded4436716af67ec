/** What is asked of the hub about what was shown, one function a request. */
import { address, api, type Query } from '../../api/client';
import type { DisplayAnalytics, Plays } from '../../api/generated';
import { startOf } from '../../components/days';
import type { AnalyticsSearch, PlaysSearch } from './search';

export const KINDS = ['runner', 'rest', 'message', 'emergency', 'blank', 'identify', 'notice'] as const;
export const PLAYS = ['plays'] as const;
export const ANALYTICS = ['display-analytics'] as const;

export function playsQuery(search: PlaysSearch, zone: string): Query {
  return { screen_id: search.screen, display_session_id: search.session, event_id: search.event, kind: search.kind, ...spanOf(search, zone) };
}

export function analyticsQuery(search: AnalyticsSearch, zone: string): Query {
  return { display_session_id: search.session, event_id: search.event, ...spanOf(search, zone) };
}

function spanOf({ from, to }: { readonly from?: string; readonly to?: string }, zone: string): Query {
  return { from: from === undefined ? undefined : startOf(from, zone, 0), to: to === undefined ? undefined : startOf(to, zone, 1) };
}

export const readPlays = (query: Query, after: Plays['after'], signal?: AbortSignal) => api.get<Plays>('/api/plays', { query: { limit: 100, ...query, after }, ...(signal === undefined ? {} : { signal }) });
export const playsExport = (query: Query, format: 'csv' | 'json') => address('/api/plays/export', { ...query, format });
export const readAnalytics = (query: Query, signal?: AbortSignal) => api.get<DisplayAnalytics>('/api/analytics/displays', { query, ...(signal === undefined ? {} : { signal }) });
export const analyticsExport = (query: Query) => address('/api/analytics/displays/export', { ...query, format: 'csv' });
