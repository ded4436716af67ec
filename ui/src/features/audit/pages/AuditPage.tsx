/** Who changed what, field by field, when and from where. */
import { Button, Group, Stack } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AuditPage as Page } from '../../../api/generated';
import { partnerRoute } from '../../../app/parents';
import { AuditTable } from '../../../components/AuditTable';
import { Busy } from '../../../components/Busy';
import { EmptyState } from '../../../components/EmptyState';
import { PageHeader } from '../../../components/PageHeader';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { Filters } from '../parts/Filters';
import { AUDIT, exportAddress, readAudit, readChoices } from '../requests';
import { queryOf, type Search } from '../search';

const route = getRouteApi('/signed-in/p/$partner/audit');

export function AuditPage() {
  const { t } = useTranslation('audit');
  const { membership } = partnerRoute.useRouteContext();
  const search: Search = route.useSearch();
  const navigate = route.useNavigate();
  const query = queryOf(search, membership.zone);
  const choices = useQuery({ queryKey: [...AUDIT, 'choices'], queryFn: ({ signal }) => readChoices(signal), throwOnError: false });
  const log = useInfiniteQuery({
    queryKey: [...AUDIT, search],
    queryFn: ({ pageParam, signal }) => readAudit(query, pageParam, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (page: Page) => page.next,
    placeholderData: keepPreviousData,
    throwOnError: false,
  });
  const entries = log.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <>
      <PageHeader
        title={t('title')} description={t('text')}
        actions={(['csv', 'json'] as const).map((format) => (
          <Button key={format} component="a" href={exportAddress(query, format)} download variant="default" leftSection={<IconDownload size={16} aria-hidden />}>{t('export', { format: format.toUpperCase() })}</Button>
        ))}
      />
      <Stack gap="md">
        <Filters search={search} choices={choices.data} onChange={(next) => { void navigate({ search: next, replace: true }); }} />
        {log.isPending && <Busy />}
        <ProblemAlert error={log.error} retry={() => { void log.refetch(); }} />
        {log.data !== undefined && entries.length === 0 && <EmptyState title={t('none.title')}>{t('none.text')}</EmptyState>}
        {entries.length > 0 && <AuditTable entries={entries} zone={membership.zone} />}
        {log.hasNextPage && <Group justify="center"><Button variant="default" loading={log.isFetchingNextPage} onClick={() => { void log.fetchNextPage(); }}>{t('older')}</Button></Group>}
      </Stack>
    </>
  );
}
