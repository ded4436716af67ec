import { Menu, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { cloneElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me, Membership } from '../../api/me';
import type { Target } from './DeferredMenu';
import { useOpened } from './useOpened';

interface Props {
  readonly me: Me;
  readonly current: Membership | undefined;
  readonly target: Target;
}

export function PartnerList({ me, current, target }: Props) {
  const { t } = useTranslation('shell');
  const { button, opened, setOpened } = useOpened();
  return (
    <Menu position="bottom-start" width={280} opened={opened} onChange={setOpened}>
      <Menu.Target>{cloneElement(target, { ref: button })}</Menu.Target>
      <Menu.Dropdown mah="70dvh" style={{ overflowY: 'auto' }}>
        <Menu.Label>{t('partner.label')}</Menu.Label>
        {me.memberships.map(({ slug, name, role }) => (
          <Menu.Item
            key={slug} aria-current={slug === current?.slug || undefined}
            rightSection={slug === current?.slug ? <IconCheck size={16} aria-hidden /> : null}
            renderRoot={(props) => <Link {...props} to="/p/$partner" params={{ partner: slug }} preload={false} />}
          >
            {name}<Text size="xs" c="dimmed">{t(`role.${role}`)}</Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
