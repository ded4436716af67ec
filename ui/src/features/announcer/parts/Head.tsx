/** Where the race stands, the time of day, and whether what is seen is fresh. */
import { IconArrowLeft, IconCircleHalf2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnnouncerRace } from '../../../api/generated';
import { useFormat } from '../../../components/time';
import { useNow } from '../../../components/useNow';
import classes from '../announcer.module.css';
import type { Heard } from '../useBoard';

interface Props {
  readonly partner: string;
  readonly eventId: number;
  readonly heard: Heard;
  readonly waiting: number;
  readonly onTurn: () => void;
  readonly finder: ReactNode;
  readonly menu: ReactNode;
}

export function Head({ partner, eventId, heard, waiting, onTurn, finder, menu }: Props) {
  const { t } = useTranslation('announcer');
  const { board } = heard;
  return (
    <div>
      <header className={classes.head}>
        <Link to="/p/$partner/events/$eventId" params={{ partner, eventId }} className={classes.button} aria-label={t('back')}><IconArrowLeft aria-hidden /></Link>
        <h1 className={classes.event} style={{ margin: 0 }}>{board?.event ?? t('title')}</h1>
        <Clock clockAhead={heard.clockAhead} />
        {board !== null && <Counts races={board.races} perMinute={board.perMinute} />}
        {finder}
        <div className={classes.tools}>
          <button type="button" className={classes.button} onClick={onTurn} aria-label={t('turn')} title={t('turn')}><IconCircleHalf2 aria-hidden /></button>
          {menu}
        </div>
      </header>
      <State heard={heard} waiting={waiting} />
    </div>
  );
}

function Clock({ clockAhead }: { readonly clockAhead: number }) {
  const { clock } = useFormat();
  return <span className={classes.clock}>{clock(useNow(1_000) + clockAhead)}</span>;
}

function Counts({ races, perMinute }: { readonly races: readonly AnnouncerRace[]; readonly perMinute: number }) {
  const { t, i18n } = useTranslation('announcer');
  const number = new Intl.NumberFormat(i18n.language);
  const sum = (of: (race: AnnouncerRace) => number): string => number.format(races.reduce((all, race) => all + of(race), 0));
  return (
    <span className={classes.counts}>
      <span><b>{sum((race) => race.finished)}</b> {t('count.finished')}</span>
      <span><b>{sum((race) => race.on_course)}</b> {t('count.onCourse')}</span>
      <span>{t('count.of')} <b>{sum((race) => race.expected)}</b></span>
      <span><b>{number.format(perMinute)}</b> {t('count.perMinute')}</span>
    </span>
  );
}

const STALE_MS = 15_000;

function State({ heard: { line, checked, clockAhead }, waiting }: { readonly heard: Heard; readonly waiting: number }) {
  const { t, i18n } = useTranslation('announcer');
  const now = useNow(1_000) + clockAhead;
  const age = checked === null ? 0 : now - checked;
  if (line === 'ended') return <div role="alert" className={classes.line}>{t('line.ended')}</div>;
  if (line === 'lost' || age > STALE_MS) {
    return <div role="status" className={classes.line}>{t('line.lost', { age: new Intl.NumberFormat(i18n.language).format(Math.max(0, Math.round(age / 1000))) })}{waiting > 0 && ` ${t('line.waiting', { count: waiting })}`}</div>;
  }
  return null;
}
