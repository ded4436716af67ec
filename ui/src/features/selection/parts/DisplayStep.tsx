/** The display of the primary event, or of another one that was chosen. */
import { Button, Group, SegmentedControl, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EventDisplays } from '../../../components/EventDisplays';
import { choicesQuery, type Mode } from '../requests';

interface Props {
  readonly partner: string;
  readonly mode: Mode;
  readonly chosen: readonly number[];
  readonly onBack: () => void;
}

export function DisplayStep({ partner, mode, chosen, onBack }: Props) {
  const { t } = useTranslation('selection');
  const events = useQuery({ ...choicesQuery(partner, ''), throwOnError: false });
  const [wanted, setWanted] = useState<number | null>(null);
  const shown = wanted !== null && chosen.includes(wanted) ? wanted : chosen[0];
  if (shown === undefined) return null;
  const nameOf = (id: number): string => events.data?.items.find((event) => event.id === id)?.name ?? String(id);
  return (
    <Stack gap="md">
      {chosen.length > 1 && (
        <SegmentedControl aria-label={t('step.events')} value={String(shown)} onChange={(id) => { setWanted(Number(id)); }} data={chosen.map((id) => ({ value: String(id), label: nameOf(id) }))} style={{ alignSelf: 'flex-start', maxWidth: '100%', overflowX: 'auto' }} />
      )}
      <EventDisplays key={shown} partner={partner} eventId={shown} mode={mode} />
      <Group><Button variant="default" onClick={onBack}>{t('back')}</Button></Group>
    </Stack>
  );
}
