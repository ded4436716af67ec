/** What was sent to a webhook and how it was answered; looked at again while something waits. */
import { Accordion, Badge, Button, Code, Drawer, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Deliveries, Delivery, Webhook } from '../../../api/generated';
import { Busy } from '../../../components/Busy';
import { EmptyState } from '../../../components/EmptyState';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { deliverAgain, deliveriesOf, readDeliveries } from '../requests';

const SOON_MS = 1_500;
const COLOURS = { waiting: 'blue', delivered: 'green', given_up: 'red' } as const;

interface Props {
  readonly webhook: Webhook;
  readonly onClose: () => void;
}

export function DeliveriesDrawer({ webhook, onClose }: Props) {
  const { t } = useTranslation('webhooks');
  const deliveries = useInfiniteQuery({
    queryKey: deliveriesOf(webhook.id),
    queryFn: ({ pageParam, signal }) => readDeliveries(webhook.id, pageParam, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (page: Deliveries) => page.next,
    refetchInterval: ({ state }) => state.data?.pages[0]?.deliveries.some((one) => one.state === 'waiting' && one.tries === 0) === true ? SOON_MS : false,
    throwOnError: false,
  });
  const all = deliveries.data?.pages.flatMap((page) => page.deliveries) ?? [];
  return (
    <Drawer opened onClose={onClose} position="right" size="xl" title={t('deliveriesTo')} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>{webhook.url}</Text>
        {deliveries.isPending && <Busy />}
        <ProblemAlert error={deliveries.error} retry={() => { void deliveries.refetch(); }} />
        {deliveries.data !== undefined && all.length === 0 && <EmptyState title={t('noDeliveries.title')}>{t('noDeliveries.text')}</EmptyState>}
        <Accordion variant="separated" chevronPosition="left">
          {all.map((one) => <One key={one.id} webhook={webhook} delivery={one} />)}
        </Accordion>
        {deliveries.hasNextPage && <Group justify="center"><Button variant="default" loading={deliveries.isFetchingNextPage} onClick={() => { void deliveries.fetchNextPage(); }}>{t('older')}</Button></Group>}
      </Stack>
    </Drawer>
  );
}

function One({ webhook, delivery }: { readonly webhook: Webhook; readonly delivery: Delivery }) {
  const { t } = useTranslation('webhooks');
  const format = useFormat();
  return (
    <Accordion.Item value={String(delivery.id)}>
      <Accordion.Control>
        <Group justify="space-between" gap="xs">
          <Group gap="xs">
            <Badge color={COLOURS[delivery.state]}>{t(`delivery.${delivery.state}`)}</Badge>
            <Text size="sm" fw={600}>{t(`kind.${delivery.kind.replaceAll('.', '_')}`, delivery.kind)}</Text>
            {delivery.status !== null && <Text size="sm" className="numbers">{delivery.status}</Text>}
          </Group>
          <Text size="sm" c="dimmed">{format.exact(delivery.made_at)}</Text>
        </Group>
      </Accordion.Control>
      <Accordion.Panel><Details webhook={webhook} delivery={delivery} /></Accordion.Panel>
    </Accordion.Item>
  );
}

function Details({ webhook, delivery }: { readonly webhook: Webhook; readonly delivery: Delivery }) {
  const { t } = useTranslation('webhooks');
  const format = useFormat();
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: () => deliverAgain(webhook.id, delivery.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: deliveriesOf(webhook.id) }),
  });
  return (
    <Stack gap="xs">
      <Text size="sm">
        {t('tries', { count: delivery.tries })}
        {delivery.next_try_at !== null && delivery.tries > 0 && ` ${t('nextTry', { when: format.ago(delivery.next_try_at) })}`}
      </Text>
      {delivery.error !== '' && <Text size="sm" c="var(--mantine-color-red-text)">{delivery.error}</Text>}
      <Text size="sm" fw={600}>{t('sent')}</Text>
      <Code block>{pretty(delivery.body)}</Code>
      {delivery.answer !== '' && <><Text size="sm" fw={600}>{t('answered')}</Text><Code block>{delivery.answer}</Code></>}
      <ProblemAlert error={again.error} />
      <Group><Button size="xs" variant="default" loading={again.isPending} onClick={() => { again.mutate(); }}>{t('again')}</Button></Group>
    </Stack>
  );
}

function pretty(body: string): string {
  try { return JSON.stringify(JSON.parse(body), null, 2); } catch { return body; }
}
