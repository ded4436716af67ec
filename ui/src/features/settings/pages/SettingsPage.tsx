/** The timing partner's own: name, zone, language, and whether a password alone is enough. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { partnerRoute } from '../../../app/parents';
import { Busy } from '../../../components/Busy';
import { PageHeader } from '../../../components/PageHeader';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { PARTNER, readPartner } from '../requests';
import { SettingsForm } from '../SettingsForm';

export function SettingsPage() {
  const { t } = useTranslation('settings');
  const { membership } = partnerRoute.useRouteContext();
  const partner = useQuery({ queryKey: PARTNER, queryFn: ({ signal }) => readPartner(signal), throwOnError: false });
  return (
    <>
      <PageHeader title={t('title')} description={t('text', { partner: membership.name })} />
      {partner.isPending && <Busy />}
      <ProblemAlert error={partner.error} retry={() => { void partner.refetch(); }} />
      {partner.data !== undefined && <SettingsForm partner={partner.data} />}
    </>
  );
}
