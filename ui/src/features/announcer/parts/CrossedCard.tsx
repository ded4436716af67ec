/** Somebody who crossed. Name first; time and place take the room that waits for them, so nothing jumps. */
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnnouncerCard } from '../../../api/generated';
import { useFormat } from '../../../components/time';
import classes from '../announcer.module.css';
import { nameAt, saidOf } from '../ticks';
import type { Ticks } from '../useTicks';
import { calledOf, oneOf, sexOf, timeOf, told, townOf } from '../words';
import { Cues } from './Cues';
import { SaidButton } from './SaidButton';

interface Props {
  readonly card: AnnouncerCard;
  readonly ticks: Ticks;
  /** Space says this one. */
  readonly next: boolean;
  readonly several: boolean;
  readonly onOpen: (card: AnnouncerCard) => void;
}

export const CrossedCard = memo(function CrossedCard({ card, ticks, next, several, onOpen }: Props) {
  const { t } = useTranslation('announcer');
  const { runner } = card;
  const tick = { participant_id: runner.participant_id, what: nameAt(card.point) };
  const said = saidOf(card, tick.what, ticks.queue);
  const name = calledOf(runner, t);
  return (
    <article className={classes.card} data-wide="true" data-next={next} data-vip={runner.vip === true} data-said={said !== null} data-card={card.id}>
      <div className={classes.who}>
        <button type="button" className={classes.name} onClick={() => { onOpen(card); }}>{name}</button>
        {(runner.pronunciation ?? '') !== '' && <div className={classes.spoken}>{runner.pronunciation}{(runner.pronoun ?? '') === '' ? '' : ` · ${runner.pronoun ?? ''}`}</div>}
        <Facts card={card} several={several} />
        <div className={classes.lines}>
          <Cues card={card} ticks={ticks} />
          {runner.notes?.map((note) => <div key={note.id} className={classes.note}>{note.text} <span className={classes.lesser}>– {note.author}</span></div>)}
        </div>
      </div>
      <Result card={card} />
      <SaidButton said={said} name={name} onSay={() => { ticks.say([tick]); }} onUnsay={() => { ticks.unsay(tick); }} />
    </article>
  );
});

function Facts({ card: { runner, point, kind }, several }: { readonly card: AnnouncerCard; readonly several: boolean }) {
  const { t } = useTranslation('announcer');
  const facts = [
    townOf(runner), runner.team, runner.age === null ? '' : t('age', { age: runner.age }), oneOf(runner, t), runner.division,
    several ? runner.race : '', kind === 'finish' ? '' : point,
    (runner.pronunciation ?? '') === '' ? runner.pronoun ?? '' : '',
  ].filter((fact) => fact !== '');
  return (
    <div className={classes.facts}>
      <span className={classes.bib}>{runner.bib ?? '–'}</span>
      {facts.map((fact) => <span key={fact}>{fact}</span>)}
    </div>
  );
}

function Result({ card }: { readonly card: AnnouncerCard }) {
  const { t, i18n } = useTranslation('announcer');
  const { clock } = useFormat();
  const ms = timeOf(card);
  const stopped = card.status === 'dq' || card.status === 'dnf' || card.status === 'dns';
  return (
    <div className={classes.result}>
      <div className={classes.time} data-waits={ms === null}>{stopped ? t(`status.${card.status as 'dq'}`) : ms === null ? clock(card.at) : told(ms, card.decimals, i18n.language)}</div>
      <div className={classes.places}>{card.place_overall === null ? (card.scored ? ' ' : t('waits')) : t('place.overall', { ordinal: true, count: card.place_overall })}</div>
      <div className={classes.places}>
        {card.place_sex !== null && t('place.sex', { ordinal: true, count: card.place_sex, sex: sexOf(card.runner.gender, t) })}
        {card.place_division !== null && card.runner.division !== '' && <><br />{t('place.division', { ordinal: true, count: card.place_division, division: card.runner.division })}</>}
      </div>
    </div>
  );
}
