/** Everything that is set up for one race. One part is changed at a time, so that nobody is in their own way. */
import { Alert, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventCourse, RaceCourse } from '../../../api/generated';
import type { At } from '../requests';
import { CourseSection } from './CourseSection';
import { RecordsSection } from './RecordsSection';
import { RulesSection } from './RulesSection';
import { StartSection } from './StartSection';
import { StateSection } from './StateSection';

/** Whether buttons that change something are there. */
export type Lock = 'free' | 'busy' | 'official' | 'looking';

export interface RaceProps {
  readonly partner: string;
  readonly at: At;
  readonly race: RaceCourse;
  readonly course: EventCourse;
  readonly lock: Lock;
  readonly onLock: (busy: boolean) => void;
}

interface Props {
  readonly partner: string;
  readonly eventId: number;
  readonly race: RaceCourse;
  readonly course: EventCourse;
  readonly mayEdit: boolean;
}

export function RaceSetup({ partner, eventId, race, course, mayEdit }: Props) {
  const { t } = useTranslation('course');
  const [busy, setBusy] = useState(false);
  const state = race.state === 'official' ? 'official' : 'free';
  const lock: Lock = !mayEdit ? 'looking' : busy ? 'busy' : state;
  const props: RaceProps = { partner, at: { eventId, raceId: race.id }, race, course, lock, onLock: setBusy };
  return (
    <Stack gap="sm">
      {race.state === 'official' && <Alert color="green" title={t('official.title', { race: race.name })}>{t('official.text')}</Alert>}
      <CourseSection {...props} />
      <StartSection {...props} />
      <RulesSection {...props} />
      <RecordsSection {...props} />
      <StateSection {...props} />
    </Stack>
  );
}
