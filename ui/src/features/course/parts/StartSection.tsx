/** When the race was started: for every wave its plan, what was heard, and what counts; and all guns of the event. */
import { Badge, Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventCourse, GunOwner, HeardGun, RaceCourse, RaceStart } from '../../../api/generated';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { giveGun, startRace, startWave } from '../requests';
import { clockOf, dayOf, isFar } from '../times';
import { useChange } from '../useChange';
import type { RaceProps } from './RaceSetup';
import { Section } from './Section';
import classes from './StartSection.module.css';
import { StartForm } from './StartForm';

interface Started {
  /** null: the race itself. */
  readonly waveId: number | null;
  readonly name: string;
  readonly version: number;
  readonly start: RaceStart;
}

const COLOUR = { manual: 'violet', gun: 'green', plan: 'yellow', nothing: 'gray' } as const;

function startsOf(race: RaceCourse): readonly Started[] {
  if (race.start !== null) return [{ waveId: null, name: race.name, version: race.version, start: race.start }];
  return race.waves.map(({ id, name, version, start }) => ({ waveId: id, name, version, start }));
}

export function StartSection({ partner, at, race, course, lock, onLock }: RaceProps) {
  const { t } = useTranslation('course');
  const [open, setOpen] = useState<number | null | 'none'>('none');
  const change = useChange(partner, at.eventId);
  const edit = (waveId: number | null): void => { change.reset(); setOpen(waveId); onLock(true); };
  const leave = (): void => { setOpen('none'); onLock(false); };
  const save = (one: Started) => (start: string | null, occurrence: 'earlier' | 'later' | null): void => {
    const told = { version: one.version, start, occurrence };
    change.mutate(() => (one.waveId === null ? startRace(at, told) : startWave(at, one.waveId, told)), { onSuccess: leave });
  };
  return (
    <Section title={t('start.title')} text={t(race.start === null ? 'start.waves' : 'start.one')}>
      <ul className={classes.list}>
        {startsOf(race).map((one) => (
          <li key={one.waveId ?? 'race'} className={classes.row}>
            <StartLine one={one} zone={course.zone}>
              {lock === 'free' && (
                <>
                  <Button size="xs" variant="default" aria-label={`${t('start.enter')}: ${one.name}`} onClick={() => { edit(one.waveId); }}>{t('start.enter')}</Button>
                  {one.start.manual !== null && <Button size="xs" variant="subtle" color="gray" aria-label={`${t('start.clear')}: ${one.name}`} onClick={() => { save(one)(null, null); }}>{t('start.clear')}</Button>}
                </>
              )}
            </StartLine>
            {open === one.waveId && (
              <StartForm name={one.name} zone={course.zone} start={one.start} error={change.error} pending={change.isPending} onSave={save(one)} onClose={leave} />
            )}
          </li>
        ))}
      </ul>
      {open === 'none' && <ProblemAlert error={change.error} />}
      <Guns partner={partner} at={at} course={course} mayEdit={lock === 'free'} />
    </Section>
  );
}

function StartLine({ one: { name, start }, zone, children }: { readonly one: Started; readonly zone: string; readonly children: React.ReactNode }) {
  const { t } = useTranslation('course');
  const format = useFormat(zone);
  const other = start.at !== null && start.plan_at !== null && dayOf(start.at, zone) !== dayOf(start.plan_at, zone);
  return (
    <Group justify="space-between" gap="xs">
      <Group gap="sm">
        <Text fw={650} miw="7rem">{name}</Text>
        <Text className="numbers" fz="1.1rem" fw={start.by === 'plan' ? 400 : 650}>{start.at === null ? '–' : clockOf(start.at, zone)}</Text>
        {other && start.at !== null && <Text size="sm" c="dimmed">{format.date(start.at)}</Text>}
        <Badge color={COLOUR[start.by]}>{t(`by.${start.by}`)}</Badge>
        {start.plan_at !== null && start.by !== 'plan' && <Text size="sm" c="dimmed" className="numbers">{t('start.plan', { time: clockOf(start.plan_at, zone) })}</Text>}
        {isFar(start.at, start.plan_at) && <Badge color="orange">{t('start.far')}</Badge>}
      </Group>
      <Group gap="xs">{children}</Group>
    </Group>
  );
}

interface Choice extends GunOwner { readonly value: string; readonly label: string }

const NOBODY = '';
const valueOf = (owner: GunOwner | null): string => (owner === null ? NOBODY : `${owner.race_id}:${owner.wave_id ?? ''}`);

function choicesOf(course: EventCourse): readonly Choice[] {
  return course.races.flatMap((race): (GunOwner & { label: string })[] => (
    race.start !== null ? [{ race_id: race.id, wave_id: null, label: race.name }] : race.waves.map((wave) => ({ race_id: race.id, wave_id: wave.id, label: `${race.name}, ${wave.name}` }))
  )).map((owner) => ({ ...owner, value: valueOf(owner) }));
}

interface GunsProps {
  readonly partner: string;
  readonly at: RaceProps['at'];
  readonly course: EventCourse;
  readonly mayEdit: boolean;
}

function Guns({ partner, at, course, mayEdit }: GunsProps) {
  const { t } = useTranslation('course');
  const change = useChange(partner, at.eventId);
  const choices = choicesOf(course);
  const give = (gun: HeardGun, value: string): void => {
    const to = choices.find((choice) => choice.value === value);
    change.mutate(() => giveGun(at.eventId, gun.id, to === undefined ? null : { race_id: to.race_id, wave_id: to.wave_id ?? null }, gun.given_to));
  };
  const days = new Set(course.guns.flatMap(({ at: instant }) => (instant === null ? [] : [dayOf(instant, course.zone)])));
  return (
    <Stack gap={4} mt="sm">
      <Text fw={650} size="sm">{t('gun.title')}</Text>
      <Text size="sm" c="dimmed" maw={860}>{t(course.guns.length === 0 ? 'gun.none' : 'gun.text')}</Text>
      <ProblemAlert error={change.error} />
      <ul className={classes.list}>
        {course.guns.map((gun) => <Gun key={gun.id} gun={gun} zone={course.zone} withDay={days.size > 1} choices={choices} mayEdit={mayEdit && !change.isPending} onGive={(value) => { give(gun, value); }} />)}
      </ul>
    </Stack>
  );
}

interface GunProps {
  readonly gun: HeardGun;
  readonly zone: string;
  readonly withDay: boolean;
  readonly choices: readonly Choice[];
  readonly mayEdit: boolean;
  readonly onGive: (value: string) => void;
}

function Gun({ gun, zone, withDay, choices, mayEdit, onGive }: GunProps) {
  const { t } = useTranslation('course');
  const format = useFormat(zone);
  const time = gun.at === null ? gun.time : clockOf(gun.at, zone);
  const whose = choices.find(({ value }) => value === valueOf(gun.counts_for));
  return (
    <li className={classes.row}>
      <Group justify="space-between" gap="xs">
        <Group gap="sm">
          <Text className="numbers" fz="1.1rem" fw={650}>{time}</Text>
          {withDay && gun.at !== null && <Text size="sm" c="dimmed">{format.date(gun.at)}</Text>}
          <Text size="sm" c="dimmed">{gun.location} · {gun.session}</Text>
          {gun.counts_for !== null && whose !== undefined ? <Badge color="green">{t('gun.countsFor', { name: whose.label })}</Badge> : <Badge color="gray">{t(gun.at === null ? 'gun.unreadable' : 'gun.unused')}</Badge>}
        </Group>
        <NativeSelect
          size="xs" aria-label={t('gun.give', { time })} disabled={!mayEdit || gun.at === null} value={valueOf(gun.given_to)} onChange={(event) => { onGive(event.currentTarget.value); }}
          data={[{ value: NOBODY, label: t('gun.byItself') }, ...choices.map(({ value, label }) => ({ value, label: t('gun.giveTo', { name: label }) }))]}
        />
      </Group>
    </li>
  );
}
