/** One person: everything that can be corrected, what happened so far, and off the roster with an undo. */
import { Button, Drawer, Group, NumberInput, Select, SimpleGrid, Stack, Tabs, TagsInput, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../api/client';
import type { NewParticipant, Participant, RaceSize } from '../../../api/generated';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { done, undoable } from '../../../components/toast';
import { useFormProblems } from '../../../components/useFormProblems';
import { addPerson, changePerson, removePerson, undoChange } from '../requests';
import type { Place } from '../useRoster';
import { fieldName, nameOf } from '../words';
import { PersonHistory } from './PersonHistory';

export type Opened = Participant | 'new';

interface Props {
  readonly opened: Opened | null;
  readonly place: Place;
  readonly races: readonly RaceSize[];
  readonly onClose: () => void;
  readonly onBib: (person: Participant) => void;
}

export function PersonDrawer({ opened, place, races, onClose, onBib }: Props) {
  const { t } = useTranslation('roster');
  const person = opened === 'new' ? null : opened;
  return (
    <Drawer opened={opened !== null} onClose={onClose} position="right" size="lg" title={person === null ? t('person.new') : `${person.bib} ${nameOf(person, t)}`.trim()} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      {opened !== null && (person === null ? (
        <PersonForm person={null} place={place} races={races} onClose={onClose} onBib={onBib} />
      ) : (
        <Tabs defaultValue="facts">
          <Tabs.List mb="md">
            <Tabs.Tab value="facts">{t('person.facts')}</Tabs.Tab>
            <Tabs.Tab value="history">{t('person.history')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="facts"><PersonForm person={person} place={place} races={races} onClose={onClose} onBib={onBib} /></Tabs.Panel>
          <Tabs.Panel value="history"><PersonHistory eventId={place.eventId} id={person.id} /></Tabs.Panel>
        </Tabs>
      ))}
    </Drawer>
  );
}

interface Values {
  first_name: string; last_name: string; bib: string; gender: string; age: number | string; city: string; state: string; country: string;
  race_id: string | null; division: string; team: string; wave: string; chips: string[]; external_id: string;
  privacy: Participant['privacy']; note: string; born_on: string;
}

const BLANK: Values = {
  first_name: '', last_name: '', bib: '', gender: '', age: '', city: '', state: '', country: '', race_id: null, division: '', team: '',
  wave: '', chips: [], external_id: '', privacy: 'public', note: '', born_on: '',
};

function valuesOf(person: Participant | null): Values {
  if (person === null) return BLANK;
  const { first_name, last_name, bib, gender, city, state, country, division, team, wave, chips, external_id, privacy, note } = person;
  return {
    first_name, last_name, bib, gender, age: person.age ?? '', city, state, country, race_id: person.race_id === null ? null : String(person.race_id),
    division, team, wave, chips, external_id, privacy, note, born_on: person.born_on ?? '',
  };
}

/** As the hub takes it. */
function toldOf(values: Values): NewParticipant {
  return { ...values, age: typeof values.age === 'number' ? values.age : null, born_on: values.born_on === '' ? null : values.born_on, race_id: values.race_id === null ? null : Number(values.race_id) };
}

interface FormProps extends Omit<Props, 'opened'> { readonly person: Participant | null }

function PersonForm({ person, place, races, onClose, onBib }: FormProps) {
  const { t } = useTranslation('roster');
  const form = useForm<Values>({ initialValues: valuesOf(person) });
  const save = useMutation({
    mutationFn: async (values: Values): Promise<{ readonly saved: Participant; readonly undo: number | null }> => {
      const told = toldOf(values);
      if (person === null) return { saved: await addPerson(place.eventId, told), undo: null };
      const before = toldOf(valuesOf(person));
      const changed = Object.entries(told).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof NewParticipant])); // entries of that very type
      const saved = await changePerson(place.eventId, person.id, { version: person.version, ...Object.fromEntries(changed) });
      return { saved, undo: saved.undo };
    },
    onSuccess: async ({ saved, undo }) => {
      onClose();
      const said = t(person === null ? 'person.added' : 'person.saved', { name: nameOf(saved, t) });
      if (undo === null) done(said);
      else undoable(said, async () => { await undoChange(place.eventId, undo); await place.refresh(); });
      await place.refresh();
    },
    onError: (error) => { if (error instanceof ApiProblem && error.code === 'stale') void place.refresh(); },
  });
  const remove = useMutation({
    mutationFn: (one: Participant) => removePerson(place.eventId, one.id),
    onSuccess: async ({ undo }, one) => {
      onClose();
      await place.refresh();
      undoable(t('person.removed', { name: nameOf(one, t) }), async () => { await undoChange(place.eventId, undo); await place.refresh(); });
    },
  });
  const problem = useFormProblems(form, save.error) ?? remove.error;
  const text = (name: 'first_name' | 'last_name' | 'bib' | 'gender' | 'city' | 'state' | 'country' | 'division' | 'team' | 'wave' | 'external_id') => (
    <TextInput label={<Label name={name} person={person} />} disabled={!place.mayEdit} autoComplete="off" maxLength={200} {...form.getInputProps(name)} />
  );
  return (
    <form onSubmit={form.onSubmit((values) => { save.mutate(values); })}>
      <Stack gap="sm">
        {person?.hidden === true && <Text size="sm" c="dimmed">{t('person.hidden')}</Text>}
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="xs">
          {text('first_name')}{text('last_name')}
          {text('bib')}
          <Select label={<Label name="race" person={person} />} disabled={!place.mayEdit} clearable data={races.flatMap(({ race_id: id, name }) => (id === null ? [] : [{ value: String(id), label: name }]))} {...form.getInputProps('race_id')} />
        </SimpleGrid>
        <TagsInput label={<Label name="chips" person={person} />} description={t('person.chipsHint')} disabled={!place.mayEdit} maxTags={20} splitChars={[',', ';', ' ', '|']} {...form.getInputProps('chips')} />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="xs">
          {text('gender')}
          <NumberInput label={<Label name="age" person={person} />} disabled={!place.mayEdit} min={0} max={130} allowDecimal={false} {...form.getInputProps('age')} />
          <TextInput type="date" label={<Label name="born_on" person={person} />} disabled={!place.mayEdit} autoComplete="off" {...form.getInputProps('born_on')} />
          {text('city')}{text('state')}{text('country')}{text('team')}{text('division')}{text('wave')}
          <Select label={<Label name="privacy" person={person} />} disabled={!place.mayEdit} allowDeselect={false} data={(['public', 'short', 'hidden'] as const).map((value) => ({ value, label: t(`privacy.${value}`) }))} {...form.getInputProps('privacy')} />
          {text('external_id')}
        </SimpleGrid>
        <Textarea label={<Label name="note" person={person} />} disabled={!place.mayEdit} autosize minRows={2} maxLength={2000} {...form.getInputProps('note')} />
        <ProblemAlert error={problem} withFields={false} onStale={onClose} />
        <Group justify="space-between">
          <Group gap="xs">
            {person !== null && place.mayEdit && <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => { remove.mutate(person); }}>{t('person.remove')}</Button>}
            {person !== null && place.mayGiveBibs && <Button variant="default" onClick={() => { onClose(); onBib(person); }}>{t('person.bib')}</Button>}
          </Group>
          {place.mayEdit && <Button type="submit" loading={save.isPending}>{t(person === null ? 'person.add' : 'person.save')}</Button>}
        </Group>
      </Stack>
    </form>
  );
}

/** Fields that were set here are marked: imports keep them. */
function Label({ name, person }: { readonly name: string; readonly person: Participant | null }) {
  const { t } = useTranslation('roster');
  const kept = person?.local_fields.includes(name) ?? false;
  return <>{fieldName(name, t)}{kept && <Text component="span" size="xs" c="dimmed"> · {t('person.setHere')}</Text>}</>;
}
