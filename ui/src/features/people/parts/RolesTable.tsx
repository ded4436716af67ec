/** What each role may do, from the hub's own table: one row a permission, one column a role. */
import { Stack, Text, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Permission, RoleExplained } from '../../../api/generated';
import { DataTable, type Column } from '../../../components/DataTable';

export function RolesTable({ roles }: { readonly roles: readonly RoleExplained[] }) {
  const { t } = useTranslation('people');
  const all = [...new Set(roles.flatMap(({ permissions }) => permissions))];
  const most = roles.reduce<readonly Permission[]>((best, { permissions }) => permissions.length > best.length ? permissions : best, all);
  const columns: readonly Column<Permission>[] = [
    { id: 'permission', header: t('roles.may'), cell: (permission) => t(`permission.${permission.replace('.', '_')}`) },
    ...roles.map(({ role, permissions }) => ({
      id: role, header: t(`shell:role.${role}`), width: '7rem',
      cell: (permission: Permission) => permissions.includes(permission) && <IconCheck size={16} role="img" aria-label={t('yes')} />,
    })),
  ];
  const today = roles.filter(({ today_only }) => today_only).map(({ role }) => t(`shell:role.${role}`));
  return (
    <Stack gap="sm">
      <Title order={2}>{t('roles.title')}</Title>
      {today.length > 0 && <Text c="dimmed" size="sm">{t('roles.today', { roles: today.join(', ') })}</Text>}
      <DataTable label={t('roles.title')} columns={columns} rows={most} rowKey={(permission) => permission} minWidth={900} rowHeight={30} />
    </Stack>
  );
}
