/** A start on the wall clock of the event; of an hour that comes twice, which of the two. */
import { Radio, Group, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../api/client';

export interface Start {
  /** As the browser's field says it; empty: none. */
  readonly start: string;
  readonly occurrence: '' | 'earlier' | 'later';
}

interface Props {
  readonly value: Start;
  readonly onChange: (value: Start) => void;
  readonly zone: string;
  /** What the hub said no to. */
  readonly error: unknown;
}

export function startSaid({ start, occurrence }: Start): { start: string | null; occurrence: 'earlier' | 'later' | null } {
  return { start: start === '' ? null : start, occurrence: occurrence === '' ? null : occurrence };
}

export function startOf(start: string | null | undefined, day?: string): Start {
  return { start: start ?? (day === undefined ? '' : `${day}T09:00`), occurrence: '' };
}

const ABOUT_START = ['no_such_time', 'time_comes_twice'];

/** A problem that the field itself tells of. */
export function aboutStart(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem && ABOUT_START.includes(error.code);
}

export function StartField({ value, onChange, zone, error }: Props) {
  const { t } = useTranslation('events');
  const twice = aboutStart(error) && error.code === 'time_comes_twice';
  return (
    <Stack gap="xs">
      <TextInput
        type="datetime-local" step={1} label={t('start.label')} description={zone} value={value.start}
        error={aboutStart(error) ? error.message : undefined} onChange={(event) => { onChange({ start: event.currentTarget.value, occurrence: '' }); }}
      />
      {(twice || value.occurrence !== '') && (
        <Radio.Group label={t('start.which')} value={value.occurrence} onChange={(which) => { onChange({ ...value, occurrence: which === 'earlier' ? 'earlier' : 'later' }); }}>
          <Group mt={4}><Radio value="earlier" label={t('start.earlier')} /><Radio value="later" label={t('start.later')} /></Group>
        </Radio.Group>
      )}
    </Stack>
  );
}
