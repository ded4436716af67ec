/** Lines for runners, one a row: written, brought from a .txt or .csv file, and taken away as one. */
import { Button, FileButton, Group, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cleaned, csvOf, linesOf } from './lines';

interface Props {
  readonly label: string;
  readonly lines: readonly string[];
  readonly most: number;
  readonly onCommit: (lines: readonly string[]) => void;
  readonly disabled?: boolean;
}

export function LinesEditor({ label, lines, most, onCommit, disabled = false }: Props) {
  const { t } = useTranslation('panels');
  const [typed, setTyped] = useState<string | null>(null);
  const commit = (next: readonly string[]): void => {
    setTyped(null);
    const clean = cleaned(next, most);
    if (clean.join('\n') !== lines.join('\n')) onCommit(clean);
  };
  const bring = async (files: readonly File[]): Promise<void> => {
    const read = await Promise.all(files.map(async (file) => linesOf(await file.text(), /\.csv$/i.test(file.name) || file.type === 'text/csv')));
    commit([...lines, ...read.flat()]);
  };
  return (
    <Stack gap={6}>
      <Textarea
        label={label} description={t('lines.text', { count: lines.length, most })} size="xs" rows={Math.min(14, Math.max(4, (typed?.split('\n') ?? lines).length))} dir="auto" disabled={disabled}
        value={typed ?? lines.join('\n')} onChange={(event) => { setTyped(event.currentTarget.value); }} onBlur={() => { if (typed !== null) commit(typed.split('\n')); }}
      />
      <Group gap={6}>
        <FileButton multiple accept=".txt,.csv,text/plain,text/csv" onChange={(files) => { void bring(files); }}>{(props) => <Button size="compact-xs" variant="default" disabled={disabled} {...props}>{t('lines.import')}</Button>}</FileButton>
        <Button size="compact-xs" variant="default" disabled={lines.length === 0} onClick={() => { give(`${lines.join('\n')}\n`, 'messages.txt', 'text/plain'); }}>{t('lines.exportText')}</Button>
        <Button size="compact-xs" variant="default" disabled={lines.length === 0} onClick={() => { give(csvOf(lines), 'messages.csv', 'text/csv'); }}>{t('lines.exportTable')}</Button>
      </Group>
    </Stack>
  );
}

function give(text: string, name: string, type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => { URL.revokeObjectURL(link.href); }, 60_000);
}
