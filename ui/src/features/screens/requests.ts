/** What is asked of the hub about screens, one function a request. */
import { api } from '../../api/client';
import type { Notice, Notices, Screen, Screens, ScreenSettings, ScreensOrdered, ScreenTakeover, DisplaySessionPage } from '../../api/generated';

type Asked = { readonly signal: AbortSignal };

export interface Which { readonly event?: number | undefined; readonly everyone?: boolean | undefined }

/** Exactly one of these. */
export type To =
  | { readonly screens: readonly number[] }
  | { readonly group: string }
  | { readonly display_session_id: number }
  | { readonly all: true };

export type Order =
  | { readonly do: 'identify'; readonly seconds: number }
  | { readonly do: 'blank'; readonly on: boolean }
  | { readonly do: 'reload' }
  | { readonly do: 'point'; readonly display_session_id: number | null; readonly template?: string | null }
  | { readonly do: 'release_takeover'; readonly minutes: number }
  | { readonly do: 'clear_queue' };

export const SCREENS = ['screens'] as const;
export const screensKey = (partner: string, { event, everyone }: Which) => [...SCREENS, partner, event ?? null, everyone ?? false] as const;
export const screensPath = ({ event, everyone }: Which) => ({ event_id: event, everyone: everyone === true ? true : undefined });

export const screensQuery = (partner: string, which: Which) => ({
  queryKey: screensKey(partner, which),
  queryFn: async ({ signal }: Asked): Promise<Screens> => {
    const screens: Screen[] = [];
    for (let after: number | null = 0; after !== null;) {
      const page: Screens = await api.get<Screens>('/api/screens', { signal, query: { ...screensPath(which), limit: 500, after: after === 0 ? undefined : after } });
      screens.push(...page.screens);
      after = page.after;
    }
    return { screens, after: null };
  },
});

export interface Change {
  readonly name?: string;
  readonly group?: string;
  readonly language?: 'en' | 'de' | null;
  readonly locations?: readonly string[] | null;
  readonly template?: string | null;
  readonly display_session_id?: number | null;
  readonly settings?: ScreenSettings;
}

export const change = (screen: number, changes: Change) => api.patch<Screen>(`/api/screens/${screen}`, changes);
export const takeover = (screen: number, { signal }: Asked) => api.get<ScreenTakeover>(`/api/screens/${screen}/takeover`, { signal });
export const forget = (screen: number) => api.delete(`/api/screens/${screen}`);
export const order = (to: To, wanted: Order) => api.post<ScreensOrdered>('/api/screens/orders', { to, order: wanted });

export interface NewNotice { readonly to: To; readonly kind: Notice['kind']; readonly text: string; readonly seconds?: number }

export const NOTICES = ['screen-notices'] as const;
export const noticesQuery = (partner: string) => ({
  queryKey: [...NOTICES, partner] as const,
  queryFn: ({ signal }: Asked) => api.get<Notices>('/api/screens/notices', { signal }),
});
export const putUp = (notice: NewNotice) => api.post<Notice>('/api/screens/notices', notice);
export const takeBack = (notice: number) => api.delete(`/api/screens/notices/${notice}`);

/** The races that can run on a screen: those of the event that its session shows. */
export const racesQuery = (event: number | null) => ({
  queryKey: ['races-of-screens', event] as const,
  queryFn: ({ signal }: Asked) => api.get<{ readonly races: readonly { readonly id: number; readonly name: string }[] }>(`/api/events/${String(event)}`, { signal }),
  enabled: event !== null,
  staleTime: 60_000,
});

/** Sessions to point a screen at: those that are open and within reach. */
export const sessionsQuery = (partner: string, everyone: boolean) => ({
  queryKey: ['display-sessions', partner, 'for-screens', everyone] as const,
  queryFn: ({ signal }: Asked) => api.get<DisplaySessionPage>('/api/sessions', { signal, query: { state: 'open', everyone: everyone ? true : undefined, limit: 500 } }),
  staleTime: 15_000,
});

export const eventsQuery = (partner: string) => ({
  queryKey: ['events-of-screens', partner] as const,
  queryFn: ({ signal }: Asked) => api.get<{ readonly items: readonly { readonly id: number; readonly name: string }[] }>('/api/events', { signal, query: { limit: 500 } }),
  staleTime: 60_000,
});
