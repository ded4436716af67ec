/** Held places, above everything: quiet while nothing has changed, loud with every difference once something has. */
import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { IconLock, IconLockExclamation } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HeldChange, HeldRow, Hold, RaceCounts } from '../../../api/generated';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { done } from '../../../components/toast';
import { holdsQuery, releasePlaces } from '../requests';
import type { Desk } from '../useDesk';
import { heldText, timeText } from '../words';

interface Props { readonly desk: Desk; readonly races: readonly RaceCounts[] }

export function HoldsBanner({ desk, races }: Props) {
  const holds = useQuery(holdsQuery(desk.eventId));
  return <>{holds.data?.items.map((hold) => <Held key={hold.id} desk={desk} hold={hold} decimals={races.find(({ race_id: id }) => id === hold.race_id)?.decimals ?? 0} />)}</>;
}

function Held({ desk, hold, decimals }: { readonly desk: Desk; readonly hold: Hold; readonly decimals: number }) {
  const { t, i18n } = useTranslation('results');
  const { time } = useFormat();
  const [shown, setShown] = useState(false);
  const differs = hold.changes.length > 0;
  const release = useMutation({
    mutationFn: () => releasePlaces(desk.eventId, hold.id),
    onSuccess: async () => { done(t('hold.released')); await desk.refresh(); },
  });
  const Icon = differs ? IconLockExclamation : IconLock;
  const what = t(`hold.scope.${hold.scope}`, { first: hold.first, value: hold.scope_value });
  const text = (row: HeldRow) => [`${row.place ?? '–'}.`, heldText(row, t), row.score === null ? timeText(row.gun_ms ?? row.chip_ms, decimals, i18n.language) : row.score].join(' ');
  return (
    <Alert color={differs ? 'red' : 'gray'} icon={<Icon aria-hidden />} role={differs ? 'alert' : 'status'} title={t(differs ? 'hold.differs' : 'hold.same', { what, race: hold.race, count: hold.changes.length })}>
      <Stack gap="xs">
        {differs && <List size="sm" spacing={2}>{hold.changes.map((change, index) => <List.Item key={index}>{changeText(change, t, decimals, i18n.language)}</List.Item>)}</List>}
        {shown && <List size="sm" listStyleType="none">{hold.rows.map((row, index) => <List.Item key={index}>{text(row)}</List.Item>)}</List>}
        <ProblemAlert error={release.error} />
        <Group gap="xs">
          <Button size="xs" variant="default" aria-expanded={shown} onClick={() => { setShown(!shown); }}>{t(shown ? 'hold.hide' : 'hold.show')}</Button>
          {desk.mayEdit && <Button size="xs" variant="default" loading={release.isPending} onClick={() => { release.mutate(); }}>{t('hold.release')}</Button>}
          <Text size="xs">{t('hold.by', { by: hold.made_by, at: time(hold.made_at) })}</Text>
        </Group>
      </Stack>
    </Alert>
  );
}

function changeText({ what, before, now }: HeldChange, t: TFunction, decimals: number, language: string): string {
  const row = now ?? before;
  const figure = (of: HeldRow | null) => (of === null ? '–' : of.score ?? timeText(of.gun_ms ?? of.chip_ms, decimals, language));
  return t(`results:hold.change.${what === 'gone' && typeof now?.place !== 'number' ? 'out' : what}`, {
    who: row === null ? '' : heldText(row, t), from: before?.place ?? '–', to: now?.place ?? '–', was: figure(before), is: figure(now),
  });
}
