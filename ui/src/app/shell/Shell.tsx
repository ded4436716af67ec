/** The frame of every page for those who are signed in: head, navigation, page; keys and dialogs for all of it. */
import { AppShell, Burger, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation, useParams, useRouteContext } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../../api/me';
import { Busy } from '../../components/Busy';
import { Dialogs } from './Dialogs';
import { Navigation } from './Navigation';
import { PartnerSwitcher } from './PartnerSwitcher';
import { Product } from './Product';
import { SearchButton } from './SearchButton';
import { UserMenu } from './UserMenu';
import { useMembership } from './useMembership';
import classes from './Shell.module.css';

export function Shell() {
  const { t } = useTranslation('shell');
  const { me: first } = useRouteContext({ from: '/signed-in' });
  const { data: me = first } = useQuery({ ...meQuery, throwOnError: false });
  const { partner } = useParams({ strict: false });
  const membership = useMembership(me, partner);
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  useEffect(() => { setOpen(false); }, [pathname]);
  return (
    <>
      <a className={classes.skip} href="#main">{t('skip')}</a>
      <AppShell header={{ height: 52 }} navbar={{ width: 216, breakpoint: 'sm', collapsed: { mobile: !open } }} padding="md">
        <AppShell.Header px="sm">
          <Group h="100%" gap="sm" wrap="nowrap">
            <Burger hiddenFrom="sm" size="sm" opened={open} onClick={() => { setOpen(!open); }} aria-label={t(open ? 'nav.close' : 'nav.open')} aria-expanded={open} aria-controls="navigation" />
            <Product />
            <PartnerSwitcher me={me} current={membership} />
            <Group ms="auto" gap="xs" wrap="nowrap">
              <SearchButton />
              <UserMenu me={me} />
            </Group>
          </Group>
        </AppShell.Header>
        <AppShell.Navbar id="navigation" className={classes.nav} aria-label={t('nav.label')}>
          <Navigation me={me} membership={membership} />
        </AppShell.Navbar>
        <AppShell.Main id="main" tabIndex={-1} className={classes.main}>
          <Suspense fallback={<Busy />}><Outlet /></Suspense>
        </AppShell.Main>
      </AppShell>
      <Dialogs me={me} membership={membership} />
    </>
  );
}
