/** Invitations that nobody has used yet. Nothing when there are none. */
import { Button, Stack, Title, VisuallyHidden } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../api/generated';
import { DataTable, type Column } from '../../../components/DataTable';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { done } from '../../../components/toast';
import { PEOPLE, takeBack } from '../requests';

interface Props {
  readonly invitations: readonly Invitation[];
  readonly mayEdit: boolean;
}

export function Invitations({ invitations, mayEdit }: Props) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: (invitation: Invitation) => takeBack(invitation.id),
    onSuccess: async (_, { email }) => {
      done(t('invitations.revoked', { email }));
      await queries.invalidateQueries({ queryKey: PEOPLE });
    },
  });
  if (invitations.length === 0) return null;
  const columns: readonly Column<Invitation>[] = [
    { id: 'email', header: t('email'), cell: ({ email }) => email },
    { id: 'role', header: t('role'), width: '11rem', cell: ({ role }) => t(`shell:role.${role}`) },
    { id: 'by', header: t('invitations.by'), width: '14rem', cell: ({ made_by }) => made_by },
    { id: 'until', header: t('invitations.until'), width: '12rem', cell: ({ expires_at }) => <span title={format.exact(expires_at)}>{format.ago(expires_at)}</span> },
    ...(mayEdit ? [{
      id: 'revoke', header: <VisuallyHidden>{t('actions')}</VisuallyHidden>, part: 'actions' as const, width: '8rem',
      cell: (one: Invitation) => <Button size="compact-sm" variant="default" loading={revoke.isPending && revoke.variables.id === one.id} onClick={() => { revoke.mutate(one); }} aria-label={t('invitations.revokeOf', { email: one.email })}>{t('invitations.revoke')}</Button>,
    }] : []),
  ];
  return (
    <Stack gap="sm">
      <Title order={2}>{t('invitations.title')}</Title>
      <ProblemAlert error={revoke.error} />
      <DataTable label={t('invitations.title')} columns={columns} rows={invitations} rowKey={({ id }) => id} stackBelow="44rem" />
    </Stack>
  );
}
