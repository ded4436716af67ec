/** With whom a display session is shared, by name of each. */
import { Button, Group, Modal, MultiSelect, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sharersQuery, shareSession, type DisplaySession } from '../../../api/display-sessions';
import { Busy } from '../../../components/Busy';
import { ProblemAlert } from '../../../components/ProblemAlert';

interface Props {
  readonly session: DisplaySession;
  readonly onClose: () => void;
  readonly onDone: (session: DisplaySession) => void;
}

export function ShareDialog({ session, onClose, onDone }: Props) {
  const { t } = useTranslation('displays');
  const sharers = useQuery({ ...sharersQuery, throwOnError: false });
  const [chosen, setChosen] = useState(() => session.people.map(({ user_id }) => String(user_id)));
  const share = useMutation({ mutationFn: () => shareSession(session.id, chosen.map(Number)), onSuccess: onDone });
  // Who has it already and works here no more stands in the list too, to be taken out.
  const everybody = new Map([...session.people, ...sharers.data?.items ?? []].map(({ user_id, name }) => [String(user_id), name]));
  const offered = [...everybody].filter(([id]) => id !== String(session.owner?.user_id));
  return (
    <Modal opened onClose={onClose} title={t('share.title', { name: session.name })} centered closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <form noValidate onSubmit={(event) => { event.preventDefault(); share.mutate(); }}>
        <Stack gap="sm">
          <Text size="sm">{t('share.text')}</Text>
          {sharers.isPending && <Busy />}
          <ProblemAlert error={sharers.error} retry={() => { void sharers.refetch(); }} />
          {sharers.data !== undefined && (
            <MultiSelect
              label={t('share.people')} placeholder={chosen.length === 0 ? t('share.nobody') : ''} searchable clearable value={chosen} onChange={setChosen} data-autofocus
              data={offered.map(([value, label]) => ({ value, label }))} nothingFoundMessage={t('share.notFound')} clearButtonProps={{ 'aria-label': t('share.clear') }}
            />
          )}
          <ProblemAlert error={share.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{t('shell:cancel')}</Button>
            <Button type="submit" loading={share.isPending} disabled={sharers.data === undefined}>{t('share.verb')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
