/** What can be done with an event beside opening it. */
import { ActionIcon, Menu } from '@mantine/core';
import { IconArchive, IconArrowBackUp, IconCopy, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { EventBrief } from '../../../api/generated';

interface Props {
  readonly event: Pick<EventBrief, 'name' | 'state'>;
  readonly onEdit?: () => void;
  readonly onClone: () => void;
  readonly onArchive: () => void;
  readonly onRestore: () => void;
  readonly onDelete: () => void;
}

export function EventMenu({ event, onEdit, onClone, onArchive, onRestore, onDelete }: Props) {
  const { t } = useTranslation('events');
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target><ActionIcon variant="subtle" color="gray" aria-label={t('menu.label', { name: event.name })}><IconDots size={18} aria-hidden /></ActionIcon></Menu.Target>
      <Menu.Dropdown>
        {onEdit !== undefined && <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={onEdit}>{t('menu.edit')}</Menu.Item>}
        <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={onClone}>{t('menu.clone')}</Menu.Item>
        {event.state === 'active'
          ? <Menu.Item leftSection={<IconArchive size={16} aria-hidden />} onClick={onArchive}>{t('menu.archive')}</Menu.Item>
          : <Menu.Item leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={onRestore}>{t('menu.restore')}</Menu.Item>}
        {event.state !== 'deleted' && <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={onDelete}>{t('menu.delete')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
