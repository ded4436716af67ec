/** A number of the document: written down when it is left or Enter is pressed, up and down by the arrow keys. One undo step each. */
import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly label: string;
  readonly description?: string;
  /** Undefined: not set, or not the same in all that are chosen. */
  readonly value: number | undefined;
  readonly mixed?: boolean;
  readonly onCommit: (value: number | undefined) => void;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  /** Decimals that are kept. */
  readonly digits?: number;
  /** May be emptied: then it is taken away. */
  readonly clearable?: boolean;
  /** What stands there when nothing is set. */
  readonly usual?: number;
  readonly unit?: string;
}

const TEN = 10;

export function NumberField({ label, description, value, mixed = false, onCommit, min = -Infinity, max = Infinity, step = 1, digits = 0, clearable = false, usual, unit }: Props) {
  const { t } = useTranslation('panels');
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const round = (number: number): number => Math.min(max, Math.max(min, Number(number.toFixed(digits))));
  const commit = (): void => {
    if (typed === null) return;
    const text = typed.trim().replace(',', '.').replace('−', '-');
    const number = Number(text);
    setTyped(null);
    setWrong(false);
    if (text === '') { if (clearable) onCommit(undefined); return; }
    if (!Number.isFinite(number)) return;
    const next = round(number);
    if (next !== value) onCommit(next);
  };
  const nudge = (by: number): void => {
    const from = typed === null ? value ?? usual ?? 0 : Number(typed.replace(',', '.'));
    if (!Number.isFinite(from)) return;
    setTyped(null);
    onCommit(round(from + by));
  };
  return (
    <TextInput
      label={label} description={description} size="xs" inputMode="decimal" autoComplete="off" value={typed ?? (value === undefined ? '' : String(round(value)))}
      placeholder={mixed ? t('mixed') : usual === undefined ? undefined : String(usual)} error={wrong ? t('noNumber') : undefined} rightSection={unit === undefined ? undefined : <Text span size="xs" c="dimmed" aria-hidden>{unit}</Text>}
      onChange={({ currentTarget: { value: text } }) => { setTyped(text); setWrong(text.trim() !== '' && !Number.isFinite(Number(text.replace(',', '.').replace('−', '-')))); }}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        else if (event.key === 'Escape' && typed !== null) { event.stopPropagation(); setTyped(null); setWrong(false); }
        else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
          event.preventDefault();
          nudge((event.key === 'ArrowUp' ? step : -step) * (event.shiftKey ? TEN : 1));
        }
      }}
    />
  );
}
