/** Proof of play: what each screen showed, from when to when. */
import { Button, Group, Stack } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Plays } from '../../../api/generated';
import { partnerRoute } from '../../../app/parents';
import { Busy } from '../../../components/Busy';
import { EmptyState } from '../../../components/EmptyState';
import { PageHeader } from '../../../components/PageHeader';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { Pages } from '../parts/Pages';
import { PlaysTable } from '../parts/PlaysTable';
import { ProofFilters } from '../parts/ProofFilters';
import { PLAYS, playsExport, playsQuery, readPlays } from '../proof';
import type { PlaysSearch } from '../search';

const route = getRouteApi('/signed-in/p/$partner/screens/plays');

export function PlaysPage() {
  const { partner } = partnerRoute.useParams();
  const { membership } = partnerRoute.useRouteContext();
  const search: PlaysSearch = route.useSearch();
  const navigate = route.useNavigate();
  return <ProofOfPlay partner={partner} zone={membership.zone} everyone={membership.permissions.includes('displays.manage')} search={search} onSearch={(next) => { void navigate({ search: next, replace: true }); }} />;
}

interface Props {
  readonly partner: string;
  readonly zone: string;
  readonly everyone: boolean;
  readonly search: PlaysSearch;
  readonly onSearch: (next: PlaysSearch) => void;
}

export function ProofOfPlay({ partner, zone, everyone, search, onSearch }: Props) {
  const { t } = useTranslation('screens');
  const query = playsQuery(search, zone);
  const found = useInfiniteQuery({
    queryKey: [...PLAYS, partner, search],
    queryFn: ({ pageParam, signal }) => readPlays(query, pageParam, signal),
    initialPageParam: null as Plays['after'], // the type of what follows
    getNextPageParam: (page: Plays) => page.after,
    placeholderData: keepPreviousData,
    throwOnError: false,
  });
  const plays = found.data?.pages.flatMap((page) => page.plays) ?? [];
  const more = () => { if (found.hasNextPage && !found.isFetching) void found.fetchNextPage(); };
  return (
    <>
      <PageHeader
        title={t('pages.plays')} description={t('plays.text')} above={<Pages partner={partner} />}
        actions={(['csv', 'json'] as const).map((format) => (
          <Button key={format} component="a" href={playsExport(query, format)} download variant="default" leftSection={<IconDownload size={16} aria-hidden />}>{t('export', { format: format.toUpperCase() })}</Button>
        ))}
      />
      <Stack gap="md">
        <ProofFilters partner={partner} everyone={everyone} search={search} onSearch={onSearch} ofPlays />
        {found.isPending && <Busy />}
        <ProblemAlert error={found.error} retry={() => { void found.refetch(); }} />
        {found.data !== undefined && plays.length === 0 && <EmptyState title={t('plays.none')}>{t('plays.noneText')}</EmptyState>}
        {plays.length > 0 && <PlaysTable plays={plays} onEnd={more} />}
        {found.hasNextPage && <Group justify="center"><Button variant="default" loading={found.isFetchingNextPage} onClick={more}>{t('plays.older')}</Button></Group>}
      </Stack>
    </>
  );
}
