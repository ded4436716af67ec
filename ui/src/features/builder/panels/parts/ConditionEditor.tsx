/** When something is shown: all, or any, of a few comparisons. What is deeper than that, and came from elsewhere, stays as it is. */
import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Comparison, Condition, Path } from '../../../../document/schema';
import { ChoiceField } from '../fields/ChoiceField';
import { WordsField } from '../fields/WordsField';
import { choices, pathName } from '../words';
import { PathSelect } from './PartsEditor';
import { kindOf } from './FormatFields';

interface Props {
  readonly label: string;
  readonly value: Condition | undefined;
  readonly onCommit: (value: Condition | undefined) => void;
}

type How = 'all' | 'any';
export interface Flat {
  readonly how: How;
  readonly rows: readonly Condition[];
}

const OPS: readonly Comparison[] = ['filled', 'empty', '=', '!=', '<', '<=', '>', '>=', 'contains', 'in'];
const WORDS: Readonly<Record<Comparison, string>> = { filled: 'filled', empty: 'empty', '=': 'is', '!=': 'isNot', '<': 'less', '<=': 'most', '>': 'more', '>=': 'least', contains: 'contains', in: 'in' };

/** Null: deeper than one level. */
export function flat(condition: Condition | undefined): Flat | null {
  if (condition === undefined) return { how: 'all', rows: [] };
  if (condition.get !== undefined) return { how: 'all', rows: [condition] };
  const how: How = condition.any === undefined ? 'all' : 'any';
  const rows = condition[how];
  return rows !== undefined && rows.every(({ get }) => get !== undefined) ? { how, rows } : null;
}

export function deep({ how, rows }: Flat): Condition | undefined {
  const [only] = rows;
  return rows.length < 2 ? only : { [how]: rows };
}

/** What was typed, as the value's own kind. */
export function comparable(path: Path, op: Comparison, text: string): NonNullable<Condition['value']> {
  const one = (each: string): string | number => {
    const number = Number(each);
    const kind = kindOf(path);
    return kind !== 'text' && kind !== 'country' && each.trim() !== '' && Number.isFinite(number) ? number : each.trim();
  };
  return op === 'in' ? text.split(',').map(one) : one(text);
}

export function ConditionEditor({ label, value, onCommit }: Props) {
  const { t } = useTranslation('panels');
  const found = flat(value);
  if (found === null) {
    return <Group justify="space-between" gap="xs"><Text size="xs">{t('when.deep')}</Text><Button size="compact-xs" variant="default" onClick={() => { onCommit(undefined); }}>{t('when.clear')}</Button></Group>;
  }
  const { how, rows } = found;
  const put = (at: number, row: Condition | null): void => {
    onCommit(deep({ how, rows: rows.flatMap((each, index) => (index !== at ? [each] : row === null ? [] : [row])) }));
  };
  return (
    <Stack gap={6} role="group" aria-label={label}>
      {rows.length === 0 && <Text size="xs" c="dimmed">{t('when.always')}</Text>}
      {rows.length > 1 && <ChoiceField label={t('when.how')} value={how} choices={choices(t, 'when', ['all', 'any'])} onCommit={(next) => { onCommit(deep({ how: next ?? 'all', rows })); }} />}
      {rows.map((row, index) => <Row key={index} row={row} onChange={(next) => { put(index, next); }} />)}
      <PathSelect label={t('when.add')} disabled={rows.length >= 20} onPick={(get) => { onCommit(deep({ how, rows: [...rows, { get, op: 'filled' }] })); }} />
    </Stack>
  );
}

function Row({ row, onChange }: { readonly row: Condition; readonly onChange: (row: Condition | null) => void }) {
  const { t } = useTranslation('panels');
  const { get, op = 'filled', value } = row;
  if (get === undefined) return null;
  const name = pathName(t, get);
  const compares = op !== 'filled' && op !== 'empty';
  return (
    <Group gap={4} wrap="nowrap" align="flex-end">
      <div style={{ flex: 1, minWidth: 0 }}>
        <ChoiceField
          label={name} value={op} choices={OPS.map((each) => ({ value: each, label: t(`when.op.${WORDS[each]}`) }))}
          onCommit={(next) => { if (next !== undefined) onChange(next === 'filled' || next === 'empty' ? { get, op: next } : { get, op: next, value: comparable(get, next, texted(value)) }); }}
        />
      </div>
      {compares && <div style={{ flex: 1, minWidth: 0 }}><WordsField hidden empty label={t('when.value', { name })} maxLength={200} value={texted(value)} onCommit={(text) => { onChange({ get, op, value: comparable(get, op, text ?? '') }); }} /></div>}
      <ActionIcon variant="subtle" color="red" aria-label={t('parts.remove', { name })} onClick={() => { onChange(null); }}><IconTrash size={14} aria-hidden /></ActionIcon>
    </Group>
  );
}

function texted(value: Condition['value']): string {
  return value === undefined ? '' : Array.isArray(value) ? value.join(', ') : String(value);
}
