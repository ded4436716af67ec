/** The partner's lines for runners: of every template, so not part of this one; saved at once. */
import { Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { MESSAGES, messagesQuery, saveMessages } from '../../../../api/assets';
import { Busy } from '../../../../components/Busy';
import { ProblemAlert } from '../../../../components/ProblemAlert';
import { done } from '../../../../components/toast';
import { LinesEditor } from '../parts/LinesEditor';
import classes from './right.module.css';

const MOST = 1000;

export function MessagesPanel() {
  const { t } = useTranslation('panels');
  const queries = useQueryClient();
  const messages = useQuery({ ...messagesQuery, throwOnError: false });
  const save = useMutation({
    mutationFn: (lines: readonly string[]) => saveMessages(lines, messages.data?.version ?? 0),
    onSuccess: (now) => { queries.setQueryData(MESSAGES, now); done(t('messages.saved')); },
    onError: () => queries.invalidateQueries({ queryKey: MESSAGES }),
  });
  return (
    <Stack gap="xs" className={classes.panel} role="region" aria-label={t('messages.label')}>
      <Text size="xs">{t('messages.text')}</Text>
      <ProblemAlert error={messages.error ?? save.error} />
      {messages.isPending && <Busy />}
      {messages.data !== undefined && <LinesEditor label={t('messages.lines')} lines={messages.data.lines} most={MOST} disabled={save.isPending} onCommit={(lines) => { save.mutate(lines); }} />}
    </Stack>
  );
}
