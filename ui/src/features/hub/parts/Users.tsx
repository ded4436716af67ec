/** Everybody with an account: found by name or address, locked, given a new password. */
import { ActionIcon, Badge, Button, Group, Menu, Stack, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDots } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HubUser, HubUserPage, MadeLink } from '../../../api/generated';
import { Busy } from '../../../components/Busy';
import { DataTable, type Column } from '../../../components/DataTable';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { undoable } from '../../../components/toast';
import { changeUser, readUsers, resetUserPassword, USERS } from '../requests';

const TYPING_MS = 300;

export function Users({ onLink }: { readonly onLink: (link: MadeLink) => void }) {
  const { t } = useTranslation('hub');
  const format = useFormat();
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), TYPING_MS);
  const users = useInfiniteQuery({
    queryKey: [...USERS, search],
    queryFn: ({ pageParam, signal }) => readUsers(search, pageParam, signal),
    initialPageParam: 0,
    getNextPageParam: (page: HubUserPage) => page.next,
    placeholderData: keepPreviousData,
    throwOnError: false,
  });
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: USERS });
  const turn = useMutation({
    mutationFn: ({ id, state }: HubUser) => changeUser(id, { state: state === 'active' ? 'disabled' : 'active' }),
    onSuccess: async (_, before) => {
      undoable(t(before.state === 'active' ? 'users.disabledNow' : 'users.enabledNow', { name: before.name }), async () => {
        await changeUser(before.id, { state: before.state });
        await refresh();
      });
      await refresh();
    },
  });
  const reset = useMutation({ mutationFn: ({ id }: HubUser) => resetUserPassword(id), onSuccess: onLink });
  const columns: readonly Column<HubUser>[] = [
    { id: 'name', header: t('users.name'), cell: ({ name, email, state, hub_administrator }) => <><Group gap="xs"><Text size="sm" fw={600}>{name}</Text>{hub_administrator && <Badge>{t('users.administrator')}</Badge>}{state === 'disabled' && <Badge color="red">{t('users.disabled')}</Badge>}</Group><Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>{email}</Text></> },
    { id: 'where', header: t('users.where'), cell: ({ memberships }) => <Text size="sm" lineClamp={2}>{memberships.map(({ partner, role }) => `${partner} (${t(`shell:role.${role}`)})`).join(', ')}</Text> },
    { id: 'factor', header: t('users.secondFactor'), width: '8rem', cell: ({ second_factor }) => t(second_factor ? 'yes' : 'no') },
    { id: 'seen', header: t('users.lastSignedIn'), width: '10rem', cell: ({ last_signed_in_at }) => last_signed_in_at === null ? t('users.never') : <span title={format.exact(last_signed_in_at)}>{format.ago(last_signed_in_at)}</span> },
    {
      id: 'menu', header: <VisuallyHidden>{t('actions')}</VisuallyHidden>, part: 'actions', width: '3.5rem',
      cell: (user) => (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target><ActionIcon variant="subtle" color="gray" aria-label={t('users.more', { name: user.name })}><IconDots size={18} aria-hidden /></ActionIcon></Menu.Target>
          <Menu.Dropdown>
            {user.state === 'active' && <Menu.Item onClick={() => { reset.mutate(user); }}>{t('users.reset')}</Menu.Item>}
            <Menu.Item c={user.state === 'active' ? 'var(--mantine-color-red-text)' : undefined} onClick={() => { turn.mutate(user); }}>{t(user.state === 'active' ? 'users.disable' : 'users.enable')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ),
    },
  ];
  const rows = users.data?.pages.flatMap((page) => page.users) ?? [];
  return (
    <Stack gap="md">
      <TextInput label={t('users.search')} value={typed} maxLength={200} maw={320} onChange={(event) => { setTyped(event.currentTarget.value); }} />
      {users.isPending && <Busy />}
      <ProblemAlert error={users.error ?? turn.error ?? reset.error} />
      {users.data !== undefined && <DataTable label={t('users.title')} columns={columns} rows={rows} rowKey={({ id }) => id} stackBelow="44rem" rowHeight={48} />}
      {users.hasNextPage && <Group justify="center"><Button variant="default" loading={users.isFetchingNextPage} onClick={() => { void users.fetchNextPage(); }}>{t('users.moreOfThem')}</Button></Group>}
    </Stack>
  );
}
