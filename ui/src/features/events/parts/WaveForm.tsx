/** A wave: made, or changed. */
import { Group, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Race, Wave } from '../../../api/generated';
import { addWave, editWave, eventKey } from '../requests';
import { InlineForm } from './InlineForm';
import { StartField, startOf, startSaid } from './StartField';

interface Props {
  readonly partner: string;
  readonly zone: string;
  readonly race: Race;
  readonly wave?: Wave;
  readonly onClose: () => void;
}

export function WaveForm({ partner, zone, race, wave, onClose }: Props) {
  const { t } = useTranslation('events');
  const queries = useQueryClient();
  const [name, setName] = useState(wave?.name ?? t('wave.next', { number: race.waves.length + 1 }));
  const [start, setStart] = useState(startOf(wave === undefined ? race.waves.at(-1)?.start ?? race.start : wave.start));
  const save = useMutation({
    mutationFn: () => {
      const fields = { name, ...startSaid(start) };
      return wave === undefined ? addWave(race, fields) : editWave(race, wave, { ...fields, version: wave.version });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: eventKey(partner, race.event_id) });
      onClose();
    },
  });
  return (
    <InlineForm
      label={t(wave === undefined ? 'wave.new' : 'wave.edit', { name })} verb={t(wave === undefined ? 'wave.add' : 'shell:save')}
      error={save.error} pending={save.isPending} onSave={() => { save.mutate(); }} onClose={onClose}
    >
      <Group align="flex-start" gap="sm">
        <TextInput label={t('wave.name')} maxLength={100} required withAsterisk={false} autoFocus value={name} onChange={(input) => { setName(input.currentTarget.value); }} />
        <StartField value={start} onChange={setStart} zone={zone} error={save.error} />
      </Group>
    </InlineForm>
  );
}
