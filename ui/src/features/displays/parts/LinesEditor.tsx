/** Lines for runners: one is picked for each. Typed one by one, pasted by the dozen, or out of a file. */
import { ActionIcon, Button, Collapse, FileButton, Group, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { IconDownload, IconTrash, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LONGEST_LINE, MOST_LINES, takeLines, textOf, type Taken } from '../lines';
import classes from '../pages/session.module.css';

interface Props {
  /** Of the display session: the file that is downloaded is called after it. */
  readonly name: string;
  readonly lines: readonly string[];
  readonly onChange: (lines: readonly string[]) => void;
}

const BIGGEST_FILE = 1024 * 1024;

export function LinesEditor({ name, lines, onChange }: Props) {
  const { t } = useTranslation('displays');
  const [typed, setTyped] = useState('');
  const [pasting, setPasting] = useState(false);
  const [pasted, setPasted] = useState('');
  const [said, setSaid] = useState('');
  const full = lines.length >= MOST_LINES;
  const take = (taken: Taken): void => {
    onChange([...lines, ...taken.lines]);
    const left = (['doubles', 'tooLong', 'tooMany'] as const).filter((why) => taken[why] > 0).map((why) => t(`lines.${why}`, { count: taken[why] }));
    setSaid([t('lines.taken', { count: taken.lines.length }), ...left].join(' '));
  };
  const add = (): void => {
    if (typed.trim() === '') return;
    take(takeLines(typed, lines));
    setTyped('');
  };
  const upload = async (file: File | null): Promise<void> => {
    if (file === null) return;
    if (file.size > BIGGEST_FILE) { setSaid(t('lines.fileTooBig')); return; }
    take(takeLines(await textOf(file), lines, /\.csv$/i.test(file.name)));
  };
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="xs">
        <Title order={2}>{t('lines.title')}</Title>
        <Text size="sm" c="dimmed" className="numbers">{t('lines.count', { count: lines.length, most: MOST_LINES })}</Text>
      </Group>
      <Text size="sm" c="dimmed">{t('lines.text')}</Text>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          flex={1} miw={0} label={t('lines.one')} placeholder={t('lines.example')} maxLength={LONGEST_LINE} value={typed} disabled={full} onChange={(event) => { setTyped(event.currentTarget.value); }}
          onKeyDown={(event) => { if (event.key === 'Enter') { event.preventDefault(); add(); } }}
        />
        <Button variant="default" disabled={full || typed.trim() === ''} onClick={add}>{t('lines.add')}</Button>
      </Group>
      {lines.length > 0 && (
        <ol className={classes.lines} aria-label={t('lines.title')} tabIndex={0}>
          {lines.map((line, place) => (
            <li key={line}>
              <Group justify="space-between" wrap="nowrap" gap="xs">
                <Text size="sm" style={{ overflowWrap: 'anywhere' }}>{line}</Text>
                <ActionIcon variant="subtle" color="gray" flex="none" aria-label={t('lines.remove', { line })} onClick={() => { onChange(lines.filter((_, each) => each !== place)); setSaid(''); }}><IconTrash size={16} aria-hidden /></ActionIcon>
              </Group>
            </li>
          ))}
        </ol>
      )}
      <Group gap="xs">
        <Button size="compact-sm" variant="default" aria-expanded={pasting} disabled={full} onClick={() => { setPasting(!pasting); }}>{t('lines.pasteMany')}</Button>
        <FileButton accept=".txt,.csv,text/plain,text/csv" onChange={(file) => { void upload(file); }} inputProps={{ 'aria-label': t('lines.file') }}>
          {(props) => <Button {...props} size="compact-sm" variant="default" disabled={full} leftSection={<IconUpload size={14} aria-hidden />}>{t('lines.upload')}</Button>}
        </FileButton>
        {lines.length > 0 && <Button size="compact-sm" variant="default" leftSection={<IconDownload size={14} aria-hidden />} onClick={() => { download(lines, name); }}>{t('lines.download')}</Button>}
        {lines.length > 0 && <Button size="compact-sm" variant="subtle" color="red" onClick={() => { onChange([]); setSaid(''); }}>{t('lines.removeAll')}</Button>}
      </Group>
      <Collapse expanded={pasting}>
        <Stack gap="xs" align="flex-start">
          <Textarea w="100%" label={t('lines.many')} description={t('lines.manyText')} autosize minRows={3} maxRows={10} value={pasted} onChange={(event) => { setPasted(event.currentTarget.value); }} />
          <Button size="compact-sm" disabled={pasted.trim() === ''} onClick={() => { take(takeLines(pasted, lines)); setPasted(''); setPasting(false); }}>{t('lines.take')}</Button>
        </Stack>
      </Collapse>
      <Text size="sm" role="status">{said}</Text>
    </Stack>
  );
}

/** One line each, as it can be uploaded again. */
function download(lines: readonly string[], name: string): void {
  const address = URL.createObjectURL(new Blob([`${lines.join('\r\n')}\r\n`], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name.replace(/[^\p{L}\p{N} _-]+/gu, '').trim() || 'lines'}.txt`;
  link.click();
  URL.revokeObjectURL(address);
}
