/** Start signals, the newest first. */
import { List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { GunTime } from '../../../api/generated';
import { useFormat } from '../../../components/time';

export function Guns({ guns, zone }: { readonly guns: readonly GunTime[]; readonly zone: string }) {
  const { t } = useTranslation('dashboard');
  const { clock } = useFormat(zone);
  if (guns.length === 0) return <Text c="dimmed" size="sm">{t('gun.none')}</Text>;
  return (
    <List size="sm" listStyleType="none">
      {guns.map(({ location, at, time_raw }, place) => (
        <List.Item key={`${guns.length - place}`}><strong className="numbers">{at === null ? time_raw : clock(at)}</strong> {location}</List.Item>
      ))}
    </List>
  );
}
