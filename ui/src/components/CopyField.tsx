/** A text to take away: an address, a secret, a code. Selected whole at a click, copied by the button. */
import { Button, Group, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copy } from './clipboard';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly description?: string;
}

export function CopyField({ label, value, description }: Props) {
  const { t } = useTranslation('shell');
  const input = useRef<HTMLInputElement>(null);
  const [taken, setTaken] = useState<'not_yet' | 'copied' | 'refused'>('not_yet');
  const copied = taken === 'copied';
  const take = async (): Promise<void> => {
    input.current?.select();
    setTaken(await copy(value) ? 'copied' : 'refused');
    // What was copied by hand is what is selected.
    input.current?.select();
  };
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <TextInput
        ref={input} label={label} value={value} readOnly flex={1} miw={0} className="numbers"
        {...(taken === 'refused' ? { description: t('copyByHand') } : description === undefined ? {} : { description })}
        onFocus={(event) => { event.currentTarget.select(); }}
      />
      <Button
        variant="default" onClick={() => { void take(); }} aria-live="polite" flex="none"
        leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
      >
        {copied ? t('copied') : t('copy')}
      </Button>
    </Group>
  );
}
