/** An event at a glance: its figures, its races with waves and divisions, its displays. */
import { Anchor, Button, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Event } from '../../../api/generated';
import { eventRoute } from '../../../app/parents';
import { EmptyState } from '../../../components/EmptyState';
import { EventDisplays } from '../../../components/EventDisplays';
import { EventKiosk } from '../../../components/EventKiosk';
import { EventPublishing } from '../../../components/EventPublishing';
import { useFormat } from '../../../components/time';
import { RaceCard } from '../parts/RaceCard';
import { RaceForm } from '../parts/RaceForm';
import { eventQuery } from '../requests';

export function EventPage() {
  const { partner, eventId } = eventRoute.useParams();
  const event = useQuery(eventQuery(partner, eventId));
  return event.data === undefined ? null : <Overview partner={partner} event={event.data} />;
}

function Overview({ partner, event }: { readonly partner: string; readonly event: Event }) {
  const { t } = useTranslation(['events', 'publishing']);
  const { membership: { permissions } } = eventRoute.useRouteContext();
  const mayEdit = permissions.includes('events.edit') && event.state !== 'deleted';
  return (
    <Stack gap="lg">
      <Figures partner={partner} event={event} />
      <Races partner={partner} event={event} mayEdit={mayEdit} />
      {permissions.includes('displays.run') && event.state !== 'deleted' && (
        <section>
          <Title order={2} mb="xs">{t('displays')}</Title>
          <EventDisplays partner={partner} eventId={event.id} />
        </section>
      )}
      {permissions.includes('timing.view') && event.state !== 'deleted' && (
        <section>
          <Title order={2} mb="xs">{t('publishing:title')}</Title>
          <EventPublishing partner={partner} eventId={event.id} mayEdit={permissions.includes('timing.edit')} />
        </section>
      )}
      {permissions.includes('timing.view') && event.state !== 'deleted' && (
        <section>
          <Title order={2} mb="xs">{t('publishing:kiosk.title')}</Title>
          <EventKiosk partner={partner} eventId={event.id} />
        </section>
      )}
    </Stack>
  );
}

function Figures({ partner, event }: { readonly partner: string; readonly event: Event }) {
  const { t } = useTranslation('events');
  const format = useFormat();
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
      <Figure label={t('figure.people')} value={format.number(event.participants)} to={<To to="/p/$partner/events/$eventId/roster" partner={partner} eventId={event.id}>{t('figure.toRoster')}</To>} />
      <Figure label={t('figure.withoutBib')} value={format.number(event.without_bib)} />
      <Figure label={t('figure.races')} value={format.number(event.races.length)} />
      <Figure label={t('figure.sessions')} value={format.number(event.sessions)} to={<Anchor size="sm" renderRoot={(props) => <Link to="/p/$partner/timing" params={{ partner }} {...props} />}>{t('figure.toTiming')}</Anchor>} />
    </SimpleGrid>
  );
}

function To({ to, partner, eventId, children }: { readonly to: '/p/$partner/events/$eventId/roster'; readonly partner: string; readonly eventId: number; readonly children: ReactNode }) {
  return <Anchor size="sm" renderRoot={(props) => <Link to={to} params={{ partner, eventId }} {...props} />}>{children}</Anchor>;
}

function Figure({ label, value, to }: { readonly label: string; readonly value: string; readonly to?: ReactNode }) {
  return (
    <Paper withBorder p="sm">
      <Text size="sm" c="dimmed">{label}</Text>
      <Text fw={650} fz="1.4rem" className="numbers">{value}</Text>
      {to}
    </Paper>
  );
}

function Races({ partner, event, mayEdit }: { readonly partner: string; readonly event: Event; readonly mayEdit: boolean }) {
  const { t } = useTranslation('events');
  const [adding, setAdding] = useState(false);
  const add = mayEdit && !adding && <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => { setAdding(true); }}>{t('race.new')}</Button>;
  return (
    <section>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t('races')}</Title>
        {event.races.length > 0 && add}
      </Group>
      {event.races.length === 0 && !adding && <EmptyState title={t('race.none')} action={add}>{t('race.noneText')}</EmptyState>}
      <Stack gap="sm">
        {event.races.map((race) => <RaceCard key={race.id} partner={partner} zone={event.zone} race={race} mayEdit={mayEdit} />)}
        {adding && <Paper withBorder p="sm"><RaceForm partner={partner} event={event} onClose={() => { setAdding(false); }} /></Paper>}
      </Stack>
    </section>
  );
}
