/** What is done with those that are chosen; stands at the lower edge while any is. */
import { Button, CloseButton, Text } from '@mantine/core';
import { IconArrowsExchange, IconBulb, IconBulbOff, IconFocusCentered, IconMessage, IconReload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Target } from '../target';
import type { Acting } from '../useActing';
import type { Asking } from './dialogs';
import { ScreenMenu } from './ScreenMenu';
import classes from './Screens.module.css';

interface Props {
  readonly target: Target;
  readonly acting: Acting;
  readonly onAsk: (asking: Asking) => void;
  readonly onNone: () => void;
}

export function SelectionBar({ target, acting, onAsk, onNone }: Props) {
  const { t } = useTranslation('screens');
  const count = target.screens.length;
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('selection.label')}>
      <CloseButton aria-label={t('selection.none')} onClick={onNone} />
      <Text fw={600} size="sm" aria-live="polite">{t('selection.count', { count })}</Text>
      <Button size="xs" leftSection={<IconFocusCentered size={16} aria-hidden />} onClick={() => { acting.identify(target); }}>{t('act.identify')}</Button>
      <Button size="xs" variant="default" leftSection={<IconMessage size={16} aria-hidden />} onClick={() => { onAsk({ kind: 'message', target }); }}>{t('act.message')}</Button>
      <Button size="xs" variant="default" leftSection={<IconBulbOff size={16} aria-hidden />} onClick={() => { acting.blank(target, true); }}>{t('act.blank')}</Button>
      <Button size="xs" variant="default" leftSection={<IconBulb size={16} aria-hidden />} onClick={() => { acting.blank(target, false); }}>{t('act.unblank')}</Button>
      <Button size="xs" variant="default" leftSection={<IconReload size={16} aria-hidden />} onClick={() => { acting.reload(target); }}>{t('act.reload')}</Button>
      <Button size="xs" variant="default" leftSection={<IconArrowsExchange size={16} aria-hidden />} onClick={() => { onAsk({ kind: 'point', target }); }}>{t('act.point')}</Button>
      <ScreenMenu target={target} label={t('selection.more', { count })} acting={acting} onAsk={onAsk} />
    </div>
  );
}
