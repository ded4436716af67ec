/** Which points of which races are watched, and how the screen looks. */
import { Checkbox, NumberInput, Popover, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconSettings } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AnnouncerRace } from '../../../api/generated';
import classes from '../announcer.module.css';
import type { Choice, Look, Size, View } from '../choice';

interface Props { readonly races: readonly AnnouncerRace[]; readonly choice: Choice; readonly onChange: (change: Partial<Choice>) => void }

export function ChoiceMenu({ races, choice, onChange }: Props) {
  const { t } = useTranslation('announcer');
  const points = [...new Set(races.flatMap((race) => race.points.filter(({ kind }) => kind !== 'start').map(({ name }) => name)))];
  const watched = new Set(races.flatMap((race) => race.points.filter((point) => point.watched).map(({ name }) => name)));
  const toggle = (name: string): void => {
    const next = points.filter((point) => (point === name ? !watched.has(point) : watched.has(point)));
    onChange({ points: next });
  };
  const chosen = new Set(choice.races);
  const toggleRace = (id: number): void => {
    const before = chosen.size === 0 ? races.map((race) => race.id) : choice.races;
    const next = before.includes(id) ? before.filter((one) => one !== id) : [...before, id];
    onChange({ races: next.length === races.length ? [] : next });
  };
  return (
    <Popover zIndex={300} position="bottom-end" width={300} trapFocus returnFocus>
      <Popover.Target><button type="button" className={classes.button} aria-label={t('choice.open')}><IconSettings aria-hidden /></button></Popover.Target>
      <Popover.Dropdown aria-label={t('choice.open')}>
        <Stack gap="sm" p="xs" mah="75vh" style={{ overflowY: 'auto' }}>
          <Chosen label={t('choice.view')}><SegmentedControl fullWidth value={choice.view} onChange={(view) => { onChange({ view: view as View }); }} data={(['auto', 'cards', 'list'] as const).map((value) => ({ value, label: t(`choice.views.${value}`) }))} /></Chosen>
          <Chosen label={t('choice.look')}><SegmentedControl fullWidth value={choice.look} onChange={(look) => { onChange({ look: look as Look }); }} data={(['white', 'black'] as const).map((value) => ({ value, label: t(`choice.looks.${value}`) }))} /></Chosen>
          <Chosen label={t('choice.size')}><SegmentedControl fullWidth value={choice.size} onChange={(size) => { onChange({ size: size as Size }); }} data={(['normal', 'big'] as const).map((value) => ({ value, label: t(`choice.sizes.${value}`) }))} /></Chosen>
          <NumberInput label={t('choice.missedAfter')} min={1} max={3600} allowDecimal={false} value={choice.missedAfter} onChange={(value) => { if (typeof value === 'number' && value >= 1 && value <= 3600) onChange({ missedAfter: Math.round(value) }); }} />
          {points.length > 1 && <Chosen label={t('choice.points')}>{points.map((name) => <Checkbox key={name} py={4} label={name} checked={watched.has(name)} onChange={() => { toggle(name); }} />)}</Chosen>}
          {races.length > 1 && <Chosen label={t('choice.races')}>{races.map(({ id, name }) => <Checkbox key={id} py={4} label={name} checked={chosen.size === 0 || chosen.has(id)} onChange={() => { toggleRace(id); }} />)}</Chosen>}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function Chosen({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return <div role="group" aria-label={label}><Text size="sm" fw={600} mb={4}>{label}</Text>{children}</div>;
}
