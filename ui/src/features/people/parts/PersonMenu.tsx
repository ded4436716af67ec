/** What is seldom done to a person. */
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../api/generated';

interface Props {
  readonly person: Person;
  readonly own: number;
  readonly onEnd: () => void;
  readonly onReset: () => void;
}

export function PersonMenu({ person, own, onEnd, onReset }: Props) {
  const { t } = useTranslation('people');
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('more', { name: person.name })}><IconDots size={18} aria-hidden /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {person.user_id !== own && <Menu.Item onClick={onReset}>{t('resetPassword')}</Menu.Item>}
        <Menu.Item c="var(--mantine-color-red-text)" onClick={onEnd}>{t(person.user_id === own ? 'leave' : 'end.verb')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
