/** Shown once, to be copied or printed; printing shows nothing else of the page. */
import { Alert, Button, Group, Text } from '@mantine/core';
import { IconCopy, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copy } from '../../../components/clipboard';
import classes from './RecoveryCodes.module.css';

interface Props {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}

export function RecoveryCodes({ codes, onKept }: Props) {
  const { t } = useTranslation('accounts');
  const [copied, setCopied] = useState(false);
  return (
    <Alert color="orange" variant="outline" title={<Text span inherit c="bright">{t('codes.title')}</Text>} className={classes.printed}>
      <Text>{t('codes.text')}</Text>
      <ul className={classes.codes} aria-label={t('codes.title')}>{codes.map((code) => <li key={code}>{code}</li>)}</ul>
      <Group gap="xs" className={classes.buttons}>
        <Button variant="default" leftSection={<IconCopy size={16} aria-hidden />} onClick={() => { void copy(codes.join('\n')).then(setCopied); }}>{t(copied ? 'codes.copied' : 'codes.copy')}</Button>
        <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => { print(); }}>{t('codes.print')}</Button>
        <Button onClick={onKept}>{t('codes.kept')}</Button>
      </Group>
    </Alert>
  );
}
