/** Who comes next, with the seconds to go; the guess ends in a window, so "now" stays until the runner is here. */
import { useTranslation } from 'react-i18next';
import type { AnnouncerComing } from '../../../api/generated';
import { useNow } from '../../../components/useNow';
import classes from '../announcer.module.css';
import type { Ticks } from '../useTicks';
import { calledOf, gap, townOf } from '../words';
import { Cues } from './Cues';

interface Props { readonly coming: readonly AnnouncerComing[]; readonly clockAhead: number; readonly ticks: Ticks; readonly onOpen: (one: AnnouncerComing) => void }

export function ComingList({ coming, clockAhead, ticks, onOpen }: Props) {
  const { t } = useTranslation('announcer');
  const now = useNow(1_000) + clockAhead;
  if (coming.length === 0) return <p className={classes.empty}>{t('coming.none')}</p>;
  return (
    <>
      {coming.map((one) => {
        const { runner } = one;
        const facts = [townOf(runner), one.last_point === '' ? '' : one.last_place === null ? one.last_point : t('coming.last', { point: one.last_point, ordinal: true, count: one.last_place })];
        return (
          <div key={one.id} className={classes.coming}>
            <Eta at={Date.parse(one.at)} now={now} />
            <div className={classes.who}>
              <button type="button" className={classes.name} onClick={() => { onOpen(one); }}>{calledOf(runner, t)}</button>
              {(runner.pronunciation ?? '') !== '' && <div className={classes.spoken}>{runner.pronunciation}</div>}
              <div className={classes.lesser}>{facts.filter((fact) => fact !== '').join(' · ')}</div>
              <Cues card={one} ticks={ticks} most={2} />
            </div>
            <span className={classes.bib}>{runner.bib ?? '–'}</span>
          </div>
        );
      })}
    </>
  );
}

/** So long after the guess a runner is about to be here. */
const NOW_MS = 10_000;

function Eta({ at, now }: { readonly at: number; readonly now: number }) {
  const { t, i18n } = useTranslation('announcer');
  const left = at - now;
  if (left < -NOW_MS) return <span className={classes.eta} data-late="true">{t('coming.late', { gap: gap(Math.floor(-left / 1000) * 1000, i18n.language) })}</span>;
  const here = left < 1_000;
  return <span className={classes.eta} data-now={here}>{here ? t('coming.now') : gap(Math.ceil(left / 1000) * 1000, i18n.language)}</span>;
}
