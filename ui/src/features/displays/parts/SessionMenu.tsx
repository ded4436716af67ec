/** What can be done with a display session beside working in it. */
import { ActionIcon, Menu } from '@mantine/core';
import { IconArchive, IconArrowBackUp, IconCopy, IconDots, IconPencil, IconUserCheck, IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DisplaySession } from '../../../api/display-sessions';

export type Dialog = 'rename' | 'clone' | 'share';

interface Props {
  readonly session: DisplaySession;
  /** Whether the person sees and takes over everybody's. */
  readonly manages: boolean;
  readonly onDialog: (dialog: Dialog) => void;
  readonly onArchive: () => void;
  readonly onRestore: () => void;
  readonly onTakeOver: () => void;
}

export function SessionMenu({ session, manages, onDialog, onArchive, onRestore, onTakeOver }: Props) {
  const { t } = useTranslation('displays');
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target><ActionIcon variant="subtle" color="gray" aria-label={t('menu.label', { name: session.name })}><IconDots size={18} aria-hidden /></ActionIcon></Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => { onDialog('rename'); }}>{t('menu.rename')}</Menu.Item>
        <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => { onDialog('clone'); }}>{t('menu.clone')}</Menu.Item>
        {(session.mine || manages) && <Menu.Item leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => { onDialog('share'); }}>{t('menu.share')}</Menu.Item>}
        {!session.mine && (manages || session.owner === null) && <Menu.Item leftSection={<IconUserCheck size={16} aria-hidden />} onClick={onTakeOver}>{t('menu.takeOver')}</Menu.Item>}
        {session.state === 'open'
          ? <Menu.Item leftSection={<IconArchive size={16} aria-hidden />} onClick={onArchive}>{t('menu.archive')}</Menu.Item>
          : <Menu.Item leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={onRestore}>{t('menu.restore')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
