/** A course record: made, or changed. Whose it is stays. */
import { Autocomplete, Button, Group, NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CourseRecord, RaceCourse } from '../../../api/generated';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { readDuration, writtenDuration } from '../durations';
import { addRecord, changeRecord, type At } from '../requests';

interface Props {
  readonly at: At;
  readonly race: RaceCourse;
  readonly record?: CourseRecord;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

const SEXES = ['F', 'M', 'X'] as const;
/** As one choice: the course, a sex, or some division. */
const SCOPES = ['course', ...SEXES, 'division'] as const;
type Scope = (typeof SCOPES)[number];

type Told = Pick<CourseRecord, 'scope' | 'scope_value' | 'ms' | 'holder' | 'year'>;
const NEW: Told = { scope: 'course', scope_value: '', ms: 0, holder: '', year: null };

function scopeOf(record: Told): Scope {
  if (record.scope === 'course') return 'course';
  return record.scope === 'division' ? 'division' : SEXES.find((sex) => sex === record.scope_value) ?? 'F';
}

export function RecordForm({ at, race, record, onClose, onSaved }: Props) {
  const { t } = useTranslation('course');
  const known = record ?? NEW;
  const [scope, setScope] = useState<Scope>(scopeOf(known));
  const [division, setDivision] = useState(known.scope === 'division' ? known.scope_value : '');
  const [time, setTime] = useState(known.ms === 0 ? '' : writtenDuration(known.ms));
  const [holder, setHolder] = useState(known.holder);
  const [year, setYear] = useState<number | string>(known.year ?? '');
  const [tried, setTried] = useState(false);
  const ms = readDuration(time) ?? 0;
  const group = scope === 'course' ? '' : scope === 'division' ? division.trim() : scope;
  const kind = scope === 'course' || scope === 'division' ? scope : 'sex';
  const told = { ms, holder, year: typeof year === 'number' ? year : null };
  const save = useMutation({
    mutationFn: () => (record === undefined ? addRecord(at, { ...told, scope: kind, scope_value: group }) : changeRecord(at, record.id, { ...told, version: record.version })),
    onSuccess: onSaved,
  });
  const noGroup = scope === 'division' && group === '';
  return (
    <form
      noValidate aria-label={t('record.new')} onKeyDown={(event) => { if (event.key === 'Escape') onClose(); }}
      onSubmit={(event) => { event.preventDefault(); setTried(true); if (ms > 0 && !noGroup) save.mutate(); }}
    >
      <Stack gap="xs">
        <Group align="flex-start" gap="sm">
          <NativeSelect
            label={t('record.of')} disabled={record !== undefined} value={scope} onChange={(event) => { setScope(SCOPES.find((each) => each === event.currentTarget.value) ?? 'course'); }}
            data={SCOPES.map((value) => ({ value, label: value === 'course' || value === 'division' ? t(`record.${value}`) : t(`record.sex.${value}`) }))}
          />
          {scope === 'division' && (
            <Autocomplete label={t('record.divisionName')} disabled={record !== undefined} maxLength={100} data={[...new Set(race.divisions)]} value={division} error={tried && noGroup && t('record.needsDivision')} onChange={setDivision} />
          )}
          <TextInput label={t('record.time')} placeholder="31:58" w={120} autoFocus value={time} error={tried && ms === 0 && t('rules.needsTime')} onChange={(event) => { setTime(event.currentTarget.value); }} />
          <TextInput label={t('record.holder')} maxLength={120} value={holder} onChange={(event) => { setHolder(event.currentTarget.value); }} />
          <NumberInput label={t('record.year')} min={1800} max={2200} allowDecimal={false} hideControls w={100} value={year} onChange={setYear} />
        </Group>
        <ProblemAlert error={save.error} onStale={onSaved} />
        <Group gap="xs">
          <Button type="submit" size="xs" loading={save.isPending}>{t(record === undefined ? 'record.add' : 'shell:save')}</Button>
          <Button variant="default" size="xs" onClick={onClose}>{t('shell:cancel')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
