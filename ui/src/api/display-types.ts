import type { LocationUse } from './generated';
export interface SessionPerson { user_id: number; name: string }
export interface SessionOwner { user_id: number; name: string; gone: boolean }
export interface SessionTiming { id: number; name: string; zone: string; state: 'open' | 'closed'; locations: LocationUse[]; only_listed: boolean; bound_at: string }
export type { BoundTimingSession } from './generated';
export interface DisplaySettings { show_ms?: number; idle_after_ms?: number | null; language?: 'en' | 'de' | null; calm?: boolean }
export interface DisplaySession {
  id: number; name: string; event_id: number | null; event: string | null; mode: 'pre_race' | 'results'; template: string; race_ids: number[]; unknown_tags: 'hidden' | 'shown';
  messages: string[]; settings: DisplaySettings; queue_cleared_at: string | null; state: 'open' | 'archived'; version: number; created_at: string; updated_at: string; last_used_at: string; archived_at: string | null;
  owner: SessionOwner | null; mine: boolean; people: SessionPerson[]; timing_sessions: SessionTiming[]; screens: number; links: number; viewers: number;
}
export interface DisplaySessionPage { items: DisplaySession[]; after: number | null }
export interface NewDisplaySession { event_id: number; name?: string | null; mode?: 'pre_race' | 'results'; timing_session_ids?: number[]; template?: 'standard' | 'spotlight' | 'wall' }
export interface DisplaySessionChange { name?: string; mode?: 'pre_race' | 'results'; template?: 'standard' | 'spotlight' | 'wall'; race_ids?: number[]; unknown_tags?: 'hidden' | 'shown'; messages?: string[]; settings?: DisplaySettings; version: number }
export interface DisplayUrl { id: string; url: string; qr: string; label: string; created_at: string; expires_at: string; opens_at: string | null; viewers: number; last_seen_at: string | null }
export interface DisplayUrls { items: DisplayUrl[] }
export interface NewDisplayUrl { display_session_id: number; label?: string; hours?: number; until?: 'event_end'; opens_at?: string }
export interface DisplayUrlChange { hours?: number; until?: 'event_end'; label?: string; opens_at?: string | null }
export interface Sharers { items: { user_id: number; name: string; role: string }[] }
