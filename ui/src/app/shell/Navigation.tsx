/** The pages that this person may open here; what they may not do is not shown. */
import { IconBuildingCommunity } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Me, Membership } from '../../api/me';
import { pagesFor } from './navigation';
import classes from './Shell.module.css';

interface Props {
  readonly me: Me;
  readonly membership: Membership | undefined;
}

export function Navigation({ me, membership }: Props) {
  const { t } = useTranslation('shell');
  return (
    <>
      {membership !== undefined && pagesFor(membership).map(({ to, label, icon: Icon }) => (
        <Link key={to} to={to} params={{ partner: membership.slug }} className={classes.link}><Icon size={18} aria-hidden />{t(label)}</Link>
      ))}
      {me.hub_administrator && <Link to="/hub" className={classes.link}><IconBuildingCommunity size={18} aria-hidden />{t('nav.hub')}</Link>}
    </>
  );
}
