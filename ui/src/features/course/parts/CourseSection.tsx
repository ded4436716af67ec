/** The points of a race: drawn as a line, and drawn up as a list. */
import { Alert, Button, Group, List, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../../components/confirm';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { done } from '../../../components/toast';
import { bare, draftOf, type Draft } from '../points';
import { setPoints } from '../requests';
import { useChange } from '../useChange';
import { CourseEditor } from './CourseEditor';
import { CourseLine } from './CourseLine';
import { Section } from './Section';
import type { RaceProps } from './RaceSetup';

export function CourseSection({ partner, at, race, course, lock, onLock }: RaceProps) {
  const { t } = useTranslation('course');
  const change = useChange(partner, at.eventId);
  const [drafts, setDrafts] = useState<readonly Draft[] | null>(null);
  const heard = new Set(course.heard.map(({ name }) => name));
  const edit = (points: readonly Draft[]): void => { change.reset(); setDrafts(points); onLock(true); };
  const leave = (): void => { setDrafts(null); onLock(false); };
  const takeAway = async (): Promise<void> => {
    if (!await ask({ title: t('points.clear.title'), text: t('points.clear.text', { race: race.name }), verb: t('points.clear.verb') })) return;
    change.mutate(() => setPoints(at, race.version, []));
  };
  if (drafts !== null) {
    return (
      <Section title={t('points.title')} text={<>{t('points.editText')} {t('points.timesText')}</>}>
        <CourseEditor
          partner={partner} at={at} version={race.version} name={race.name} points={drafts} heard={course.heard.map(({ name }) => name)}
          onChange={setDrafts} onClose={leave} onSaved={() => { leave(); done(t('points.saved', { race: race.name })); }}
        />
      </Section>
    );
  }
  const fromNothing = (): readonly Draft[] => (
    race.suggested.length > 0 ? draftOf(race.suggested) : bare({ start: t('kind.start'), finish: t('kind.finish') }, race.distance_m)
  );
  const own = race.points.length > 0;
  const edits = lock === 'free' && (
    <Group gap="xs">
      {own && <Button variant="default" size="xs" onClick={() => { void takeAway(); }}>{t('points.clear.verb')}</Button>}
      <Button size="xs" variant={own ? 'default' : 'filled'} leftSection={<IconPencil size={14} aria-hidden />} onClick={() => { edit(own ? draftOf(race.points) : fromNothing()); }}>
        {t(own ? 'points.change' : 'points.draw')}
      </Button>
    </Group>
  );
  return (
    <Section title={t('points.title')} action={edits} text={own ? undefined : t(race.suggested.length > 0 ? 'points.suggested' : 'points.none')}>
      <ProblemAlert error={change.error} />
      {race.faults.length > 0 && (
        <Alert color="red" mb="xs" title={t('points.faults')}><List size="sm">{race.faults.map((fault) => <List.Item key={fault}>{fault}</List.Item>)}</List></Alert>
      )}
      {own && <CourseLine label={t('points.of', { race: race.name })} points={race.points} heard={heard} />}
      {!own && race.suggested.length > 0 && <CourseLine label={t('points.of', { race: race.name })} points={race.suggested} heard={heard} suggested />}
      {course.heard.length === 0 && <Text size="sm" c="dimmed" mt="xs">{t('points.nothingHeard')}</Text>}
    </Section>
  );
}
