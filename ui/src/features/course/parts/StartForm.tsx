/** A start that a person saw: day and time of day there. Of an hour that comes twice, which of the two. */
import { Button, Group, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../api/client';
import type { RaceStart } from '../../../api/generated';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { clockOf, dayOf, readClock } from '../times';

interface Props {
  readonly name: string;
  readonly zone: string;
  readonly start: RaceStart;
  readonly error: unknown;
  readonly pending: boolean;
  readonly onSave: (start: string, occurrence: 'earlier' | 'later' | null) => void;
  readonly onClose: () => void;
}

export function StartForm({ name, zone, start, error, pending, onSave, onClose }: Props) {
  const { t } = useTranslation('course');
  const known = start.at ?? new Date().toISOString();
  const [day, setDay] = useState(dayOf(known, zone));
  const [time, setTime] = useState(start.at === null ? '' : clockOf(known, zone));
  const [which, setWhich] = useState<'' | 'earlier' | 'later'>('');
  const [tried, setTried] = useState(false);
  const clock = readClock(time);
  const code = error instanceof ApiProblem ? error.code : '';
  const aboutTime = code === 'no_such_time' || code === 'time_comes_twice';
  const save = (): void => {
    setTried(true);
    if (clock !== null && day !== '') onSave(`${day}T${clock}`, which === '' ? null : which);
  };
  return (
    <form
      noValidate aria-label={t('start.of', { name })} onSubmit={(event) => { event.preventDefault(); save(); }}
      onKeyDown={(event) => { if (event.key === 'Escape') onClose(); }}
    >
      <Stack gap="xs" mt="xs">
        <Group align="flex-start" gap="sm">
          <TextInput type="date" label={t('start.day')} value={day} onChange={(event) => { setDay(event.currentTarget.value); setWhich(''); }} />
          <TextInput
            label={t('start.time')} description={zone} inputWrapperOrder={['label', 'input', 'description', 'error']} placeholder="09:30:04.2" autoFocus value={time}
            error={tried && clock === null ? t('start.noTime') : aboutTime && error instanceof ApiProblem ? error.message : undefined}
            onChange={(event) => { setTime(event.currentTarget.value); setWhich(''); }}
          />
        </Group>
        {(code === 'time_comes_twice' || which !== '') && (
          <Radio.Group label={t('start.which')} value={which} onChange={(value) => { setWhich(value === 'earlier' ? 'earlier' : 'later'); }}>
            <Group mt={4}><Radio value="earlier" label={t('start.earlier')} /><Radio value="later" label={t('start.later')} /></Group>
          </Radio.Group>
        )}
        {!aboutTime && <ProblemAlert error={error} onStale={onClose} />}
        <Group gap="xs">
          <Button type="submit" size="xs" loading={pending}>{t('shell:save')}</Button>
          <Button variant="default" size="xs" onClick={onClose}>{t('shell:cancel')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
