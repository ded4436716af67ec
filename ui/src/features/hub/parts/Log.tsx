/** What concerns no partner: sign-ins, users, links. */
import { Button, Group, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AuditPage } from '../../../api/generated';
import { AuditTable } from '../../../components/AuditTable';
import { Busy } from '../../../components/Busy';
import { EmptyState } from '../../../components/EmptyState';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { LOG, readLog } from '../requests';

export function Log() {
  const { t } = useTranslation('hub');
  const log = useInfiniteQuery({
    queryKey: LOG,
    queryFn: ({ pageParam, signal }) => readLog(pageParam, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (page: AuditPage) => page.next,
    throwOnError: false,
  });
  const entries = log.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <Stack gap="md">
      {log.isPending && <Busy />}
      <ProblemAlert error={log.error} retry={() => { void log.refetch(); }} />
      {log.data !== undefined && entries.length === 0 && <EmptyState title={t('log.none')} />}
      {entries.length > 0 && <AuditTable entries={entries} />}
      {log.hasNextPage && <Group justify="center"><Button variant="default" loading={log.isFetchingNextPage} onClick={() => { void log.fetchNextPage(); }}>{t('log.older')}</Button></Group>}
    </Stack>
  );
}
