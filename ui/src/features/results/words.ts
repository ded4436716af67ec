/** What results are called on the page: times, states, and the sentences of “why is this my time?”. */
import type { TFunction } from 'i18next';
import type { Correction, HeldRow, Result, Step } from '../../api/generated';
import { duration } from '../../binding/format';

const PATTERNS = ['auto', 'h:mm:ss.S', 'h:mm:ss.SS'] as const;

/** `42:30`; a begun unit counts. An empty text where there is no time. */
export function timeText(ms: number | null, decimals: number, language: string): string {
  if (ms === null) return '';
  const text = duration(ms, { as: 'duration', pattern: PATTERNS[Math.min(decimals, 2)] ?? 'auto' }, language);
  return decimals === 0 ? text : text.replace(/^(−?)0:0?/, '$1');
}

/** `2:00` or `30.5` as milliseconds; null when that is no time. */
export function readTime(text: string): number | null {
  const found = /^(?<sign>[-−]?)(?:(?:(?<h>\d{1,2}):)?(?<m>\d{1,3}):)?(?<s>\d{1,5})(?:[.,](?<f>\d{1,3}))?$/.exec(text.trim());
  if (found?.groups === undefined) return null;
  const { sign, h = '0', m = '0', s = '0', f = '' } = found.groups;
  const ms = ((Number(h) * 60 + Number(m)) * 60 + Number(s)) * 1000 + Number(f.padEnd(3, '0'));
  return sign === '' ? ms : -ms;
}

type Named = Pick<Result, 'bib' | 'name'>;

export function whoText({ bib, name }: Named, t: TFunction): string {
  return [bib === '' ? t('results:noBib') : bib, name === '' ? t('results:hiddenName') : name].join(' ');
}

export function heldText(row: HeldRow, t: TFunction): string {
  return row.team === '' ? whoText(row, t) : row.team;
}

/** The hub's own sentence in English; in other languages ours, with the same facts. */
export function stepText({ code, facts, text }: Step, t: TFunction, language: string): string {
  return language.startsWith('en') ? text : t(`why:step.${code}`, { ...facts, defaultValue: text });
}

/** What a correction did, in a line. */
export function correctionText(of: Correction, t: TFunction, clock: (at: string) => string, language: string): string {
  const exact = (instant: string) => `${clock(instant)}.${Math.floor(new Date(instant).getUTCMilliseconds() / 100)}`;
  const at = of.at === null ? '' : exact(of.at);
  const time = signed(of.ms ?? 0, language);
  switch (of.kind) {
    case 'void': return t('results:did.void', { location: placeOf(of), at });
    case 'manual_time': return t('results:did.manual_time', { point: of.point, at });
    case 'status': return t('results:did.status', { status: t(`results:status.${of.status ?? 'dnf'}`) });
    case 'penalty': return t('results:did.penalty', { time });
    case 'clock_shift': return t('results:did.clock_shift', { box: boxOf(of), from: at, until: of.until === null ? '' : exact(of.until), time });
  }
}

function placeOf({ passing }: Correction): string { return passing?.location ?? ''; }

function boxOf({ passing }: Correction): string {
  return passing === null ? '' : [passing.session, passing.location].filter((part) => part !== '').join(' · ');
}

function signed(ms: number, language: string): string {
  const text = timeText(Math.abs(ms), ms % 1000 === 0 ? 0 : 2, language);
  return `${ms < 0 ? '−' : '+'}${text}${Math.abs(ms) < 60_000 ? ' s' : ''}`;
}
