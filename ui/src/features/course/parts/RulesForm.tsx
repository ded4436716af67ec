/** The rules of a race, each with what it means. */
import { Button, Fieldset, Group, NativeSelect, NumberInput, Radio, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RaceCourse, RaceRules } from '../../../api/generated';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { changeRules, type At } from '../requests';
import { changeOf, formOf, paceOf, wrongIn, type Form } from '../rules';
import { useChange } from '../useChange';

interface Props {
  readonly partner: string;
  readonly at: At;
  readonly race: RaceCourse;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

const RANKS = ['gun', 'chip', 'mixed'] as const;
const TIES = [1, 10, 100, 1000] as const;
const DECIMALS = [0, 1, 2, 3] as const;
const AGES = ['race_day', 'event_day', 'dec_31'] as const;
const GROUPS = ['', 'team', 'city', 'state', 'country'] as const;
const TEAMS = ['', 'places', 'times'] as const;
const WHOLE = { allowDecimal: false, allowNegative: false, clampBehavior: 'strict' } as const;
const BELOW = { inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[] };

interface Part { readonly form: Form; readonly set: (part: Partial<Form>) => void; readonly wrong: ReadonlySet<keyof Form> }

export function RulesForm({ partner, at, race, onClose, onSaved }: Props) {
  const { t } = useTranslation('course');
  const change = useChange(partner, at.eventId);
  const [from] = useState<{ readonly version: number; readonly rules: RaceRules }>(race);
  const [form, setForm] = useState(() => formOf(race.rules));
  const [tried, setTried] = useState(false);
  const wrong = wrongIn(form);
  const save = (): void => {
    setTried(true);
    if (wrong.size === 0) change.mutate(() => changeRules(at, { ...changeOf(from.rules, form), version: from.version }), { onSuccess: onSaved });
  };
  const part: Part = { form, set: (more) => { setForm((now) => ({ ...now, ...more })); }, wrong: tried ? wrong : new Set() };
  return (
    <form noValidate aria-label={t('rules.title')} onSubmit={(event) => { event.preventDefault(); save(); }}>
      <Stack gap="sm">
        <Places {...part} />
        <Groups {...part} />
        <Lines {...part} />
        <ProblemAlert error={change.error} withFields={false} onStale={onClose} />
        <Group gap="xs">
          <Button type="submit" loading={change.isPending}>{t('rules.save')}</Button>
          <Button variant="default" onClick={onClose}>{t('shell:cancel')}</Button>
        </Group>
      </Stack>
    </form>
  );
}

function Fields({ legend, children }: { readonly legend: string; readonly children: ReactNode }) {
  return <Fieldset legend={legend}><SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">{children}</SimpleGrid></Fieldset>;
}

function Places({ form, set, wrong }: Part) {
  const { t } = useTranslation('course');
  return (
    <Fields legend={t('rules.places')}>
      <Radio.Group label={t('rules.rankBy')} value={form.rank_by} onChange={(value) => { set({ rank_by: RANKS.find((each) => each === value) ?? 'gun' }); }}>
        <Stack gap={6} mt={4}>{RANKS.map((value) => <Radio key={value} value={value} label={t(`rank.${value}`)} description={t(`rank.${value}Text`)} />)}</Stack>
      </Radio.Group>
      {form.rank_by === 'mixed' && (
        <Stack gap="xs">
          <NumberInput {...WHOLE} label={t('rules.firstByGun')} min={1} max={10_000} w={140} value={form.first_by_gun} error={wrong.has('first_by_gun') && t('rules.needsFirst')} onChange={(first) => { set({ first_by_gun: first }); }} />
          <Switch label={t('rules.ofEachSex')} checked={form.of_each_sex} onChange={(event) => { set({ of_each_sex: event.currentTarget.checked }); }} />
        </Stack>
      )}
      <Stack gap="xs">
        <NativeSelect
          {...BELOW} label={t('rules.tie')} description={t('rules.tieText')} value={String(form.tie_ms)} data={TIES.map((value) => ({ value: String(value), label: t(`tie.${value}`) }))}
          onChange={(event) => { set({ tie_ms: TIES.find((each) => String(each) === event.currentTarget.value) ?? 1 }); }}
        />
        <NativeSelect
          {...BELOW} label={t('rules.decimals')} description={t('rules.decimalsText')} value={String(form.decimals)} data={DECIMALS.map((value) => ({ value: String(value), label: t(`decimals.${value}`) }))}
          onChange={(event) => { set({ decimals: Number(event.currentTarget.value) }); }}
        />
      </Stack>
    </Fields>
  );
}

function Groups({ form, set, wrong }: Part) {
  const { t } = useTranslation('course');
  const number = (name: 'exclude_overall' | 'team_scorers' | 'team_displacers', min: number): ReactNode => (
    <NumberInput
      {...WHOLE} {...BELOW} label={t(`rules.${name}`)} description={t(`rules.${name}Text`)} min={min} max={100} value={form[name]} error={wrong.has(name) && t('rules.needsNumber')}
      onChange={(value) => { set({ [name]: value }); }}
    />
  );
  return (
    <Fields legend={t('rules.groups')}>
      <NativeSelect
        {...BELOW} label={t('rules.ageOn')} description={t('rules.ageOnText')} value={form.age_on} data={AGES.map((value) => ({ value, label: t(`ageOn.${value}`) }))}
        onChange={(event) => { set({ age_on: AGES.find((each) => each === event.currentTarget.value) ?? 'race_day' }); }}
      />
      {number('exclude_overall', 0)}
      <NativeSelect
        {...BELOW} label={t('rules.groupBy')} description={t('rules.groupByText')} value={form.group_by} data={GROUPS.map((value) => ({ value, label: t(`group.${value === '' ? 'none' : value}`) }))}
        onChange={(event) => { set({ group_by: GROUPS.find((each) => each === event.currentTarget.value) ?? '' }); }}
      />
      <NativeSelect
        {...BELOW} label={t('rules.teamSum')} description={t('rules.teamSumText')} value={form.team_sum} data={TEAMS.map((value) => ({ value, label: t(`team.${value === '' ? 'none' : value}`) }))}
        onChange={(event) => { set({ team_sum: TEAMS.find((each) => each === event.currentTarget.value) ?? '' }); }}
      />
      {form.team_sum !== '' && number('team_scorers', 1)}
      {form.team_sum === 'places' && number('team_displacers', 0)}
      <Switch label={t('rules.relay')} description={t('rules.relayText')} checked={form.relay} onChange={(event) => { set({ relay: event.currentTarget.checked }); }} />
    </Fields>
  );
}

function Lines({ form, set, wrong }: Part) {
  const { t } = useTranslation('course');
  const point = useFormat().number(0.5, 1).charAt(1);
  const time = (name: 'backup' | 'early' | 'late' | 'limit'): ReactNode => (
    <TextInput
      {...BELOW} label={t(`rules.${name}`)} description={t(`rules.${name}Text`)} value={form[name]} error={wrong.has(name) && t('rules.needsTime')}
      onChange={(event) => { set({ [name]: event.currentTarget.value }); }}
    />
  );
  return (
    <Fields legend={t('rules.lines')}>
      {time('backup')}
      {time('early')}
      {time('late')}
      <NumberInput
        {...BELOW} label={t('rules.kmh')} description={t('rules.kmhText', { pace: typeof form.kmh === 'number' && form.kmh > 0 ? paceOf(form.kmh / 3.6) : '–' })} suffix=" km/h" decimalScale={1} decimalSeparator={point} allowedDecimalSeparators={['.', ',']} allowNegative={false} max={360}
        value={form.kmh} error={wrong.has('kmh') && t('rules.needsNumber')} onChange={(kmh) => { set({ kmh }); }}
      />
      {time('limit')}
    </Fields>
  );
}
