/** Race set-up: of one race at a time, chosen above. */
import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { eventRoute } from '../../../app/parents';
import { Busy } from '../../../components/Busy';
import { EmptyState } from '../../../components/EmptyState';
import { PageHeader } from '../../../components/PageHeader';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { RaceSetup } from '../parts/RaceSetup';
import { courseQuery } from '../requests';

/** As many stand beside each other on a desk. */
const FEW = 5;

export function CoursePage() {
  const { t } = useTranslation('course');
  const { partner, eventId } = eventRoute.useParams();
  const { membership } = eventRoute.useRouteContext();
  const { race: wanted } = useSearch({ strict: false });
  const course = useQuery({ ...courseQuery(partner, eventId), throwOnError: false });
  const mayEdit = membership.permissions.includes('timing.edit');
  const races = course.data?.races ?? [];
  const race = races.find(({ id }) => id === wanted) ?? races[0];
  return (
    <>
      <PageHeader
        order={2} title={t('title')} description={t('text')}
        actions={races.length > 1 && race !== undefined ? <Choice races={races} chosen={race.id} partner={partner} eventId={eventId} /> : undefined}
      />
      {course.data === undefined && (course.error === null ? <Busy /> : <ProblemAlert error={course.error} retry={() => { void course.refetch(); }} />)}
      {course.data !== undefined && race === undefined && (
        <EmptyState title={t('noRace')} action={<Button variant="default" renderRoot={(props) => <Link to="/p/$partner/events/$eventId" params={{ partner, eventId }} {...props} />}>{t('toEvent')}</Button>}>{t('noRaceText')}</EmptyState>
      )}
      {course.data !== undefined && race !== undefined && <RaceSetup key={race.id} partner={partner} eventId={eventId} race={race} course={course.data} mayEdit={mayEdit} />}
    </>
  );
}

interface ChoiceProps {
  readonly races: readonly { readonly id: number; readonly name: string }[];
  readonly chosen: number;
  readonly partner: string;
  readonly eventId: number;
}

function Choice({ races, chosen, partner, eventId }: ChoiceProps) {
  const { t } = useTranslation('course');
  const narrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const navigate = useNavigate();
  const choose = (id: string): void => { void navigate({ to: '/p/$partner/events/$eventId/course', params: { partner, eventId }, search: { race: Number(id) } }); };
  const data = races.map(({ id, name }) => ({ value: String(id), label: name }));
  if (narrow || races.length > FEW) return <NativeSelect aria-label={t('race')} data={data} value={String(chosen)} onChange={(event) => { choose(event.currentTarget.value); }} />;
  return <SegmentedControl aria-label={t('race')} data={data} value={String(chosen)} onChange={choose} />;
}
