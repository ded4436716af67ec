/** One line for one name: when many come at once nobody may be pushed out of sight. */
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnnouncerCard } from '../../../api/generated';
import { useFormat } from '../../../components/time';
import classes from '../announcer.module.css';
import { nameAt, saidOf } from '../ticks';
import type { Ticks } from '../useTicks';
import { calledOf, cueText, timeOf, told } from '../words';
import { SaidButton } from './SaidButton';

interface Props { readonly card: AnnouncerCard; readonly ticks: Ticks; readonly next: boolean; readonly onOpen: (card: AnnouncerCard) => void }

export const CrossedRow = memo(function CrossedRow({ card, ticks, next, onOpen }: Props) {
  const { t, i18n } = useTranslation('announcer');
  const { clock } = useFormat();
  const { runner } = card;
  const tick = { participant_id: runner.participant_id, what: nameAt(card.point) };
  const said = saidOf(card, tick.what, ticks.queue);
  const name = calledOf(runner, t);
  const ms = timeOf(card);
  const [cue] = card.cues;
  const spoken = runner.pronunciation ?? '';
  return (
    <div className={classes.row} data-said={said !== null} data-next={next} data-card={card.id}>
      <span className={classes.bib}>{runner.bib ?? '–'}</span>
      <span className={classes.who}>
        <button type="button" className={classes.name} onClick={() => { onOpen(card); }}>{name}</button>
        {said === null && (spoken !== '' || cue !== undefined) && <span className={classes.short}>{[spoken, cue === undefined ? '' : cueText(cue, t, i18n.language)].filter((part) => part !== '').join(' · ')}</span>}
      </span>
      <span className={classes.short}>{ms === null ? clock(card.at) : told(ms, card.decimals, i18n.language)}{card.place_overall === null ? '' : ` · ${t('place.short', { ordinal: true, count: card.place_overall })}`}</span>
      <SaidButton small said={said} name={name} onSay={() => { ticks.say([tick]); }} onUnsay={() => { ticks.unsay(tick); }} />
    </div>
  );
});
