/** One of a few words; a native list, which every keyboard and screen reader knows. */
import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

interface Props<Value extends string> {
  readonly label: string;
  readonly description?: string;
  readonly value: Value | undefined;
  readonly mixed?: boolean;
  readonly choices: readonly Choice<NoInfer<Value>>[];
  readonly onCommit: (value: NoInfer<Value> | undefined) => void;
  /** The word for "not set"; absent: something is always set. */
  readonly none?: string;
  readonly hidden?: boolean;
}

export function ChoiceField<Value extends string>({ label, description, value, mixed = false, choices, onCommit, none, hidden = false }: Props<Value>) {
  const { t } = useTranslation('panels');
  const empty = mixed ? [{ value: '', label: t('mixed') }] : none !== undefined || value === undefined ? [{ value: '', label: none ?? '—' }] : [];
  return (
    <NativeSelect
      {...(hidden ? { 'aria-label': label } : { label })} description={description} size="xs" value={value ?? ''} data={[...empty, ...choices]}
      onChange={({ currentTarget: { value: next } }) => { onCommit(next === '' ? undefined : next as Value); }} // only the choices can be chosen
    />
  );
}
