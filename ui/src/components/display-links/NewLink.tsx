/** Makes a link: for how long, what it is called, whether it opens later. */
import { Button, Group, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { linksKey, makeLink, sessionKey, SESSIONS, type DisplaySession, type DisplayUrl } from '../../api/display-sessions';
import { ProblemAlert } from '../ProblemAlert';
import { done } from '../toast';
import { instantOf, localOf } from '../wall-clock';
import { useZone } from '../zone';
import { EVENT_END, lasting, lengths } from './times';

interface Props {
  readonly session: Pick<DisplaySession, 'id' | 'event_id'>;
  readonly onMade: (link: DisplayUrl) => void;
}

export function NewLink({ session, onMade }: Props) {
  const { t } = useTranslation('displays');
  const queries = useQueryClient();
  const zone = useZone() ?? 'UTC';
  const [label, setLabel] = useState('');
  const [length, setLength] = useState('24');
  const [later, setLater] = useState(false);
  const [opens, setOpens] = useState(() => localOf(Date.now() + 3_600_000, zone));
  const opensAt = later ? instantOf(opens, zone) : null;
  const make = useMutation({
    mutationFn: () => makeLink({ display_session_id: session.id, label: label.trim(), ...lasting(length), ...(opensAt === null ? {} : { opens_at: opensAt }) }),
    onSuccess: async (link) => {
      done(t('link.made'));
      setLabel('');
      onMade(link);
      await Promise.all([linksKey(session.id), sessionKey(session.id), SESSIONS].map((queryKey) => queries.invalidateQueries({ queryKey })));
    },
  });
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); make.mutate(); }}>
      <Stack gap="xs">
        <Group gap="sm" align="flex-end">
          <TextInput label={t('link.label')} placeholder={t('link.example')} maxLength={100} value={label} onChange={(event) => { setLabel(event.currentTarget.value); }} flex="1 1 10rem" />
          <Select
            label={t('link.works')} allowDeselect={false} value={length} onChange={(value) => { setLength(value ?? '24'); }} flex="1 1 9rem"
            data={lengths(session.event_id !== null).map((value) => ({ value, label: value === EVENT_END ? t('link.eventEnd') : hoursText(t, Number(value)) }))}
          />
          <Button type="submit" loading={make.isPending} disabled={later && opensAt === null}>{t('link.make')}</Button>
        </Group>
        <Group gap="sm">
          <Switch size="sm" label={t('link.later')} checked={later} onChange={({ currentTarget: { checked } }) => { setLater(checked); }} />
          {later && <TextInput type="datetime-local" size="xs" aria-label={t('link.opens')} value={opens} onChange={(event) => { setOpens(event.currentTarget.value); }} />}
        </Group>
        <ProblemAlert error={make.error} />
      </Stack>
    </form>
  );
}

type Words = ReturnType<typeof useTranslation<'displays'>>['t'];

export function hoursText(t: Words, hours: number): string {
  return hours < 48 ? t('link.hours', { count: hours }) : t('link.days', { count: hours / 24 });
}
