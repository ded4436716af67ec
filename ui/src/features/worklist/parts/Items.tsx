/** The items of one kind: some or all of them dismissed at once, or put back. */
import { Button, Checkbox, Group, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkItem, WorkList } from '../../../api/generated';
import { Busy } from '../../../components/Busy';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { undoable } from '../../../components/toast';
import type { Here } from '../pages/WorklistPage';
import { dismiss, itemsQuery, restore, worklistKey, type Which } from '../requests';
import type { WorklistSearch } from '../routes';
import { DismissDialog } from './DismissDialog';
import { ItemCard } from './ItemCard';

interface Props {
  readonly which: Which;
  readonly counts: WorkList['kinds'][number];
  readonly here: Here;
  readonly search: WorklistSearch;
}

export function Items({ which, counts, here, search }: Props) {
  const { t } = useTranslation('worklist');
  const { partner, eventId, mayEdit } = here;
  const pages = useInfiniteQuery({ ...itemsQuery(partner, eventId, which), throwOnError: false });
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const chosen = items.filter(({ key }) => picked.has(key));
  const [asking, setAsking] = useState<readonly WorkItem[] | null>(null);
  const work = useWork(here);
  const finish = async (reason: string): Promise<void> => {
    const keys = (asking ?? []).map(({ key }) => key);
    const { ids } = await work.mutateAsync(() => dismiss(eventId, { kind: which.kind, keys, reason }));
    setAsking(null);
    setPicked(new Set());
    undoable(t('dismiss.done', { count: ids.length }), () => work.mutateAsync(() => restore(eventId, ids)));
  };
  const putBack = (item: WorkItem): void => { if (item.dismissed !== null) { const { id } = item.dismissed; work.mutate(() => restore(eventId, [id])); } };
  const pick = (key: string, on: boolean): void => { const next = new Set(picked); if (on) next.add(key); else next.delete(key); setPicked(next); };
  const all = items.length > 0 && chosen.length === items.length;
  return (
    <>
      <Group justify="space-between" gap="xs">
        <Title order={3}>{t(`kind.${which.kind}`)}</Title>
        {counts.dismissed > 0 && counts.open > 0 && (
          <Button size="xs" variant="subtle" onClick={() => { const { dismissed: _, ...rest } = search; here.go({ ...rest, kind: which.kind, ...(which.dismissed ? {} : { dismissed: true as const }) }); }}>
            {which.dismissed ? t('showOpen', { count: counts.open }) : t('showDismissed', { count: counts.dismissed })}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed" maw={720}>{which.dismissed ? t('dismissedText') : t(`about.${which.kind}`)}</Text>
      {mayEdit && !which.dismissed && items.length > 1 && (
        <Group justify="space-between" gap="xs" mih={36}>
          <Checkbox label={t('all', { count: items.length })} checked={all} indeterminate={!all && chosen.length > 0} onChange={({ currentTarget: { checked } }) => { setPicked(new Set(checked ? items.map(({ key }) => key) : [])); }} />
          {chosen.length > 0 && <Button size="xs" variant="default" onClick={() => { setAsking(chosen); }}>{t('dismiss.some', { count: chosen.length })}</Button>}
        </Group>
      )}
      {pages.data === undefined && (pages.error === null ? <Busy /> : <ProblemAlert error={pages.error} retry={() => { void pages.refetch(); }} />)}
      <ProblemAlert error={asking === null ? work.error : null} />
      <Stack gap={6} component="ul" p={0} m={0}>
        {items.map((item) => (
          <ItemCard
            key={item.key} item={item} here={here} picked={mayEdit && !which.dismissed && items.length > 1 ? picked.has(item.key) : undefined} onPick={(on) => { pick(item.key, on); }}
            onDismiss={mayEdit ? () => { setAsking([item]); } : undefined} onRestore={mayEdit ? () => { putBack(item); } : undefined}
          />
        ))}
      </Stack>
      {pages.data !== undefined && items.length === 0 && <Text>{t('worked')}</Text>}
      {pages.hasNextPage && <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => { void pages.fetchNextPage(); }}>{t('more')}</Button>}
      {asking !== null && <DismissDialog items={asking} error={work.error} busy={work.isPending} onClose={() => { setAsking(null); work.reset(); }} onDone={(reason) => { void finish(reason).catch(() => undefined); }} />}
    </>
  );
}

function useWork({ partner, eventId }: Here) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (work: () => ReturnType<typeof restore>) => work(),
    onSettled: () => queries.invalidateQueries({ queryKey: worklistKey(partner, eventId) }),
  });
}
