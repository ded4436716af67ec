/** A text of the document: written down when it is left or Enter is pressed. */
import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly value: string | undefined;
  readonly mixed?: boolean;
  readonly onCommit: (value: string | undefined) => void;
  readonly maxLength?: number;
  /** Line breaks are allowed. */
  readonly lines?: boolean;
  /** Empty is kept as empty, not taken away. */
  readonly empty?: boolean;
  readonly hidden?: boolean;
}

const CONTROL = /[\x00-\x09\x0b-\x1f\x7f\u2028\u2029]/g; // what a document does not take

export function WordsField({ label, description, placeholder, value, mixed = false, onCommit, maxLength = 500, lines = false, empty = false, hidden = false }: Props) {
  const { t } = useTranslation('panels');
  const [typed, setTyped] = useState<string | null>(null);
  const commit = (): void => {
    if (typed === null) return;
    const text = typed.replace(lines ? CONTROL : /\s*\n\s*/g, lines ? '' : ' ').replace(CONTROL, '');
    setTyped(null);
    if (text !== (value ?? '') || mixed) onCommit(text === '' && !empty ? undefined : text);
  };
  const Input = lines ? Textarea : TextInput;
  return (
    <Input
      {...(hidden ? { 'aria-label': label } : { label })} description={description} size="xs" value={typed ?? value ?? ''} maxLength={maxLength} autoComplete="off" dir="auto"
      placeholder={mixed ? t('mixed') : placeholder} {...(lines ? { rows: Math.min(8, (typed ?? value ?? '').split('\n').length) } : {})}
      onChange={({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => { setTyped(currentTarget.value); }}
      onBlur={commit}
      onKeyDown={(event: React.KeyboardEvent) => {
        if (event.key === 'Enter' && !(lines && !event.ctrlKey && !event.metaKey)) commit();
        else if (event.key === 'Escape' && typed !== null) { event.stopPropagation(); setTyped(null); }
      }}
    />
  );
}
