/** The event in big numbers, legible from where one stands. */
import { Paper, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dashboard } from '../../../api/generated';
import { DataAge } from '../../../components/DataAge';
import { useFormat } from '../../../components/time';
import { Sparkline } from './Sparkline';
import classes from './Figures.module.css';

export function Figures({ dashboard, clockAhead }: { readonly dashboard: Dashboard; readonly clockAhead: number }) {
  const { t } = useTranslation('dashboard');
  const { number } = useFormat();
  const { totals, minutes } = dashboard;
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="xs">
      <Figure name={t('figure.reads')} value={number(totals.reads)}>
        <DataAge at={totals.newest_received} clockAhead={clockAhead} />
      </Figure>
      <Figure name={t('figure.lastMinute')} value={number(totals.reads_last_minute)}>
        <Sparkline values={minutes.reads} label={t('sparkline', { values: minutes.reads.join(', ') })} />
      </Figure>
      <Figure name={t('figure.seen')} value={number(totals.seen)}>
        {t('figure.ofRoster', { count: totals.participants })}
      </Figure>
      <Figure name={t('figure.unknown')} value={number(totals.unknown_tags)}>
        {t('figure.ofTags', { count: totals.tags })}
      </Figure>
    </SimpleGrid>
  );
}

function Figure({ name, value, children }: { readonly name: string; readonly value: string; readonly children: ReactNode }) {
  return (
    <Paper withBorder p="sm">
      <Text size="sm" c="dimmed">{name}</Text>
      <p className={`numbers ${classes.value}`}>{value}</p>
      <Text size="sm" c="dimmed" component="div">{children}</Text>
    </Paper>
  );
}
