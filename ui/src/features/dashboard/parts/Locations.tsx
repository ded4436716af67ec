/** The timing locations: is each of them alive, and does it hear what it should? */
import { Badge, Text } from '@mantine/core';
import { IconCircleDashed, IconCircleFilled, IconPlayerPauseFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Dashboard, LocationHealth } from '../../../api/generated';
import { DataAge } from '../../../components/DataAge';
import { DataTable, type Column } from '../../../components/DataTable';
import { useFormat } from '../../../components/time';
import { Sparkline } from './Sparkline';

const STATES = {
  live: { color: 'green', Icon: IconCircleFilled },
  quiet: { color: 'gray', Icon: IconPlayerPauseFilled },
  never: { color: 'gray', Icon: IconCircleDashed },
} as const;
const QUIET_S = 120;

export function Locations({ dashboard, clockAhead }: { readonly dashboard: Dashboard; readonly clockAhead: number }) {
  const { t } = useTranslation('dashboard');
  const { number } = useFormat();
  const several = dashboard.sessions.length > 1;
  const sessions = new Map(dashboard.sessions.map(({ id, name }) => [id, name]));
  const columns: readonly Column<LocationHealth>[] = [
    { id: 'name', header: t('location.name'), cell: (one) => <Name location={one} session={several ? sessions.get(one.session_id) : undefined} /> },
    { id: 'age', header: t('location.newest'), width: '9.5rem', cell: (one) => <DataAge at={one.newest_received} clockAhead={clockAhead} {...(one.due > 0 ? { lateAfterS: QUIET_S } : {})} /> },
    { id: 'due', header: t('location.due'), width: '5.5rem', numeric: true, cell: (one) => (one.due > 0 ? <strong>{number(one.due)}</strong> : '0') },
    { id: 'rate', header: t('location.rate'), width: '6rem', numeric: true, cell: (one) => number(one.reads_last_minute) },
    { id: 'minutes', header: t('location.minutes'), width: '8rem', cell: (one) => <Sparkline values={one.minutes} label={t('sparkline', { values: one.minutes.join(', ') })} /> },
    { id: 'reads', header: t('location.reads'), width: '6rem', numeric: true, cell: (one) => number(one.reads) },
    { id: 'tags', header: t('location.tags'), width: '6rem', numeric: true, cell: (one) => number(one.tags) },
    { id: 'unknown', header: t('location.unknown'), width: '6.5rem', numeric: true, cell: (one) => number(one.unknown_tags) },
  ];
  return <DataTable label={t('locations')} columns={columns} rows={dashboard.locations} rowKey={({ id }) => id} rowHeight={40} minWidth={1000} />;
}

function Name({ location, session }: { readonly location: LocationHealth; readonly session: string | undefined }) {
  const { t } = useTranslation('dashboard');
  const { color, Icon } = STATES[location.state];
  return (
    <>
      <Badge color={color} mr={8} leftSection={<Icon size={10} aria-hidden />}>{t(`state.${location.state}`)}</Badge>
      {location.name}{session !== undefined && <Text span size="sm" c="dimmed"> · {session}</Text>}
    </>
  );
}
