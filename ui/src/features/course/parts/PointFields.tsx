/** One point of a course that is being drawn up. */
import { ActionIcon, NativeSelect, NumberInput, TagsInput, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { wrongDuration, type Draft, type Fault, type Kind } from '../points';
import classes from './PointFields.module.css';

interface Props {
  readonly point: Draft;
  readonly number: number;
  readonly last: boolean;
  readonly heard: readonly string[];
  readonly faults: readonly Fault[];
  readonly onChange: (point: Draft) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

const KINDS: readonly Kind[] = ['start', 'split', 'finish'];
const MATS = { maxTags: 32, maxLength: 200, splitChars: [';'] };

export function PointFields({ point, number, last, heard, faults, onChange, onMove, onRemove }: Props) {
  const { t } = useTranslation('course');
  const of = point.name.trim() === '' ? t('point.nth', { number: number + 1 }) : point.name;
  const wrong = (...what: Fault['what'][]): boolean => faults.some((fault) => what.includes(fault.what));
  const free = (others: readonly string[]): string[] => heard.filter((name) => !others.includes(name));
  return (
    <li>
      <div className={classes.row} role="group" aria-label={of}>
        <div className={classes.fields}>
          <TextInput
            label={t('point.name')} maxLength={60} value={point.name} error={wrong('noName', 'doubleName')} placeholder={t('point.example')}
            onChange={(event) => { onChange({ ...point, name: event.currentTarget.value }); }}
          />
          <NativeSelect
            label={t('point.kind')} value={point.kind} error={wrong('twoFinishes', 'startLater')} data={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
            onChange={(event) => { onChange({ ...point, kind: KINDS.find((kind) => kind === event.currentTarget.value) ?? 'split' }); }}
          />
          <NumberInput
            label={t('point.distance')} min={0} max={2_000_000} allowDecimal={false} suffix=" m" thousandSeparator=" " hideControls error={wrong('notFarther')}
            value={point.distance} onChange={(distance) => { onChange({ ...point, distance }); }}
          />
          <TextInput
            label={t('point.least')} error={wrong('noDuration') && wrongDuration(point.least)} value={point.least}
            onChange={(event) => { onChange({ ...point, least: event.currentTarget.value }); }}
          />
          <TextInput
            label={t('point.cutoff')} error={wrong('noDuration') && wrongDuration(point.cutoff)} value={point.cutoff}
            onChange={(event) => { onChange({ ...point, cutoff: event.currentTarget.value }); }}
          />
          <TagsInput {...MATS} label={t('point.main')} data={free(point.main.concat(point.backup))} value={[...point.main]} error={wrong('mainAndBackup')} placeholder={point.main.length === 0 ? t('point.choose') : ''} onChange={(main) => { onChange({ ...point, main }); }} />
          <TagsInput {...MATS} label={t('point.backup')} data={free(point.main.concat(point.backup))} value={[...point.backup]} error={wrong('mainAndBackup')} onChange={(backup) => { onChange({ ...point, backup }); }} />
        </div>
        <div className={classes.moves}>
          <ActionIcon variant="subtle" color="gray" size="lg" disabled={number === 0} aria-label={t('point.up', { name: of })} onClick={() => { onMove(-1); }}><IconArrowUp size={18} aria-hidden /></ActionIcon>
          <ActionIcon variant="subtle" color="gray" size="lg" disabled={last} aria-label={t('point.down', { name: of })} onClick={() => { onMove(1); }}><IconArrowDown size={18} aria-hidden /></ActionIcon>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('point.remove', { name: of })} onClick={onRemove}><IconTrash size={18} aria-hidden /></ActionIcon>
        </div>
      </div>
    </li>
  );
}
