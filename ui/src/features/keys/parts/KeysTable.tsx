/** The keys. A revoked key cannot be brought back, so revoking asks first. */
import { Badge, Button, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Key } from '../../../api/generated';
import { ask } from '../../../components/confirm';
import { DataTable, type Column } from '../../../components/DataTable';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { done } from '../../../components/toast';
import { useNow } from '../../../components/useNow';
import { KEYS, revokeKey } from '../requests';

const MINUTE_MS = 60_000;

export function KeysTable({ keys }: { readonly keys: readonly Key[] }) {
  const { t } = useTranslation(['keys', 'people']);
  const format = useFormat();
  const queries = useQueryClient();
  const now = useNow(MINUTE_MS);
  const revoke = useMutation({
    mutationFn: (key: Key) => revokeKey(key.id),
    onSuccess: async (_, { name }) => {
      done(t('revoked', { name }));
      await queries.invalidateQueries({ queryKey: KEYS });
    },
  });
  const revokeAfterAsking = async (key: Key): Promise<void> => {
    if (await ask({ title: t('revokeTitle', { name: key.name }), text: t('revokeText'), verb: t('revoke') })) revoke.mutate(key);
  };
  const columns: readonly Column<Key>[] = [
    { id: 'name', header: t('name'), cell: ({ name, prefix }) => <><Text size="sm" fw={600}>{name}</Text><Text size="xs" c="dimmed" className="numbers" title={t('prefix')}>{prefix}…</Text></> },
    { id: 'scopes', header: t('scopes'), cell: ({ scopes }) => <Text size="sm" lineClamp={2} title={scopes.map((scope) => t(`people:permission.${scope.replace('.', '_')}`)).join(', ')}>{scopes.map((scope) => t(`people:permission.${scope.replace('.', '_')}`)).join(', ')}</Text> },
    { id: 'used', header: t('lastUsed'), width: '9rem', cell: ({ last_used_at }) => last_used_at === null ? <Text size="sm" c="dimmed">{t('never')}</Text> : <span title={format.exact(last_used_at)}>{format.ago(last_used_at, now)}</span> },
    { id: 'ends', header: t('ends'), width: '10rem', cell: ({ expires_at }) => <Ends at={expires_at} now={now} /> },
    { id: 'by', header: t('madeBy'), width: '10rem', cell: ({ made_by, made_at }) => <span title={format.exact(made_at)}>{made_by}</span> },
    { id: 'revoke', header: <VisuallyHidden>{t('actions')}</VisuallyHidden>, part: 'actions', width: '7rem', cell: (key) => <Button size="compact-sm" variant="default" loading={revoke.isPending && revoke.variables.id === key.id} onClick={() => { void revokeAfterAsking(key); }} aria-label={t('revokeOf', { name: key.name })}>{t('revoke')}</Button> },
  ];
  return (
    <Stack gap="sm">
      <ProblemAlert error={revoke.error} />
      <DataTable label={t('title')} columns={columns} rows={keys} rowKey={({ id }) => id} stackBelow="58rem" rowHeight={48} />
    </Stack>
  );
}

function Ends({ at, now }: { readonly at: string | null; readonly now: number }) {
  const { t } = useTranslation('keys');
  const format = useFormat();
  if (at === null) return <Text size="sm" c="dimmed">{t('neverEnds')}</Text>;
  const over = new Date(at).getTime() <= now;
  return <Group gap={6}>{over ? <Badge color="red">{t('over')}</Badge> : <span title={format.exact(at)}>{format.date(at)}</span>}</Group>;
}
