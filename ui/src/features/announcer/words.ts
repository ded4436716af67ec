/** A cue in the language of the page, and the small words of a card. */
import type { TFunction } from 'i18next';
import type { AnnouncerCard, AnnouncerCue, AnnouncerRunner } from '../../api/generated';
import { duration } from '../../binding/format';

type T = TFunction<'announcer'>;

/** 42:05, or 42:05.3 where the race is told in tenths; a begun unit counts, as at every finish line. */
export function told(ms: number, decimals: number, language: string): string {
  const unit = 10 ** (3 - decimals);
  const shown = Math.ceil(ms / unit) * unit;
  const whole = duration(shown - shown % 1000, { as: 'duration' }, language);
  return decimals === 0 ? whole : `${whole}.${String(shown % 1000 / unit).padStart(decimals, '0')}`;
}

/** 1.4 s, 12 s, 2:05: by so much. */
export function gap(ms: number, language: string): string {
  const size = Math.abs(ms);
  if (size < 60_000) return `${new Intl.NumberFormat(language, { maximumFractionDigits: size < 10_000 ? 1 : 0 }).format(size / 1000)} s`;
  return duration(size, { as: 'duration', pattern: 'auto', round: 'nearest' }, language);
}

export function nameOf({ first_name, last_name }: { readonly first_name: string; readonly last_name: string }): string {
  return [first_name, last_name].filter((part) => part !== '').join(' ');
}

export function calledOf(runner: AnnouncerRunner, t: T): string {
  const name = nameOf(runner);
  return name === '' ? t('bib', { bib: runner.bib ?? '–' }) : name;
}

export function townOf({ city, state, country }: AnnouncerRunner): string {
  return [city, state, country].filter((part) => part !== '').join(', ');
}

export function sexOf(gender: string, t: T): string {
  return gender === 'F' || gender === 'M' || gender === 'X' ? t(`sex.${gender}`) : gender;
}

/** Of one person, where no division says it. */
export function oneOf({ gender, division }: AnnouncerRunner, t: T): string {
  return division === '' && (gender === 'F' || gender === 'M' || gender === 'X') ? t(`one.${gender}`) : '';
}

function groupOf({ scope, group = '' }: AnnouncerCue, t: T): string {
  if (scope === 'overall' || scope === undefined) return t('group.overall');
  return scope === 'sex' ? t(`group.sex.${group === 'F' || group === 'M' || group === 'X' ? group : 'X'}`) : group;
}

function otherOf({ other }: AnnouncerCue, t: T): string {
  if (other === null || other === undefined) return '';
  return other.name === '' ? t('bib', { bib: other.bib ?? '–' }) : t('nameBib', { name: other.name, bib: other.bib ?? '–' });
}

type Values = { readonly group: string; readonly other: string; readonly number: number; readonly count: number; readonly told: string; readonly year: number | ''; readonly gap: string };

function valuesOf(cue: AnnouncerCue, t: T, language: string): Values {
  const number = cue.number ?? 0;
  const by = cue.gap_ms ?? null;
  return { group: groupOf(cue, t), other: otherOf(cue, t), number, count: number, told: cue.told ?? '', year: cue.year ?? '', gap: by === null ? '' : gap(by, language) };
}

type Told = (cue: AnnouncerCue, values: Values, t: T, language: string) => string;

const TOLD: Readonly<Partial<Record<AnnouncerCue['code'], Told>>> = {
  record: (_, values, t) => t(values.other !== '' ? 'cue.recordOfToday' : values.told === '' ? 'cue.record' : 'cue.recordOf', values),
  lead: (_, values, t) => t(values.other === '' ? 'cue.lead' : values.gap === '' ? 'cue.leadFrom' : 'cue.leadBy', values),
  duel: ({ gap_ms }, values, t) => t((gap_ms ?? 0) < 0 ? 'cue.duelBehind' : 'cue.duelAhead', values),
  first_from: ({ scope, group = '' }, values, t) => t(`cue.from.${scope === 'country' || scope === 'club' ? scope : 'town'}`, { ...values, group }),
  streak: ({ scope }, values, t) => t(scope === 'row' ? 'cue.streak' : 'cue.times', { ...values, ordinal: true }),
  number: (_, { number }, t, language) => t('cue.number', { number: new Intl.NumberFormat(language).format(number) }),
};

/** The sentence of a cue, with the figures that prove it. */
export function cueText(cue: AnnouncerCue, t: T, language: string): string {
  const values = valuesOf(cue, t, language);
  const made = TOLD[cue.code];
  return made === undefined ? t(`cue.${cue.code as 'first'}`, values) : made(cue, values, t, language);
}

/** The time that decides, and whether it is known. */
export function timeOf(card: AnnouncerCard): number | null {
  return card.by === 'chip' ? card.chip_ms ?? card.gun_ms : card.gun_ms ?? card.chip_ms;
}
