/** How far the results are to be relied on, and whether anybody is still expected. */
import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RaceCourse } from '../../../api/generated';
import { ask } from '../../../components/confirm';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { closeRace, setState } from '../requests';
import { useChange } from '../useChange';
import type { RaceProps } from './RaceSetup';
import { Section } from './Section';

type State = RaceCourse['state'];
const STATES: readonly State[] = ['live', 'provisional', 'official'];

export function StateSection({ partner, at, race, course, lock }: RaceProps) {
  const { t } = useTranslation('course');
  const format = useFormat(course.zone);
  const change = useChange(partner, at.eventId);
  const closed = race.closed_at !== null;
  const mayState = (lock === 'free' || lock === 'official') && !change.isPending;
  const become = async (state: State): Promise<void> => {
    const asked = state === 'official' ? 'toOfficial' : race.state === 'official' ? 'fromOfficial' : null;
    if (asked !== null && !await ask({ title: t(`state.${asked}.title`, { race: race.name }), text: `${t(`state.${asked}.text`)} ${asked === 'toOfficial' && !closed ? t('state.stillOpen') : ''}`.trim(), verb: t(`state.${asked}.verb`) })) return;
    change.mutate(() => setState(at, { version: race.version, state }));
  };
  const close = async (): Promise<void> => {
    if (!closed && !await ask({ title: t('close.title', { race: race.name }), text: t('close.ask'), verb: t('close.verb') })) return;
    change.mutate(() => closeRace(at, { version: race.version, closed: !closed }));
  };
  return (
    <Section title={t('state.title')} text={t(`state.${race.state}.text`)}>
      <Stack gap="sm" align="flex-start">
        <SegmentedControl
          aria-label={t('state.title')} value={race.state} disabled={!mayState} data={STATES.map((value) => ({ value, label: t(`state.${value}.name`) }))}
          onChange={(value) => { void become(value); }}
        />
        <Group gap="sm">
          <Text size="sm">{race.closed_at === null ? t('close.open') : t('close.closed', { at: format.dateTime(race.closed_at) })}</Text>
          {lock === 'free' && <Button size="xs" variant="default" loading={change.isPending} onClick={() => { void close(); }}>{t(closed ? 'close.again' : 'close.verb')}</Button>}
        </Group>
        <ProblemAlert error={change.error} />
      </Stack>
    </Section>
  );
}
