/** A race with its waves and divisions, each edited where it stands. */
import { Alert, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Division, Race, Wave } from '../../../api/generated';
import { sentence } from '../../../components/ProblemAlert';
import { useFormat, type Format } from '../../../components/time';
import { failed, undoable } from '../../../components/toast';
import { addDivision, addRaceAgain, addWave, eventKey, removeDivision, removeRace, removeWave } from '../requests';
import { DivisionForm } from './DivisionForm';
import { Line, Lines } from './Lines';
import { RaceForm } from './RaceForm';
import { WaveForm } from './WaveForm';

interface Props {
  readonly partner: string;
  readonly zone: string;
  readonly race: Race;
  readonly mayEdit: boolean;
}

/** Waves go ten seconds apart: seconds are shown where there are any. The day only where it is another than `day`. */
function startIn(format: Format, at: string, day?: string): string {
  const time = new Date(at).getUTCSeconds() === 0 ? format.time(at) : format.clock(at);
  return format.date(at) === day ? time : `${format.date(at)}, ${time}`;
}

/** Does it, and offers to take it back. */
function useRemoval(partner: string, eventId: number) {
  const { t } = useTranslation('events');
  const queries = useQueryClient();
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: eventKey(partner, eventId) });
  return async (name: string, remove: () => Promise<unknown>, again: () => Promise<unknown>): Promise<void> => {
    try {
      await remove();
      undoable(t('removed', { name }), async () => { await again(); await refresh(); });
    } catch (error) {
      failed(sentence(error, t('shell:fault.text')));
    }
    await refresh();
  };
}

export function RaceCard({ partner, zone, race, mayEdit }: Props) {
  const { t } = useTranslation('events');
  const format = useFormat(zone);
  const [editing, setEditing] = useState(false);
  const remove = useRemoval(partner, race.event_id);
  const facts = [
    race.distance_m === null ? '' : t('race.metres', { metres: format.number(race.distance_m) }),
    race.start_at === null ? t('race.noStart') : t('race.startsAt', { at: startIn(format, race.start_at) }),
    t('race.people', { count: race.participants }),
  ];
  return (
    <Paper withBorder p="sm" component="article" aria-label={race.name}>
      <Stack gap="sm">
        {editing ? <RaceForm partner={partner} race={race} zone={zone} onClose={() => { setEditing(false); }} /> : (
          <Line
            name={race.name} mayEdit={mayEdit} onEdit={() => { setEditing(true); }}
            onRemove={() => { void remove(race.name, () => removeRace(race), () => addRaceAgain(race)); }}
          >
            <Title order={3}>{race.name}</Title>
            <Text size="sm" c="dimmed">{facts.filter((fact) => fact !== '').join(' · ')}</Text>
          </Line>
        )}
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
          <Waves partner={partner} zone={zone} race={race} mayEdit={mayEdit} />
          <Divisions partner={partner} race={race} mayEdit={mayEdit} />
        </SimpleGrid>
        {race.overlaps.length > 0 && (
          <Alert color="yellow" title={t('division.overlaps', { count: race.overlaps.length })} p="xs">
            <Text size="sm">{t('division.overlapsText')} {race.overlaps.map((each) => each.sentence).join(' ')}</Text>
          </Alert>
        )}
      </Stack>
    </Paper>
  );
}

function Waves({ partner, zone, race, mayEdit }: Props) {
  const { t } = useTranslation('events');
  const format = useFormat(zone);
  const raceDay = race.start_at === null ? undefined : format.date(race.start_at);
  const remove = useRemoval(partner, race.event_id);
  return (
    <Lines<Wave>
      title={t('wave.title')} none={t('wave.none')} add={t('wave.new')} items={race.waves} mayEdit={mayEdit}
      form={(wave, onClose) => <WaveForm partner={partner} zone={zone} race={race} onClose={onClose} {...(wave === undefined ? {} : { wave })} />}
      facts={(wave) => (wave.start_at === null ? t('race.noStart') : startIn(format, wave.start_at, raceDay))}
      onRemove={(wave) => { void remove(wave.name, () => removeWave(race, wave), () => addWave(race, { name: wave.name, start: wave.start, position: wave.position })); }}
    />
  );
}

function Divisions({ partner, race, mayEdit }: Omit<Props, 'zone'>) {
  const { t } = useTranslation('events');
  const remove = useRemoval(partner, race.event_id);
  const ages = ({ youngest, oldest }: Division): string => {
    if (youngest === null && oldest === null) return t('ages.all');
    if (youngest === null) return t('ages.upTo', { oldest });
    return oldest === null ? t('ages.from', { youngest }) : t('ages.between', { youngest, oldest });
  };
  return (
    <Lines<Division>
      title={t('division.title')} none={t('division.none')} add={t('division.new')} items={race.divisions} mayEdit={mayEdit}
      form={(division, onClose) => <DivisionForm partner={partner} race={race} onClose={onClose} {...(division === undefined ? {} : { division })} />}
      facts={(division) => `${t(`gender.${division.gender === '' ? 'all' : division.gender}`)}, ${ages(division)}`}
      onRemove={(each) => {
        void remove(each.name, () => removeDivision(race, each), () => addDivision(race, { name: each.name, gender: each.gender, youngest: each.youngest, oldest: each.oldest, position: each.position }));
      }}
    />
  );
}

