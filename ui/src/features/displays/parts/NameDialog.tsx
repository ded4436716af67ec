/** Another name for a display session, or the name of its copy. */
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { changeSession, cloneSession, type DisplaySession } from '../../../api/display-sessions';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormProblems } from '../../../components/useFormProblems';

interface Props {
  readonly session: DisplaySession;
  readonly what: 'rename' | 'clone';
  readonly onClose: () => void;
  readonly onDone: (session: DisplaySession) => void;
}

export function NameDialog({ session, what, onClose, onDone }: Props) {
  const { t } = useTranslation('displays');
  const first = what === 'rename' ? session.name : t('clone.name', { name: session.name }).slice(0, 100);
  const form = useForm({ initialValues: { name: first }, validate: { name: (name) => (name.trim() === '' ? t('form.needsName') : null) } });
  const save = useMutation({
    mutationFn: ({ name }: { readonly name: string }) => (what === 'rename' ? changeSession(session.id, { name: name.trim(), version: session.version }) : cloneSession(session.id, name.trim())),
    onSuccess: onDone,
  });
  const problem = useFormProblems(form, save.error);
  return (
    <Modal opened onClose={onClose} title={t(`${what}.title`, { name: session.name })} centered closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <form noValidate onSubmit={form.onSubmit((values) => { save.mutate(values); })}>
        <Stack gap="sm">
          {what === 'clone' && <Text size="sm">{t('clone.text')}</Text>}
          <TextInput label={t('form.name')} maxLength={100} data-autofocus {...form.getInputProps('name')} />
          <ProblemAlert error={problem} onStale={onClose} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{t('shell:cancel')}</Button>
            <Button type="submit" loading={save.isPending}>{t(what === 'rename' ? 'shell:save' : 'clone.verb')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
