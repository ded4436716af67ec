/** A colour of the theme, or one of its own. What is of the theme changes with it. */
import { Group, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDoc } from '../model';
import { ColourInput } from './ColourInput';

interface Props {
  readonly label: string;
  readonly value: string | undefined;
  readonly mixed?: boolean;
  readonly onCommit: (value: string | undefined) => void;
  /** May be without any. */
  readonly none?: boolean;
}

const OWN = '=';
const POSSIBLE = /^(#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})|(rgb|hsl)a?\([0-9., %/]{3,40}\)|transparent|black|white)$/i;

export function ColourField({ label, value, mixed = false, onCommit, none = true }: Props) {
  const { t } = useTranslation('panels');
  const theme = useDoc((doc) => doc.theme);
  const tokens = Object.keys(theme ?? {});
  const [typed, setTyped] = useState<string | null>(null);
  const token = value?.startsWith('$') === true ? value : undefined;
  const own = value !== undefined && token === undefined;
  const start = (token === undefined ? undefined : theme?.[token.slice(1)]) ?? '#ffffff';
  const write = (next: string): void => {
    setTyped(null);
    if (POSSIBLE.test(next.trim()) && next !== value) onCommit(next.trim());
  };
  return (
    <Group gap={6} align="flex-end" wrap="nowrap">
      <NativeSelect
        label={label} size="xs" flex={1} miw={0} value={mixed ? '' : own ? OWN : token ?? ''}
        data={[{ value: '', label: mixed ? t('mixed') : none ? t('colour.none') : '—' }, ...tokens.map((name) => ({ value: `$${name}`, label: t('colour.token', { name }) })), { value: OWN, label: t('colour.own') }]}
        onChange={({ currentTarget: { value: next } }) => { onCommit(next === '' ? undefined : next === OWN ? start : next); }}
      />
      {own && (
        <ColourInput
          aria-label={t('colour.of', { label })} flex={1} miw={0} value={typed ?? value}
          onChange={setTyped} onChangeEnd={write} onBlur={() => { if (typed !== null) write(typed); }}
          swatches={Object.values(theme ?? {}).filter((each) => each.startsWith('#'))}
        />
      )}
    </Group>
  );
}
