/** What a screen showed last, and the way to all of it. */
import { Anchor, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Screen } from '../../../api/generated';
import { partnerRoute } from '../../../app/parents';
import { Busy } from '../../../components/Busy';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { PLAYS, readPlays } from '../proof';
import { PlaysTable } from './PlaysTable';

const LATEST = 20;

export function LatestPlays({ screen }: { readonly screen: Screen }) {
  const { t } = useTranslation('screens');
  const { partner } = partnerRoute.useParams();
  const plays = useQuery({ queryKey: [...PLAYS, 'latest', screen.id], queryFn: ({ signal }) => readPlays({ screen_id: screen.id, limit: LATEST }, null, signal), throwOnError: false, refetchInterval: 10_000 });
  return (
    <Stack gap="sm">
      {plays.isPending && <Busy />}
      <ProblemAlert error={plays.error} retry={() => { void plays.refetch(); }} />
      {plays.data?.plays.length === 0 && <Text c="dimmed">{t('plays.noneYet')}</Text>}
      {plays.data !== undefined && plays.data.plays.length > 0 && <PlaysTable plays={plays.data.plays} ofOne />}
      <Anchor component={Link} to="/p/$partner/screens/plays" params={{ partner } as never} search={{ screen: screen.id } as never}>{t('plays.allOf', { number: screen.number })}</Anchor>
    </Stack>
  );
}
