/** Whose races these are; a menu when the person works for several. */
import { Button, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me, Membership } from '../../api/me';
import { DeferredMenu } from './DeferredMenu';

interface Props {
  readonly me: Me;
  readonly current: Membership | undefined;
}

const load = () => import('./PartnerList');
const PartnerList = lazy(async () => ({ default: (await load()).PartnerList }));

export function PartnerSwitcher({ me, current }: Props) {
  const { t } = useTranslation('shell');
  if (me.memberships.length === 0) return null;
  if (me.memberships.length === 1 && current !== undefined) return <Text fw={600} truncate miw={0}>{current.name}</Text>;
  const name = current?.name ?? t('partner.none');
  return (
    <DeferredMenu
      load={load} menu={PartnerList} own={{ me, current }}
      target={(
        <Button variant="default" size="xs" maw={220} miw={0} style={{ flexShrink: 1 }} rightSection={<IconChevronDown size={14} aria-hidden />} aria-label={t('partner.switch', { name })}>
          <Text span truncate size="sm">{name}</Text>
        </Button>
      )}
    />
  );
}
