/** The frame of every page for those who are signed in: head, navigation, page; keys and dialogs for all of it. */
import { Burger, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation, useParams, useRouteContext } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../../api/me';
import { Busy } from '../../components/Busy';
import { Dialogs } from './Dialogs';
import { Navigation } from './Navigation';
import { PartnerSwitcher } from './PartnerSwitcher';
import { Product } from './Product';
import { SearchButton } from './SearchButton';
import { useMembership } from './useMembership';
import { UserMenu } from './UserMenu';
import classes from './Shell.module.css';

/** Only for who runs displays, so not a part of the first script. */
const EmergencyBanner = lazy(() => import('../../features/screens/parts/EmergencyBanner').then((module) => ({ default: module.EmergencyBanner })));

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
    <div className={classes.frame}>
      <a className={classes.skip} href="#main">{t('skip')}</a>
      <header className={classes.head}>
        <Burger hiddenFrom="sm" size="sm" opened={open} onClick={() => { setOpen(!open); }} aria-label={t(open ? 'nav.close' : 'nav.open')} aria-expanded={open} aria-controls="navigation" />
        <Product />
        <PartnerSwitcher me={me} current={membership} />
        <Group ms="auto" gap="xs" wrap="nowrap">
          <SearchButton />
          <UserMenu me={me} />
        </Group>
      </header>
      <nav id="navigation" className={classes.nav} data-open={open} aria-label={t('nav.label')}>
        <Navigation me={me} membership={membership} />
      </nav>
      <main id="main" tabIndex={-1} className={classes.main}>
        {membership?.permissions.includes('displays.run') === true && <Suspense><EmergencyBanner partner={membership.slug} /></Suspense>}
        <Suspense fallback={<Busy />}><Outlet /></Suspense>
      </main>
      <Dialogs me={me} membership={membership} />
    </div>
  );
}
