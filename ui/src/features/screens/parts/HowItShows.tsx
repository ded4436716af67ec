/** How one screen shows what it is given: its glass, its light, its sound, and which runners. Saved as a whole, felt at once. */
import { Button, Checkbox, Group, MultiSelect, NumberInput, Select, Stack, Switch, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Screen, ScreenSettings } from '../../../api/generated';
import { racesQuery } from '../requests';
import type { Acting } from '../useActing';
import { ofScreens } from '../target';

const FITS = ['contain', 'cover', 'actual'] as const;
const TURNS = ['0', '90', '180', '270'] as const;
const GENDERS = ['F', 'M', 'X'] as const;
const NIGHT = { start: '22:00', until: '06:00', brightness: 40 };
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

interface Part {
  readonly settings: ScreenSettings;
  readonly set: (change: Partial<ScreenSettings>) => void;
}

export function HowItShows({ screen, acting }: { readonly screen: Screen; readonly acting: Acting }) {
  const { t } = useTranslation('screens');
  const [settings, setSettings] = useState<ScreenSettings>(screen.settings);
  const set = (change: Partial<ScreenSettings>) => { setSettings((before) => ({ ...before, ...change })); };
  const night = settings.night ?? null;
  const wrong = night !== null && ![night.start ?? '', night.until ?? ''].every((time) => TIME.test(time));
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); if (!wrong) acting.change(ofScreens([screen]), { settings }); }}>
      <Stack gap="sm">
        <Lying settings={settings} set={set} />
        <Light settings={settings} set={set} />
        <Switch label={t('how.burnIn')} description={t('how.burnInText')} checked={settings.burn_in_guard ?? true} onChange={(event) => { set({ burn_in_guard: event.currentTarget.checked }); }} />
        <Switch label={t('how.sound')} description={t('how.soundText')} checked={settings.sound ?? false} onChange={(event) => { set({ sound: event.currentTarget.checked }); }} />
        <Switch label={t('how.calm')} checked={settings.calm ?? false} onChange={(event) => { set({ calm: event.currentTarget.checked }); }} />
        <Races event={screen.session?.event_id ?? null} settings={settings} set={set} />
        <Whom settings={settings} set={set} />
        <Group justify="flex-end"><Button type="submit" disabled={wrong}>{t('shell:save')}</Button></Group>
      </Stack>
    </form>
  );
}

function Lying({ settings, set }: Part) {
  const { t } = useTranslation('screens');
  const { fit = 'contain', rotation = 0, x = 0, y = 0 } = settings;
  return (
    <>
      <Select label={t('how.fit')} allowDeselect={false} value={fit} data={FITS.map((value) => ({ value, label: t(`how.fits.${value}`) }))} onChange={(value) => { set({ fit: FITS.find((each) => each === value) ?? 'contain' }); }} />
      <Group grow>
        <NumberInput label={t('how.x')} allowDecimal={false} min={-16384} max={16384} value={x} onChange={(value) => { set({ x: Number(value) }); }} />
        <NumberInput label={t('how.y')} allowDecimal={false} min={-16384} max={16384} value={y} onChange={(value) => { set({ y: Number(value) }); }} />
        <Select label={t('how.rotation')} allowDeselect={false} value={String(rotation)} data={TURNS.map((value) => ({ value, label: t('how.degrees', { value }) }))} onChange={(value) => { set({ rotation: Number(value ?? 0) as 0 | 90 | 180 | 270 }); }} />
      </Group>
    </>
  );
}

function Light({ settings, set }: Part) {
  const { t } = useTranslation('screens');
  const night = settings.night ?? null;
  const time = (value: string | undefined) => (TIME.test(value ?? '') ? undefined : t('how.timeWrong'));
  return (
    <>
      <NumberInput label={t('how.brightness')} allowDecimal={false} min={10} max={100} clampBehavior="strict" suffix=" %" value={settings.brightness ?? 100} onChange={(value) => { set({ brightness: Number(value) }); }} />
      <Checkbox label={t('how.night')} checked={night !== null} onChange={(event) => { set({ night: event.currentTarget.checked ? NIGHT : null }); }} />
      {night !== null && (
        <Group grow align="flex-start">
          <TextInput label={t('how.from')} value={night.start ?? ''} error={time(night.start)} onChange={(event) => { set({ night: { ...night, start: event.currentTarget.value } }); }} />
          <TextInput label={t('how.until')} value={night.until ?? ''} error={time(night.until)} onChange={(event) => { set({ night: { ...night, until: event.currentTarget.value } }); }} />
          <NumberInput label={t('how.nightBrightness')} allowDecimal={false} min={10} max={100} clampBehavior="strict" suffix=" %" value={night.brightness ?? 40} onChange={(value) => { set({ night: { ...night, brightness: Number(value) } }); }} />
        </Group>
      )}
    </>
  );
}

/** Of the event that it shows; one that was chosen for another event stays in sight, or else nobody would know why the screen is empty. */
function Races({ event, settings, set }: Part & { readonly event: number | null }) {
  const { t } = useTranslation('screens');
  const found = useQuery({ ...racesQuery(event), throwOnError: false });
  const chosen = settings.races ?? [];
  const races = found.data?.races ?? [];
  if (races.length + chosen.length === 0) return null;
  const others = found.isPending && event !== null ? [] : chosen.filter((id) => races.every((race) => race.id !== id));
  const data = [...races, ...others.map((id) => ({ id, name: t('how.otherRace', { number: id }) }))].map(({ id, name }) => ({ value: String(id), label: name }));
  return <MultiSelect label={t('how.races')} description={t('how.all')} maxValues={50} clearable clearButtonProps={{ 'aria-label': t('how.allRaces') }} data={data} value={chosen.map(String)} onChange={(values) => { set({ races: values.map(Number) }); }} />;
}

/** Fewer runners than its display session shows, and how long each stays. */
function Whom({ settings, set }: Part) {
  const { t } = useTranslation('screens');
  const { genders = [], divisions = [], show_ms: show } = settings;
  return (
    <>
      <Checkbox.Group label={t('how.genders')} description={t('how.all')} value={[...genders]} onChange={(values) => { set({ genders: GENDERS.filter((each) => values.includes(each)) }); }}>
        <Group gap="md" mt={4}>{GENDERS.map((each) => <Checkbox key={each} value={each} label={t(`how.gender.${each}`)} />)}</Group>
      </Checkbox.Group>
      <TagsInput label={t('how.divisions')} description={t('how.all')} maxTags={50} maxLength={60} value={[...divisions]} onChange={(values) => { set({ divisions: values }); }} />
      <NumberInput label={t('how.show')} description={t('how.showText')} min={1} max={60} decimalScale={1} suffix=" s" value={show === null || show === undefined ? '' : show / 1000} onChange={(value) => { set({ show_ms: value === '' ? null : Math.round(Number(value) * 1000) }); }} />
    </>
  );
}
