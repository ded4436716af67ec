/** Three charts by the minute, or by longer steps where there would be too many. Lines differ in their dashes too, and the table below says the same in numbers. */
import '@mantine/charts/styles.css';
import { AreaChart, BarChart, LineChart } from '@mantine/charts';
import { SimpleGrid, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DisplayAnalytics } from '../../../api/generated';
import { useFormat } from '../../../components/time';

const HEIGHT = 220;
const DAY_MS = 86_400_000;

interface Props {
  readonly minutes: DisplayAnalytics['minutes'];
  /** Seconds of each. */
  readonly step: number;
}

export function Charts({ minutes, step }: Props) {
  const { t } = useTranslation('screens');
  const { time, dateTime, number } = useFormat();
  const [first, last] = [minutes[0]?.minute, minutes.at(-1)?.minute];
  const long = first !== undefined && last !== undefined && new Date(last).getTime() - new Date(first).getTime() > DAY_MS;
  const data = minutes.map(({ minute, ...figures }) => ({ ...figures, at: (long ? dateTime : time)(minute) }));
  const common = { h: HEIGHT, data, dataKey: 'at', withDots: false, curveType: 'linear' as const, valueFormatter: (value: number) => number(value), xAxisProps: { minTickGap: 40 } };
  return (
    <SimpleGrid cols={{ base: 1, lg: 3 }} spacing="md">
      <Chart title={t('chart.screens')}>
        <AreaChart {...common} curveType="stepAfter" series={[{ name: 'screens', label: t('figure.screens'), color: 'lane.6' }]} />
      </Chart>
      <Chart title={t('chart.shown', { count: step / 60 })}>
        <BarChart h={HEIGHT} data={data} dataKey="at" valueFormatter={common.valueFormatter} xAxisProps={common.xAxisProps} series={[{ name: 'shown', label: t('figure.shown'), color: 'lane.6' }]} />
      </Chart>
      <Chart title={t('chart.latency')}>
        <LineChart
          {...common} withLegend connectNulls={false} unit=" ms"
          series={[
            { name: 'p50', label: t('latency.p50'), color: 'lane.6' },
            { name: 'p95', label: t('latency.p95'), color: 'orange.7', strokeDasharray: '6 3' },
            { name: 'p99', label: t('latency.p99'), color: 'grape.6', strokeDasharray: '2 3' },
          ]}
        />
      </Chart>
    </SimpleGrid>
  );
}

function Chart({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return <figure style={{ margin: 0, minWidth: 0 }}><Title order={2} size="h4" mb={6}>{title}</Title><div role="img" aria-label={title}>{children}</div></figure>;
}
