/** All that is known of one runner for the microphone, and where it is written down. */
import { Button, Group, Modal, Stack, Switch, Table, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnnouncerCue, AnnouncerPassed, AnnouncerRunner, AnnouncerSaid } from '../../../api/generated';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import classes from '../announcer.module.css';
import { changePerson } from '../requests';
import type { Ticks } from '../useTicks';
import { calledOf, oneOf, told, townOf } from '../words';
import { Cues } from './Cues';
import { Notes } from './Notes';

export interface Shown {
  readonly runner: AnnouncerRunner;
  readonly cues: readonly AnnouncerCue[];
  readonly said: readonly AnnouncerSaid[];
  readonly points: readonly AnnouncerPassed[];
}

interface Props {
  readonly partner: string;
  readonly eventId: number;
  readonly shown: Shown;
  readonly ticks: Ticks;
  readonly onClose: () => void;
  readonly onChanged: (runner: AnnouncerRunner) => void;
}

export function PersonDialog({ partner, eventId, shown, ticks, onClose, onChanged }: Props) {
  const { t } = useTranslation('announcer');
  const { runner } = shown;
  const facts = [townOf(runner), runner.team, runner.age === null ? '' : t('age', { age: runner.age }), oneOf(runner, t), runner.division, runner.race];
  return (
    <Modal opened onClose={onClose} size="lg" zIndex={300} closeButtonProps={{ 'aria-label': t('person.close') }} title={`${calledOf(runner, t)} · ${runner.bib ?? '–'}`}>
      <Stack>
        <Text>{facts.filter((fact) => fact !== '').join(' · ')}</Text>
        <div className={classes.colours}><Cues card={shown} ticks={ticks} most={20} /></div>
        <Points points={shown.points} />
        <Spoken eventId={eventId} runner={runner} onChanged={onChanged} />
        <Notes partner={partner} eventId={eventId} runner={runner} onChanged={onChanged} />
      </Stack>
    </Modal>
  );
}

function Points({ points }: { readonly points: readonly AnnouncerPassed[] }) {
  const { t, i18n } = useTranslation('announcer');
  const { clock } = useFormat();
  if (points.length === 0) return null;
  return (
    <Table withRowBorders fz="md">
      <Table.Tbody>
        {points.map((one) => (
          <Table.Tr key={one.point}>
            <Table.Th scope="row">{one.point}</Table.Th>
            <Table.Td ta="end">{one.gun_ms === null ? '' : told(one.gun_ms, 0, i18n.language)}</Table.Td>
            <Table.Td ta="end">{one.place_overall === null ? '' : t('place.short', { ordinal: true, count: one.place_overall })}</Table.Td>
            <Table.Td ta="end">{clock(one.at)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Spoken({ eventId, runner, onChanged }: { readonly eventId: number; readonly runner: AnnouncerRunner; readonly onChanged: (runner: AnnouncerRunner) => void }) {
  const { t } = useTranslation('announcer');
  const [pronunciation, setPronunciation] = useState(runner.pronunciation ?? '');
  const [pronoun, setPronoun] = useState(runner.pronoun ?? '');
  const change = useMutation({
    mutationFn: (told: { readonly pronunciation?: string; readonly pronoun?: string; readonly vip?: boolean }) => changePerson(eventId, runner.participant_id, { version: runner.version ?? 0, ...told }),
    onSuccess: onChanged,
  });
  const touched = pronunciation.trim() !== (runner.pronunciation ?? '') || pronoun.trim() !== (runner.pronoun ?? '');
  return (
    <form onSubmit={(event) => { event.preventDefault(); change.mutate({ pronunciation: pronunciation.trim(), pronoun: pronoun.trim() }); }}>
      <Stack gap="xs">
        <Group align="end" grow preventGrowOverflow={false}>
          <TextInput label={t('person.pronunciation')} description={t('person.pronunciationHint')} maxLength={200} value={pronunciation} onChange={(event) => { setPronunciation(event.currentTarget.value); }} flex="3 1 14rem" />
          <TextInput label={t('person.pronoun')} maxLength={40} value={pronoun} onChange={(event) => { setPronoun(event.currentTarget.value); }} flex="1 1 7rem" />
        </Group>
        <Group justify="space-between">
          <Switch size="md" label={t('person.vip')} checked={runner.vip === true} disabled={change.isPending} onChange={(event) => { change.mutate({ vip: event.currentTarget.checked }); }} />
          <Button type="submit" disabled={!touched} loading={change.isPending}>{t('person.save')}</Button>
        </Group>
        <ProblemAlert error={change.error} />
      </Stack>
    </form>
  );
}
