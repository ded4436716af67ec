/** One event or several; the first is the primary one, whose timing sessions the next step shows. */
import { Badge, Button, Checkbox, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Busy } from '../../../components/Busy';
import { EmptyState } from '../../../components/EmptyState';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { choicesQuery } from '../requests';

interface Props {
  readonly partner: string;
  readonly chosen: readonly number[];
  readonly onChange: (chosen: number[]) => void;
  readonly onNext: () => void;
}

export function EventStep({ partner, chosen, onChange, onNext }: Props) {
  const { t } = useTranslation('selection');
  const format = useFormat();
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), 200);
  const events = useQuery({ ...choicesQuery(partner, asked), placeholderData: (before) => before, throwOnError: false });
  const items = events.data?.items ?? [];
  const toggle = (id: number): void => { onChange(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]); };
  return (
    <Stack gap="sm" maw={760}>
      <Group gap="sm">
        <TextInput aria-label={t('search')} placeholder={t('search')} leftSection={<IconSearch size={16} aria-hidden />} maxLength={100} value={search} onChange={(event) => { setSearch(event.currentTarget.value); }} flex={1} miw={200} />
        <Text size="sm" c="dimmed" role="status">{t('found', { count: items.length })} · {t('chosen', { count: chosen.length })}</Text>
      </Group>
      <ProblemAlert error={events.error} retry={() => { void events.refetch(); }} />
      {events.isPending && <Busy />}
      {events.data !== undefined && items.length === 0 && (
        <EmptyState title={t('noEvent')} action={<Button variant="default" renderRoot={(props) => <Link to="/p/$partner/events" params={{ partner }} {...props} />}>{t('toEvents')}</Button>}>{t('noEventText')}</EmptyState>
      )}
      {items.map((event) => (
        <Paper key={event.id} withBorder p="sm">
          <Group justify="space-between" gap="sm">
            <Checkbox
              checked={chosen.includes(event.id)} onChange={() => { toggle(event.id); }} label={event.name} styles={{ label: { fontWeight: 650 } }}
              description={[format.day(event.day), event.place, t('people', { count: event.participants }), t('races', { count: event.races })].filter((part) => part !== '').join(' · ')}
            />
            {chosen[0] === event.id && chosen.length > 1 && <Badge>{t('primary')}</Badge>}
            {chosen.includes(event.id) && chosen[0] !== event.id && (
              <Button size="compact-sm" variant="default" onClick={() => { onChange([event.id, ...chosen.filter((each) => each !== event.id)]); }}>{t('makePrimary')}</Button>
            )}
          </Group>
        </Paper>
      ))}
      <Group><Button disabled={chosen.length === 0} onClick={onNext}>{t('next')}</Button></Group>
    </Stack>
  );
}
