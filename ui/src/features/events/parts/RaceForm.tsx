/** A race: made, or changed. */
import { Group, NumberInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Event, Race } from '../../../api/generated';
import { useFormat } from '../../../components/time';
import { addRace, editRace, eventKey } from '../requests';
import { InlineForm } from './InlineForm';
import { StartField, startOf, startSaid } from './StartField';

type Props = { readonly partner: string; readonly onClose: () => void } & (
  | { readonly event: Event; readonly race?: never; readonly zone?: never }
  | { readonly event?: never; readonly race: Race; readonly zone: string }
);

export function RaceForm({ partner, onClose, event, race, zone }: Props) {
  const { t } = useTranslation('events');
  const thousands = useFormat().number(1_000).charAt(1);
  const queries = useQueryClient();
  const [name, setName] = useState(race?.name ?? '');
  const [distance, setDistance] = useState<number | string>(race?.distance_m ?? '');
  const [start, setStart] = useState(race === undefined ? startOf(null, event?.day) : startOf(race.start));
  const save = useMutation({
    mutationFn: () => {
      const fields = { name, distance_m: typeof distance === 'number' ? distance : null, ...startSaid(start) };
      return race === undefined ? addRace(event.id, fields) : editRace(race, { ...fields, version: race.version });
    },
    onSuccess: async (now) => {
      await queries.invalidateQueries({ queryKey: eventKey(partner, now.event_id) });
      onClose();
    },
  });
  return (
    <InlineForm
      label={t(race === undefined ? 'race.new' : 'race.edit', { name })} verb={t(race === undefined ? 'race.add' : 'shell:save')}
      error={save.error} pending={save.isPending} onSave={() => { save.mutate(); }} onClose={onClose}
    >
      <Group align="flex-start" gap="sm">
        <TextInput label={t('race.name')} placeholder={t('race.example')} maxLength={100} required withAsterisk={false} data-autofocus autoFocus value={name} onChange={(input) => { setName(input.currentTarget.value); }} />
        <NumberInput label={t('race.distance')} min={1} max={10_000_000} allowDecimal={false} suffix=" m" thousandSeparator={thousands} decimalSeparator={thousands === '.' ? ',' : '.'} value={distance} onChange={setDistance} w={140} />
        <StartField value={start} onChange={setStart} zone={race === undefined ? event.zone : zone} error={save.error} />
      </Group>
    </InlineForm>
  );
}
