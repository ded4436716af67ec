/** The webhooks, how they do, and what can be done with each. */
import { ActionIcon, Badge, Button, Group, Menu, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Webhook } from '../../../api/generated';
import { ask } from '../../../components/confirm';
import { DataTable, type Column } from '../../../components/DataTable';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { done, undoable } from '../../../components/toast';
import { changeWebhook, removeWebhook, testWebhook, WEBHOOKS } from '../requests';

interface Props {
  readonly webhooks: readonly Webhook[];
  readonly onEdit: (webhook: Webhook) => void;
  readonly onLook: (id: number) => void;
}

export function WebhooksTable({ webhooks, onEdit, onLook }: Props) {
  const { t } = useTranslation('webhooks');
  const format = useFormat();
  const queries = useQueryClient();
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: WEBHOOKS });
  const test = useMutation({
    mutationFn: (webhook: Webhook) => testWebhook(webhook.id),
    onSuccess: async (_, { id }) => {
      onLook(id);
      await refresh();
    },
  });
  const turn = useMutation({
    mutationFn: ({ webhook, state }: { webhook: Webhook; state: Webhook['state'] }) => changeWebhook(webhook.id, { state }),
    onSuccess: async (_, { webhook, state }) => {
      undoable(t(state === 'paused' ? 'pausedNow' : 'goesOn'), async () => {
        await changeWebhook(webhook.id, { state: webhook.state });
        await refresh();
      });
      await refresh();
    },
  });
  const remove = useMutation({
    mutationFn: (webhook: Webhook) => removeWebhook(webhook.id),
    onSuccess: async () => {
      done(t('removed'));
      await refresh();
    },
  });
  const removeAfterAsking = async (webhook: Webhook): Promise<void> => {
    if (await ask({ title: t('removeTitle'), text: t('removeText', { url: webhook.url }), verb: t('remove') })) remove.mutate(webhook);
  };
  const columns: readonly Column<Webhook>[] = [
    {
      id: 'url', header: t('url'),
      cell: ({ url, note, kinds }) => (
        <>
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>{url}</Text>
          <Text size="xs" c="dimmed">{[note, kinds.map((kind) => t(`kind.${kind.replaceAll('.', '_')}`)).join(', ')].filter((one) => one !== '').join(' · ')}</Text>
        </>
      ),
    },
    { id: 'state', header: t('state'), width: '9rem', cell: (webhook) => <State webhook={webhook} /> },
    { id: 'last', header: t('lastDelivered'), width: '10rem', cell: ({ last_delivered_at }) => last_delivered_at === null ? <Text size="sm" c="dimmed">{t('notYet')}</Text> : <span title={format.exact(last_delivered_at)}>{format.ago(last_delivered_at)}</span> },
    {
      id: 'do', header: <VisuallyHidden>{t('actions')}</VisuallyHidden>, part: 'actions', width: '10rem',
      cell: (webhook) => (
        <Group gap={6} wrap="nowrap" justify="flex-end">
          <Button size="compact-sm" variant="default" onClick={() => { onLook(webhook.id); }} aria-label={t('deliveriesOf', { url: webhook.url })}>{t('deliveries')}</Button>
          <Menu position="bottom-end" withinPortal>
            <Menu.Target><ActionIcon variant="subtle" color="gray" aria-label={t('more', { url: webhook.url })}><IconDots size={18} aria-hidden /></ActionIcon></Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => { test.mutate(webhook); }}>{t('test')}</Menu.Item>
              <Menu.Item onClick={() => { onEdit(webhook); }}>{t('edit')}</Menu.Item>
              <Menu.Item onClick={() => { turn.mutate({ webhook, state: webhook.state === 'paused' ? 'enabled' : 'paused' }); }}>{t(webhook.state === 'paused' ? 'goOn' : 'pause')}</Menu.Item>
              <Menu.Item c="var(--mantine-color-red-text)" onClick={() => { void removeAfterAsking(webhook); }}>{t('remove')}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Group>
      ),
    },
  ];
  return (
    <Stack gap="sm">
      <ProblemAlert error={test.error ?? turn.error ?? remove.error} />
      <DataTable label={t('title')} columns={columns} rows={webhooks} rowKey={({ id }) => id} stackBelow="44rem" rowHeight={52} />
    </Stack>
  );
}

function State({ webhook }: { readonly webhook: Webhook }) {
  const { t } = useTranslation('webhooks');
  return (
    <Group gap={6}>
      <Badge color={webhook.state === 'paused' ? 'orange' : 'green'}>{t(`stateOf.${webhook.state}`)}</Badge>
      {webhook.waiting > 0 && <Text size="xs">{t('waiting', { count: webhook.waiting })}</Text>}
      {webhook.given_up > 0 && <Text size="xs" c="var(--mantine-color-red-text)">{t('givenUp', { count: webhook.given_up })}</Text>}
    </Group>
  );
}
