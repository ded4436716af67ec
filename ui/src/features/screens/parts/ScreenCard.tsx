/** One screen on the wall. */
import { Checkbox } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Screen } from '../../../api/generated';
import { ofScreens } from '../target';
import { AgeOfData, Build, Marks, Size } from './Facts';
import type { RowProps } from './rows';
import { ScreenMenu } from './ScreenMenu';
import { ScreenName } from './ScreenName';
import { Heartbeat, State } from './State';
import { Thumbnail } from './Thumbnail';
import classes from './Screens.module.css';

interface Props extends RowProps {
  readonly screen: Screen;
  readonly chosen: boolean;
  readonly renaming: boolean;
}

/** Drawn again only when its own screen changed: a wall of 200 is told of each second. */
export const ScreenCard = memo(function ScreenCard({ screen, chosen, renaming, newest, clockAhead, acting, onChoose, onOpen, onRename, onAsk }: Props) {
  const { t } = useTranslation('screens');
  const { id, number, name, session, link } = screen;
  return (
    <li className={classes.card} data-state={screen.state} data-chosen={chosen} data-screen={id}>
      <div className={classes.head}>
        <Checkbox checked={chosen} aria-label={t('choose', { number, name })} onChange={(event) => { onChoose(id, (event.nativeEvent as MouseEvent).shiftKey); }} />
        <ScreenName screen={screen} renaming={renaming} onOpen={() => { onOpen(id); }} onRenamed={(next) => { onRename(null); if (next !== null) acting.rename(screen, next); }} />
        <ScreenMenu target={ofScreens([screen])} label={t('actionsOf', { number, name })} acting={acting} onAsk={onAsk} onOpen={() => { onOpen(id); }} onRename={() => { onRename(id); }} />
      </div>
      <Thumbnail screen={screen} />
      <State screen={screen} clockAhead={clockAhead} />
      <Heartbeat screen={screen} clockAhead={clockAhead} />
      <Marks screen={screen} clockAhead={clockAhead} />
      <dl className={classes.facts}>
        <dt>{t('fact.session')}</dt><dd>{session?.name ?? t('none')}</dd>
        <dt>{t('fact.link')}</dt><dd>{link === null ? t('none') : link.label === '' ? link.address : link.label}</dd>
        <dt>{t('fact.dataAge')}</dt><dd><AgeOfData screen={screen} /></dd>
        <dt>{t('fact.size')}</dt><dd><Size screen={screen} /></dd>
        <dt>{t('fact.build')}</dt><dd><Build screen={screen} newest={newest} /></dd>
      </dl>
    </li>
  );
});
