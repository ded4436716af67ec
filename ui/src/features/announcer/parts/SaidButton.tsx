/** The one big button of a card; ticked it says who said it, and takes it back. */
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../components/time';
import classes from '../announcer.module.css';

/** After a click the space bar is for the next card again, and not for this button. */
export function freed(act: () => void): (event: React.MouseEvent<HTMLElement>) => void {
  return (event) => {
    if (event.detail > 0) event.currentTarget.blur();
    act();
  };
}

interface Props {
  readonly said: { readonly by: string; readonly at: string | null } | null;
  readonly name: string;
  readonly small?: boolean;
  readonly onSay: () => void;
  readonly onUnsay: () => void;
}

export function SaidButton({ said, name, small = false, onSay, onUnsay }: Props) {
  const { t } = useTranslation('announcer');
  const { time } = useFormat();
  if (said === null) {
    return <button type="button" className={`${classes.button} ${small ? classes.tick : classes.say}`} onClick={freed(onSay)} aria-label={t('said.say', { name })}>{small ? <IconCheck aria-hidden /> : t('said.button')}</button>;
  }
  const by = said.by === '' ? t('said.you') : said.at === null ? said.by : t('said.by', { by: said.by, at: time(said.at) });
  return (
    <button type="button" className={`${classes.button} ${classes.said} ${small ? classes.tick : classes.say}`} onClick={freed(onUnsay)} aria-label={t('said.unsay', { name, by })} title={by}>
      <IconCheck aria-hidden />{!small && <span>{said.by === '' ? by : said.by}</span>}
    </button>
  );
}
