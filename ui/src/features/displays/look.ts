/** What of a display session is edited in one form, and what of it changed: only that is sent. */
import type { DisplaySession, DisplaySessionChange, Template } from '../../api/display-sessions';

export interface Look {
  readonly mode: DisplaySession['mode'];
  readonly template: Template;
  readonly race_ids: readonly string[];
  readonly unknown: boolean;
  /** '': the screen's own. */
  readonly language: '' | 'en' | 'de';
  readonly calm: boolean;
  readonly show_s: number | string;
  /** '': as the page does. */
  readonly idle_s: number | string;
  readonly messages: readonly string[];
}

/** The hub's own, where nothing was said. */
const SHOW_MS = 5_000;

export function lookOf({ mode, template, race_ids, unknown_tags, settings, messages }: DisplaySession): Look {
  return {
    mode, template: template as Template, race_ids: race_ids.map(String), unknown: unknown_tags === 'shown', language: settings.language ?? '', calm: settings.calm ?? false,
    show_s: (settings.show_ms ?? SHOW_MS) / 1000, idle_s: typeof settings.idle_after_ms === 'number' ? settings.idle_after_ms / 1000 : '', messages,
  };
}

const ms = (seconds: number | string): number => Math.round(Number(seconds) * 1000);
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

export function changeOf(before: Look, after: Look): Omit<DisplaySessionChange, 'version'> {
  const now = {
    mode: after.mode, template: after.template, race_ids: after.race_ids.map(Number), unknown_tags: after.unknown ? 'shown' as const : 'hidden' as const, messages: [...after.messages],
  };
  const was = { mode: before.mode, template: before.template, race_ids: before.race_ids.map(Number), unknown_tags: before.unknown ? 'shown' : 'hidden', messages: [...before.messages] };
  const fields = Object.fromEntries(Object.entries(now).filter(([name, value]) => !same(value, was[name as keyof typeof was])));
  const settings = ({ language, calm, show_s, idle_s }: Look) => ({ language: language === '' ? null : language, calm, show_ms: ms(show_s), idle_after_ms: idle_s === '' ? null : ms(idle_s) });
  return same(settings(before), settings(after)) ? fields : { ...fields, settings: settings(after) };
}
