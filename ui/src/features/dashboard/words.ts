/** Alarms and durations in the language of the page. The hub's own sentence stands in for a code that is newer than we. */
import type { TFunction } from 'i18next';
import type { Alarm } from '../../api/generated';

export function duration(t: TFunction<'dashboard'>, seconds: number): string {
  if (seconds < 120) return t('duration.seconds', { count: Math.max(0, Math.round(seconds)) });
  if (seconds < 7_200) return t('duration.minutes', { count: Math.round(seconds / 60) });
  return t('duration.hours', { hours: Math.round(seconds / 360) / 10 });
}

export function alarmText(t: TFunction<'dashboard'>, { code, facts, sentence }: Alarm): string {
  const key = `alarm.${code}` as 'alarm.no_session'; // one of many; asked below whether it is there
  const told = typeof facts['seconds'] === 'number' ? { ...facts, seconds: duration(t, facts['seconds']) } : facts;
  return t(key, { ...told, defaultValue: sentence });
}

/** The collector's codes, its sentence and the system's for a broken line; any other is told as it is. */
const REASONS = [[/^closed$/, 'closed'], [/^the collector was started again$/, 'restarted'], [/^\[Errno \d+\]|[Cc]onnection (lost|reset)/, 'lost']] as const;

export function reasonText(t: TFunction<'dashboard'>, reason: string): string {
  const known = REASONS.find(([like]) => like.test(reason));
  return known === undefined ? reason : t(`sender.reason.${known[1]}`);
}
