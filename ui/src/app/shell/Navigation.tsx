/** The pages that this person may open here; what they may not do is not shown. */
import { NavLink, Stack } from '@mantine/core';
import { IconBuildingCommunity } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Me, Membership } from '../../api/me';
import { pagesFor } from './navigation';

interface Props {
  readonly me: Me;
  readonly membership: Membership | undefined;
}

export function Navigation({ me, membership }: Props) {
  const { t } = useTranslation('shell');
  return (
    <Stack gap={2}>
      {membership !== undefined && pagesFor(membership).map(({ to, label, icon: Icon }) => (
        <NavLink
          key={to} label={t(label)} leftSection={<Icon size={18} aria-hidden />}
          renderRoot={(props) => <Link {...props} to={to} params={{ partner: membership.slug }} activeProps={{ 'data-active': true }} />}
        />
      ))}
      {me.hub_administrator && (
        <NavLink
          label={t('nav.hub')} leftSection={<IconBuildingCommunity size={18} aria-hidden />}
          renderRoot={(props) => <Link {...props} to="/hub" activeProps={{ 'data-active': true }} />}
        />
      )}
    </Stack>
  );
}
