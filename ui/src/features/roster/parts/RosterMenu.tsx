/** What one can do with the whole roster. */
import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload, IconFileImport, IconListNumbers, IconUserPlus, IconUsersGroup } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { exportAddress, type Filter } from '../requests';
import type { Place } from '../useRoster';

interface Props {
  readonly place: Place;
  readonly filter: Filter;
  readonly empty: boolean;
  readonly onNew: () => void;
  readonly onBibs: () => void;
  readonly onImport: () => void;
}

export function RosterMenu({ place, filter, empty, onNew, onBibs, onImport }: Props) {
  const { t } = useTranslation('roster');
  const { partner, eventId, mayEdit } = place;
  if (empty) return null;
  return (
    <>
      {mayEdit && <Button variant="default" leftSection={<IconUserPlus size={16} aria-hidden />} onClick={onNew}>{t('action.new')}</Button>}
      {mayEdit && <Button leftSection={<IconFileImport size={16} aria-hidden />} onClick={onImport}>{t('action.import')}</Button>}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>{t('action.more')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {mayEdit && <Menu.Item leftSection={<IconListNumbers size={16} aria-hidden />} onClick={onBibs}>{t('action.bibs')}</Menu.Item>}
          {mayEdit && (
            <Menu.Item leftSection={<IconUsersGroup size={16} aria-hidden />} renderRoot={(props) => <Link to="/p/$partner/events/$eventId/roster/duplicates" params={{ partner, eventId }} {...props} />}>
              {t('action.duplicates')}
            </Menu.Item>
          )}
          <Menu.Item component="a" href={exportAddress(eventId, filter)} download leftSection={<IconDownload size={16} aria-hidden />}>{t('action.export')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
