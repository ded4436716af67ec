/** Messages that stand over screens now, each with its way back. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconMessage } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sentence } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { failed } from '../../../components/toast';
import { NOTICES, noticesQuery, SCREENS, takeBack } from '../requests';

export function Messages({ partner }: { readonly partner: string }) {
  const { t } = useTranslation(['screens', 'shell']);
  const { clock } = useFormat();
  const queries = useQueryClient();
  const notices = useQuery({ ...noticesQuery(partner), throwOnError: false });
  const back = useMutation({
    mutationFn: takeBack,
    onSuccess: () => Promise.all([NOTICES, SCREENS].map((queryKey) => queries.invalidateQueries({ queryKey }))),
    onError: (error) => { failed(sentence(error, t('shell:fault.text'))); },
  });
  const messages = (notices.data?.notices ?? []).filter(({ kind }) => kind === 'message');
  if (messages.length === 0) return null;
  return (
    <Stack gap={6}>
      {messages.map(({ id, text, screens, until, may_take_back: mine }) => (
        <Alert key={id} color="lane" variant="light" py={6} icon={<IconMessage aria-hidden />}>
          <Group justify="space-between" gap="xs">
            <Text size="sm" flex="1 1 14rem" miw={0} style={{ overflowWrap: 'anywhere' }}><strong>{t('screens:message.on', { count: screens })}</strong> “{text}” {until !== null && t('screens:message.until', { until: clock(until) })}</Text>
            {mine && <Button size="compact-sm" variant="default" onClick={() => { back.mutate(id); }}>{t('screens:emergency.takeBack')}</Button>}
          </Group>
        </Alert>
      ))}
    </Stack>
  );
}
