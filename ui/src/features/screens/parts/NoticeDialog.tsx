/**
 * Words over screens. A message is one step. An emergency covers everything, so it wants a second one: how many screens
 * it covers is said, and has to be agreed to, before its button works; Enter in the text never sends it.
 */
import { Alert, Button, Checkbox, Group, Modal, NumberInput, Select, Stack, Text, Textarea } from '@mantine/core';
import { IconAlertOctagonFilled } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { undoable } from '../../../components/toast';
import { groupsOf, sessionsOf } from '../choice';
import { NOTICES, putUp, SCREENS, screensQuery, takeBack, type NewNotice } from '../requests';
import { ofSection, type Target } from '../target';
import { Thumbnail } from './Thumbnail';

interface Props {
  readonly kind: NewNotice['kind'];
  readonly target: Target;
  readonly partner: string;
  /** Whether everyone's screens are within reach, and so meant by all. */
  readonly everyone: boolean;
  readonly onClose: () => void;
}

const LONGEST = 300;
const SECONDS = 30;

export function NoticeDialog({ kind, target: first, partner, everyone, onClose }: Props) {
  const { t } = useTranslation('screens');
  const queries = useQueryClient();
  // All within reach, whatever the page is filtered by: a group and a session are told by name, and all of them hear it.
  const reach = useQuery({ ...screensQuery(partner, { everyone }), enabled: kind === 'emergency', throwOnError: false });
  const all: Target = { to: { all: true }, screens: reach.data?.screens ?? first.screens, kind: 'all', name: '' };
  const [wanted, setTarget] = useState(first);
  const target = wanted.kind === 'all' ? all : wanted;
  const [text, setText] = useState('');
  const [seconds, setSeconds] = useState<number | string>(kind === 'message' ? SECONDS : '');
  const [sure, setSure] = useState(false);
  const emergency = kind === 'emergency';
  const refresh = () => Promise.all([NOTICES, SCREENS].map((queryKey) => queries.invalidateQueries({ queryKey })));
  const send = useMutation({
    mutationFn: () => putUp({ to: target.to, kind, text: text.trim(), ...(typeof seconds === 'number' ? { seconds } : {}) }),
    onSuccess: async (made) => {
      onClose();
      undoable(t(emergency ? 'done.emergency' : 'done.message', { count: made.screens }), async () => { await takeBack(made.id); await refresh(); });
      await refresh();
    },
  });
  const count = target.screens.length;
  const ready = text.trim() !== '' && (!emergency || sure);
  const pictured = target.screens[0] ?? { number: 1, width: 1920, height: 1080, template: null, session: null };
  return (
    <Modal opened onClose={onClose} size="lg" title={t(emergency ? 'notice.emergencyTitle' : 'notice.messageTitle', { count, name: target.name })} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <form noValidate onSubmit={(event) => { event.preventDefault(); if (ready) send.mutate(); }}>
        <Stack gap="md">
          {emergency && <Alert color="red" variant="light" icon={<IconAlertOctagonFilled aria-hidden />}>{t('notice.emergencyText')}</Alert>}
          {emergency && <Whom target={target} all={all} onChange={(next) => { setTarget(next); setSure(false); }} first={first} />}
          <Textarea label={t('notice.text')} data-autofocus rows={3} maxLength={LONGEST} value={text} onChange={(event) => { setText(event.currentTarget.value); }} description={t('notice.left', { count: LONGEST - text.length })} />
          <NumberInput label={t('notice.seconds')} description={t('notice.secondsText')} min={1} max={86_400} allowDecimal={false} value={seconds} onChange={setSeconds} maw={260} />
          <Stack gap={4}>
            <Text size="sm" c="dimmed">{t('notice.preview')}</Text>
            <Thumbnail screen={{ ...pictured, state: 'up', showing: { page: kind, passings: [], waiting: 0 }, notice: { id: 0, kind, text: text.trim() === '' ? t('notice.text') : text, until: null } }} />
          </Stack>
          {emergency && <Checkbox checked={sure} onChange={(event) => { setSure(event.currentTarget.checked); }} label={t('notice.sure', { count })} />}
          <ProblemAlert error={send.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{t('shell:cancel')}</Button>
            <Button type="submit" loading={send.isPending} disabled={!ready} {...(emergency ? { color: 'red.9' } : {})}>{t(emergency ? 'notice.emergencySend' : 'notice.messageSend', { count })}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface WhomProps { readonly target: Target; readonly first: Target; readonly all: Target; readonly onChange: (target: Target) => void }

/** All, a group, a session, or those from whom one came here. */
function Whom({ target, first, all, onChange }: WhomProps) {
  const { t } = useTranslation('screens');
  const { screens } = all;
  const groups = groupsOf(screens).map((key) => ofSection({ key, title: key, screens: screens.filter(({ group }) => group === key) }, 'group', true));
  const sessions = sessionsOf(screens).map(({ id, name }) => ofSection({ key: String(id), title: name, screens: screens.filter(({ session }) => session?.id === id) }, 'session', true));
  const choices = new Map([...(first.kind === 'all' ? [] : [first]), all, ...groups, ...sessions].map((one) => [keyOf(one), one]));
  return (
    <Select
      label={t('notice.to')} allowDeselect={false} value={keyOf(target)} onChange={(key) => { const found = choices.get(key ?? ''); if (found !== undefined) onChange(found); }}
      data={[...choices].map(([value, one]) => ({ value, label: t(`to.${one.kind}`, { count: one.screens.length, name: one.name }) }))}
    />
  );
}

function keyOf({ to }: Target): string {
  return JSON.stringify(to);
}
