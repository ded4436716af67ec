/** How well displays did their work: how many, how long, how much, how fast. */
import { Button, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DisplayAnalytics } from '../../../api/generated';
import { partnerRoute } from '../../../app/parents';
import { Busy } from '../../../components/Busy';
import { EmptyState } from '../../../components/EmptyState';
import { PageHeader } from '../../../components/PageHeader';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { MinutesTable } from '../parts/MinutesTable';
import { Pages } from '../parts/Pages';
import { ProofFilters } from '../parts/ProofFilters';
import { ScreenFigures } from '../parts/ScreenFigures';
import { ANALYTICS, analyticsExport, analyticsQuery, readAnalytics } from '../proof';
import type { AnalyticsSearch } from '../search';
import { useTold } from '../told';
import classes from '../parts/Figures.module.css';

const route = getRouteApi('/signed-in/p/$partner/screens/analytics');
/** 125 kB that no other page needs. */
const Charts = lazy(() => import('../parts/Charts').then((module) => ({ default: module.Charts })));
const ASKED_EVERY_MS = 30_000;

export function AnalyticsPage() {
  const { partner } = partnerRoute.useParams();
  const { membership } = partnerRoute.useRouteContext();
  const search: AnalyticsSearch = route.useSearch();
  const navigate = route.useNavigate();
  return <DisplayAnalytics partner={partner} zone={membership.zone} everyone={membership.permissions.includes('displays.manage')} search={search} onSearch={(next) => { void navigate({ search: next, replace: true }); }} />;
}

interface Props {
  readonly partner: string;
  readonly zone: string;
  readonly everyone: boolean;
  readonly search: AnalyticsSearch;
  readonly onSearch: (next: AnalyticsSearch) => void;
}

export function DisplayAnalytics({ partner, zone, everyone, search, onSearch }: Props) {
  const { t } = useTranslation('screens');
  const query = analyticsQuery(search, zone);
  const found = useQuery({
    queryKey: [...ANALYTICS, partner, search], queryFn: ({ signal }) => readAnalytics(query, signal), placeholderData: keepPreviousData, refetchInterval: ASKED_EVERY_MS, throwOnError: false,
  });
  return (
    <>
      <PageHeader
        title={t('analytics.title')} description={t('analytics.text')} above={<Pages partner={partner} />}
        actions={<Button component="a" href={analyticsExport(query)} download variant="default" leftSection={<IconDownload size={16} aria-hidden />}>{t('export', { format: 'CSV' })}</Button>}
      />
      <Stack gap="md">
        <ProofFilters partner={partner} everyone={everyone} search={search} onSearch={onSearch} />
        {found.isPending && <Busy />}
        <ProblemAlert error={found.error} retry={() => { void found.refetch(); }} />
        {found.data !== undefined && <Told analytics={found.data} />}
      </Stack>
    </>
  );
}

function Told({ analytics }: { readonly analytics: DisplayAnalytics }) {
  const { t } = useTranslation('screens');
  const { minutes, screens, totals, step_s: step } = analytics;
  if (screens.length === 0) return <EmptyState title={t('analytics.none')}>{t('analytics.noneText')}</EmptyState>;
  return (
    <Stack gap="lg">
      <Totals totals={totals} />
      <Suspense fallback={<Busy />}><Charts minutes={minutes} step={step} /></Suspense>
      <section>
        <Title order={2} size="h4" mb={6}>{t('analytics.perScreen')}</Title>
        <ScreenFigures screens={screens} />
      </section>
      <section>
        <Title order={2} size="h4" mb={6}>{t('analytics.perStep', { count: step / 60 })}</Title>
        <MinutesTable minutes={minutes} />
      </section>
    </Stack>
  );
}

function Totals({ totals }: { readonly totals: DisplayAnalytics['totals'] }) {
  const { t } = useTranslation('screens');
  const { number } = useFormat();
  const { lasted, ms, share } = useTold();
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing="xs">
      <Figure name={t('figure.opened')} value={number(totals.opened)} />
      <Figure name={t('figure.screens')} value={number(totals.screens)} />
      <Figure name={t('figure.uptime')} value={lasted(totals.uptime_s)}>{t('figure.uptimeOf', { percent: share(totals.uptime_percent) })}</Figure>
      <Figure name={t('figure.shown')} value={number(totals.shown)} />
      <Figure name={t('figure.latency')} value={ms(totals.latency.p50)}>{t('figure.latencyOf', { p95: ms(totals.latency.p95), p99: ms(totals.latency.p99) })}</Figure>
    </SimpleGrid>
  );
}

function Figure({ name, value, children }: { readonly name: string; readonly value: string; readonly children?: ReactNode }) {
  return (
    <Paper withBorder p="sm">
      <Text size="sm" c="dimmed">{name}</Text>
      <p className={`numbers ${classes.value}`}>{value}</p>
      {children !== undefined && <Text size="sm" c="dimmed">{children}</Text>}
    </Paper>
  );
}
