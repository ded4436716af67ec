/** Whose races these are; a menu when the person works for several. */
import { Button, Menu, Text } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Me, Membership } from '../../api/me';

interface Props {
  readonly me: Me;
  readonly current: Membership | undefined;
}

export function PartnerSwitcher({ me, current }: Props) {
  const { t } = useTranslation('shell');
  if (me.memberships.length === 0) return null;
  if (me.memberships.length === 1 && current !== undefined) return <Text fw={600} truncate miw={0}>{current.name}</Text>;
  return (
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        <Button variant="default" size="xs" maw={220} miw={0} rightSection={<IconChevronDown size={14} aria-hidden />} aria-label={t('partner.switch', { name: current?.name ?? t('partner.none') })}>
          <Text span truncate size="sm">{current?.name ?? t('partner.none')}</Text>
        </Button>
      </Menu.Target>
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
