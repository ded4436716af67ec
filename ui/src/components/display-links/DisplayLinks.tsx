/** The links of one display session: those that work, and one more. */
import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { linksQuery, type DisplaySession } from '../../api/display-sessions';
import { Busy } from '../Busy';
import { ProblemAlert } from '../ProblemAlert';
import { NewLink } from './NewLink';
import { OneLink } from './OneLink';

export function DisplayLinks({ session }: { readonly session: Pick<DisplaySession, 'id' | 'event_id'> }) {
  const { t } = useTranslation('displays');
  const links = useQuery({ ...linksQuery(session.id), throwOnError: false });
  return (
    <Stack gap="sm">
      <NewLink session={session} onMade={() => { void links.refetch(); }} />
      {links.isPending && <Busy />}
      {links.data === undefined && <ProblemAlert error={links.error} retry={() => { void links.refetch(); }} />}
      {links.data?.items.length === 0 && <Text size="sm" c="dimmed">{t('link.none')}</Text>}
      {links.data?.items.map((link) => <OneLink key={link.id} session={session} link={link} />)}
    </Stack>
  );
}
