/** All points of a race while somebody draws them up; nothing counts until it is saved. */
import { Alert, Button, Group, List, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { faultsOf, moved, toldOf, withOneMore, type Draft } from '../points';
import { setPoints, type At } from '../requests';
import { useChange } from '../useChange';
import { PointFields } from './PointFields';

interface Props {
  readonly partner: string;
  readonly at: At;
  readonly version: number;
  readonly name: string;
  readonly points: readonly Draft[];
  readonly heard: readonly string[];
  readonly onChange: (points: readonly Draft[]) => void;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

const MOST = 200;

export function CourseEditor({ partner, at, version, name, points, heard, onChange, onClose, onSaved }: Props) {
  const { t } = useTranslation('course');
  const change = useChange(partner, at.eventId);
  // Somebody else's change while this one is drawn up is a conflict, and is said so.
  const [from] = useState(version);
  const [tried, setTried] = useState(false);
  const faults = faultsOf(points);
  const save = (): void => {
    setTried(true);
    if (faults.length === 0) change.mutate(() => setPoints(at, from, toldOf(points)), { onSuccess: onSaved });
  };
  return (
    <form noValidate aria-label={t('points.of', { race: name })} onSubmit={(event) => { event.preventDefault(); save(); }}>
      <Stack gap="xs">
        <Stack component="ol" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
          {points.map((point, number) => (
            <PointFields
              key={point.key} point={point} number={number} last={number === points.length - 1} heard={heard}
              faults={tried ? faults.filter(({ key }) => key === point.key) : []}
              onChange={(now) => { onChange(points.map((each) => (each.key === now.key ? now : each))); }}
              onMove={(by) => { onChange(moved(points, point.key, by)); }}
              onRemove={() => { onChange(points.filter(({ key }) => key !== point.key)); }}
            />
          ))}
        </Stack>
        {tried && faults.length > 0 && (
          <Alert color="red" role="alert" title={t('points.faults')}>
            <List size="sm">{faults.map((fault) => <List.Item key={`${fault.key ?? ''}${fault.what}`}>{t(`fault.${fault.what}`, { name: fault.name, other: fault.other })}</List.Item>)}</List>
          </Alert>
        )}
        <ProblemAlert error={change.error} withFields={false} onStale={onClose} />
        <Group gap="xs">
          <Button type="submit" loading={change.isPending}>{t('points.save')}</Button>
          <Button variant="default" onClick={onClose}>{t('shell:cancel')}</Button>
          {points.length < MOST && <Button variant="subtle" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => { onChange(withOneMore(points, '')); }}>{t('points.add')}</Button>}
        </Group>
      </Stack>
    </form>
  );
}
