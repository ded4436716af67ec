/** Everything that can be done with a screen, or with a whole group of them. */
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Target } from '../target';
import type { Acting } from '../useActing';
import type { Asking } from './dialogs';

interface Props {
  readonly target: Target;
  readonly label: string;
  readonly acting: Acting;
  readonly onAsk: (asking: Asking) => void;
  /** Of one screen: its details, and its name. */
  readonly onOpen?: () => void;
  readonly onRename?: () => void;
}

export function ScreenMenu({ target, label, acting, onAsk, onOpen, onRename }: Props) {
  const { t } = useTranslation('screens');
  const dark = target.screens.every(({ blank }) => blank);
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={label}><IconDots size={18} aria-hidden /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {onOpen !== undefined && <Menu.Item onClick={onOpen}>{t('act.open')}</Menu.Item>}
        <Menu.Item onClick={() => { acting.identify(target); }}>{t('act.identify')}</Menu.Item>
        <Menu.Item onClick={() => { onAsk({ kind: 'message', target }); }}>{t('act.message')}</Menu.Item>
        <Menu.Item onClick={() => { acting.blank(target, !dark); }}>{t(dark ? 'act.unblank' : 'act.blank')}</Menu.Item>
        <Menu.Item onClick={() => { acting.reload(target); }}>{t('act.reload')}</Menu.Item>
        <Menu.Item onClick={() => { acting.clearQueue(target); }}>{t('act.clearQueue')}</Menu.Item>
        <Menu.Divider role="separator" />
        {onRename !== undefined && <Menu.Item onClick={onRename}>{t('act.rename')}</Menu.Item>}
        <Menu.Item onClick={() => { onAsk({ kind: 'point', target }); }}>{t('act.point')}</Menu.Item>
        <Menu.Item onClick={() => { onAsk({ kind: 'group', target }); }}>{t('act.group')}</Menu.Item>
        <Menu.Item onClick={() => { onAsk({ kind: 'language', target }); }}>{t('act.language')}</Menu.Item>
        <Menu.Item onClick={() => { onAsk({ kind: 'locations', target }); }}>{t('act.locations')}</Menu.Item>
        <Menu.Divider role="separator" />
        {target.kind === 'one' && <Menu.Item onClick={() => { onAsk({ kind: 'takeover', target }); }}>{t('act.takeover')}</Menu.Item>}
        <Menu.Item c="var(--mantine-color-red-text)" onClick={() => { onAsk({ kind: 'emergency', target }); }}>{t('act.emergency')}</Menu.Item>
        <Menu.Item c="var(--mantine-color-red-text)" onClick={() => { void acting.forget(target); }}>{t('act.forget')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
