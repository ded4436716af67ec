/** What there is to say of somebody; each cue is ticked off by itself, so that the other announcer does not repeat it. */
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AnnouncerCue, AnnouncerRunner, AnnouncerSaid } from '../../../api/generated';
import classes from '../announcer.module.css';
import { saidOf } from '../ticks';
import type { Ticks } from '../useTicks';
import { cueText } from '../words';
import { freed } from './SaidButton';

/** A record, the lead, a guest of honour: told before anything else. */
const HIGH = 80;

interface Props { readonly card: { readonly runner: AnnouncerRunner; readonly cues: readonly AnnouncerCue[]; readonly said: readonly AnnouncerSaid[] }; readonly ticks: Ticks; readonly most?: number }

export function Cues({ card, ticks, most = 6 }: Props) {
  const { t, i18n } = useTranslation('announcer');
  if (card.cues.length === 0) return null;
  const who = card.runner.participant_id;
  return (
    <div className={classes.cues}>
      {card.cues.slice(0, most).map((cue) => {
        const said = saidOf(card, cue.what, ticks.queue);
        const text = cueText(cue, t, i18n.language);
        const tick = { participant_id: who, what: cue.what };
        return (
          <button
            key={cue.what} type="button" className={classes.cue} data-weight={cue.weight >= HIGH ? 'high' : 'low'} data-said={said !== null} aria-pressed={said !== null}
            title={said === null ? t('said.cue') : said.by === '' ? t('said.you') : said.by} onClick={freed(() => { if (said === null) ticks.say([tick]); else ticks.unsay(tick); })}
          >
            {said !== null && <IconCheck size={16} aria-hidden />}{text}
          </button>
        );
      })}
    </div>
  );
}
