import { ActionIcon } from '@mantine/core';
import { IconUserCircle } from '@tabler/icons-react';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../../api/me';
import { DeferredMenu } from './DeferredMenu';

const load = () => import('./UserMenuList');
const UserMenuList = lazy(async () => ({ default: (await load()).UserMenuList }));

export function UserMenu({ me }: { readonly me: Me }) {
  const { t } = useTranslation('shell');
  return (
    <DeferredMenu
      load={load} menu={UserMenuList} own={{ me }}
      target={<ActionIcon variant="default" size={30} aria-label={t('user.menu', { name: me.name })}><IconUserCircle size={20} aria-hidden /></ActionIcon>}
    />
  );
}
