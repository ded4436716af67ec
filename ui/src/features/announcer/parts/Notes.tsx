/** Notes beside each other, one's own can be changed; what they said before can be looked up. */
import { Button, Checkbox, Group, Paper, Stack, Text, Textarea, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnnouncerNote, AnnouncerRunner } from '../../../api/generated';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { undoable } from '../../../components/toast';
import { addNote, changeNote, historyQuery, removeNote } from '../requests';

interface Props { readonly partner: string; readonly eventId: number; readonly runner: AnnouncerRunner; readonly onChanged: (runner: AnnouncerRunner) => void }

export function Notes({ partner, eventId, runner, onChanged }: Props) {
  const { t } = useTranslation('announcer');
  const notes = runner.notes ?? [];
  const become = (next: readonly AnnouncerNote[]): void => { onChanged({ ...runner, notes: [...next] }); };
  const remove = useMutation({
    mutationFn: (note: AnnouncerNote) => removeNote(eventId, note.id),
    onSuccess: (_, note) => {
      become(notes.filter(({ id }) => id !== note.id));
      undoable(t('note.removed'), () => addNote(eventId, { participant_id: note.participant_id, text: note.text, scope: note.scope }));
    },
  });
  return (
    <Stack gap="xs">
      <Title order={3} size="h4">{t('note.title')}</Title>
      {notes.map((note) => <Kept key={note.id} partner={partner} eventId={eventId} note={note} onRemove={() => { remove.mutate(note); }} onChanged={(now) => { become(notes.map((one) => (one.id === now.id ? now : one))); }} />)}
      <ProblemAlert error={remove.error} />
      <Writing label={t('note.new')} button={t('note.add')} text="" scope="everybody" write={(text, scope) => addNote(eventId, { participant_id: runner.participant_id, text, scope })} onDone={(note) => { become([...notes, note]); }} />
    </Stack>
  );
}

interface KeptProps { readonly partner: string; readonly eventId: number; readonly note: AnnouncerNote; readonly onRemove: () => void; readonly onChanged: (note: AnnouncerNote) => void }

function Kept({ partner, eventId, note, onRemove, onChanged }: KeptProps) {
  const { t } = useTranslation('announcer');
  const { dateTime } = useFormat();
  const [open, setOpen] = useState<'text' | 'edit' | 'history'>('text');
  if (open === 'edit') {
    return <Writing label={t('note.change')} button={t('note.save')} text={note.text} scope={note.scope} write={(text, scope) => changeNote(eventId, note.id, { version: note.version, text, scope })} onDone={(now) => { setOpen('text'); onChanged(now); }} onCancel={() => { setOpen('text'); }} />;
  }
  return (
    <Paper withBorder p="xs">
      <Text style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{note.text}</Text>
      <Group gap="xs" justify="space-between">
        <Text size="sm" c="dimmed">{note.author} · {dateTime(note.changed_at)}{note.scope === 'author' ? ` · ${t('note.onlyMe')}` : ''}</Text>
        <Group gap={4}>
          {note.version > 1 && <Button size="compact-sm" variant="subtle" onClick={() => { setOpen(open === 'history' ? 'text' : 'history'); }}>{t('note.history')}</Button>}
          {note.mine && <Button size="compact-sm" variant="subtle" onClick={() => { setOpen('edit'); }}>{t('note.change')}</Button>}
          {note.mine && <Button size="compact-sm" variant="subtle" color="red" onClick={onRemove}>{t('note.remove')}</Button>}
        </Group>
      </Group>
      {open === 'history' && <History partner={partner} eventId={eventId} note={note} />}
    </Paper>
  );
}

function History({ partner, eventId, note }: { readonly partner: string; readonly eventId: number; readonly note: AnnouncerNote }) {
  const { dateTime } = useFormat();
  const history = useQuery({ ...historyQuery(partner, eventId, note), throwOnError: false });
  return (
    <Stack gap={2} mt="xs">
      <ProblemAlert error={history.error} />
      {history.data?.versions.map((one) => <Text key={one.version} size="sm"><Text span c="dimmed">{dateTime(one.written_at)}</Text> {one.text}</Text>)}
    </Stack>
  );
}

type Scope = AnnouncerNote['scope'];

interface WritingProps {
  readonly label: string;
  readonly button: string;
  readonly text: string;
  readonly scope: Scope;
  readonly write: (text: string, scope: Scope) => Promise<AnnouncerNote>;
  readonly onDone: (note: AnnouncerNote) => void;
  readonly onCancel?: () => void;
}

function Writing({ label, button, text: before, scope: scopeBefore, write, onDone, onCancel }: WritingProps) {
  const { t } = useTranslation('announcer');
  const [text, setText] = useState(before);
  const [scope, setScope] = useState(scopeBefore);
  const writing = useMutation({ mutationFn: () => write(text.trim(), scope), onSuccess: (note) => { setText(''); onDone(note); } });
  return (
    <form onSubmit={(event) => { event.preventDefault(); writing.mutate(); }}>
      <Stack gap={6}>
        <Textarea label={label} autosize minRows={2} maxRows={8} maxLength={1000} value={text} onChange={(event) => { setText(event.currentTarget.value); }} />
        <Group justify="space-between">
          <Checkbox label={t('note.onlyMe')} checked={scope === 'author'} onChange={(event) => { setScope(event.currentTarget.checked ? 'author' : 'everybody'); }} />
          <Group gap="xs">
            {onCancel !== undefined && <Button variant="default" onClick={onCancel}>{t('note.cancel')}</Button>}
            <Button type="submit" variant="default" disabled={text.trim() === ''} loading={writing.isPending}>{button}</Button>
          </Group>
        </Group>
        <ProblemAlert error={writing.error} />
      </Stack>
    </form>
  );
}
