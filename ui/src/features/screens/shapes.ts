/** What the hub says of screens; until the generated types are there. */
export interface PassingOnScreen { key: string; location: string; bib: string | null; name: string }
export interface NoticeOnScreen { id: number; kind: 'message' | 'emergency'; text: string; until: string | null }
export interface ScreenPicture { page: 'rest' | 'runners' | 'notice' | 'message' | 'emergency' | 'blank' | 'identify'; passings: PassingOnScreen[]; waiting: number }
export interface Screen {
  id: number; number: number; name: string; group: string; state: 'up' | 'down' | 'never' | 'left'; reason: '' | 'silent' | 'closed';
  seen_at: string | null; up_since: string | null; first_seen_at: string; width: number; height: number; pixel_ratio: number; build: string; version: string;
  data_age_ms: number | null; frames: number; errors: number; latency: { count?: number; p50?: number; max?: number };
  showing: ScreenPicture | null; notice: NoticeOnScreen | null;
  link: { address: string; label: string; expires_at: string; state: 'works' | 'ended' } | null;
  session: { id: number; name: string; event_id: number | null; template: string; by: 'link' | 'operator' } | null;
  language: 'en' | 'de' | null; locations: string[] | null; template: string | null; blank: boolean;
  identify_until: string | null; released_until: string | null; code: string; takeover_url: string | null;
}
export interface Screens { screens: Screen[]; after: number | null }
export interface ScreenTakeover { code: string; url: string | null; qr: string | null }
export interface ScreensOrdered { screens: number }
export interface Notice { id: number; kind: 'message' | 'emergency'; text: string; to: { screen_id: number | null; group: string | null; display_session_id: number | null }[]; screens: number; until: string | null; made_at: string; made_by: string; may_take_back: boolean }
export interface Notices { notices: Notice[] }
export interface Play {
  id: number; at: string; until: string | null; kind: 'runner' | 'rest' | 'message' | 'emergency' | 'blank' | 'identify' | 'notice';
  screen: { id: number; number: number; name: string }; session: { id: number; name: string } | null;
  bib: string | null; name: string; location: string; words: string; latency_ms: number | null;
}
export interface Plays { plays: Play[]; after: string | null }
export interface SessionNames { items: { id: number; name: string; timing_sessions: { locations: { name: string }[] }[] }[]; after: number | null }
export interface Latencies { p50: number | null; p95: number | null; p99: number | null }
export interface Analytics {
  totals: { opened: number; screens: number; uptime_s: number; uptime_percent: number | null; shown: number; latency: Latencies };
  step_s: number;
  minutes: ({ minute: string; screens: number; opened: number; shown: number } & Latencies)[];
  screens: ({ id: number; number: number; name: string; uptime_s: number; uptime_percent: number | null; shown: number; opened: number } & Latencies)[];
}
