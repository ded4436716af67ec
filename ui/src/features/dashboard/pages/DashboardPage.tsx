/** Race day at one glance: what is wrong, what comes in, from where, from whom. */
import { Grid, Skeleton, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { eventRoute } from '../../../app/parents';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { Alarms } from '../parts/Alarms';
import { Figures } from '../parts/Figures';
import { Guns } from '../parts/Guns';
import { Line } from '../parts/Line';
import { Locations } from '../parts/Locations';
import { Senders } from '../parts/Senders';
import { Unknown } from '../parts/Unknown';
import { useDashboard, type Look } from '../useDashboard';

export function DashboardPage() {
  const { partner, eventId } = eventRoute.useParams();
  return <EventDashboard look={useDashboard(partner, eventId)} />;
}

export function EventDashboard({ look }: { readonly look: Look }) {
  const { t } = useTranslation('dashboard');
  const { dashboard, clockAhead } = look;
  if (dashboard === undefined) return look.error === null ? <Skeleton height={320} aria-label={t('line.opening')} /> : <ProblemAlert error={look.error} retry={look.retry} />;
  const { zone } = dashboard.event;
  return (
    <Stack gap="md">
      <Line line={look.line} checked={look.checked} clockAhead={clockAhead} />
      <Alarms alarms={dashboard.health} quiet={look.line === 'live'} />
      <Figures dashboard={dashboard} clockAhead={clockAhead} />
      <Part title={t('locations')}><Locations dashboard={dashboard} clockAhead={clockAhead} /></Part>
      <Grid>
        <Grid.Col span={{ base: 12, md: 6 }}><Part title={t('senders')}><Senders senders={dashboard.senders} clockAhead={clockAhead} /></Part></Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }}><Part title={t('unknown.title')}><Unknown tags={dashboard.unknown} zone={zone} /></Part></Grid.Col>
        <Grid.Col span={12}><Part title={t('gun.title')}><Guns guns={dashboard.guns} zone={zone} /></Part></Grid.Col>
      </Grid>
    </Stack>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return <section><Title order={2} size="h4" mb={6}>{title}</Title>{children}</section>;
}
