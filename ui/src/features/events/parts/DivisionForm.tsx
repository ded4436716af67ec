/** A division: made, or changed. */
import { Group, NumberInput, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Division, Race } from '../../../api/generated';
import { addDivision, editDivision, eventKey } from '../requests';
import { InlineForm } from './InlineForm';

interface Props {
  readonly partner: string;
  readonly race: Race;
  readonly division?: Division;
  readonly onClose: () => void;
}

type Gender = Division['gender'];
const GENDERS: readonly Gender[] = ['', 'F', 'M', 'X'];

function whole(value: number | string): number | null {
  return typeof value === 'number' ? value : null;
}

export function DivisionForm({ partner, race, division, onClose }: Props) {
  const { t } = useTranslation('events');
  const queries = useQueryClient();
  const [name, setName] = useState(division?.name ?? '');
  const [gender, setGender] = useState<Gender>(division?.gender ?? '');
  const [youngest, setYoungest] = useState<number | string>(division?.youngest ?? '');
  const [oldest, setOldest] = useState<number | string>(division?.oldest ?? '');
  const save = useMutation({
    mutationFn: () => {
      const fields = { name, gender, youngest: whole(youngest), oldest: whole(oldest) };
      return division === undefined ? addDivision(race, fields) : editDivision(race, division, { ...fields, version: division.version });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: eventKey(partner, race.event_id) });
      onClose();
    },
  });
  return (
    <InlineForm
      label={t(division === undefined ? 'division.new' : 'division.edit', { name })} verb={t(division === undefined ? 'division.add' : 'shell:save')}
      error={save.error} pending={save.isPending} onSave={() => { save.mutate(); }} onClose={onClose}
    >
      <Group align="flex-start" gap="sm">
        <TextInput label={t('division.name')} placeholder="F40-49" maxLength={100} required withAsterisk={false} autoFocus w={160} value={name} onChange={(input) => { setName(input.currentTarget.value); }} />
        <Select
          label={t('division.gender')} allowDeselect={false} w={150} value={gender === '' ? 'all' : gender} onChange={(value) => { setGender(GENDERS.find((each) => each === value) ?? ''); }}
          data={GENDERS.map((each) => ({ value: each === '' ? 'all' : each, label: t(`gender.${each === '' ? 'all' : each}`) }))}
        />
        <NumberInput label={t('division.youngest')} min={0} max={130} allowDecimal={false} w={110} value={youngest} onChange={setYoungest} />
        <NumberInput label={t('division.oldest')} min={0} max={130} allowDecimal={false} w={110} value={oldest} onChange={setOldest} />
      </Group>
    </InlineForm>
  );
}
