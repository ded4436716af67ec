/** The marked timing session as it is now, what its locations are for, and the button that binds it. */
import { Button, Group, Skeleton, Stack, Switch, Text, Title } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionTiming } from '../../api/display-sessions';
import type { UsedLocation, TimingChoice } from '../../api/timing-choice';
import { ProblemAlert } from '../ProblemAlert';
import { useFormat } from '../time';
import { useMay } from '../useMay';
import { LocationRoles } from './LocationRoles';
import { Passings } from './Passings';
import { rolesOf } from './roles';
import { usePreview } from './usePreview';

export interface HowToBind { readonly locations: UsedLocation[]; readonly only_listed: boolean; readonly bind_event: boolean }

interface Props {
  readonly choice: TimingChoice;
  readonly bound: SessionTiming | undefined;
  readonly busy: boolean;
  readonly onBind: (how: HowToBind) => void;
}

export function Marked({ choice, bound, busy, onBind }: Props) {
  const { t } = useTranslation('displays');
  const { number } = useFormat();
  const { preview, error, line, clockAhead } = usePreview(choice.id);
  const [changed, setChanged] = useState<readonly UsedLocation[]>([]);
  const [onlyListed, setOnlyListed] = useState(bound?.only_listed ?? false);
  const mayName = useMay('timing.edit') && choice.event === null;
  const [naming, setNaming] = useState(true);
  const there = preview?.locations ?? choice.locations;
  const locations = rolesOf(there, bound).map((each) => changed.find(({ name }) => name === each.name) ?? each);
  const change = (one: UsedLocation): void => { setChanged([...changed.filter(({ name }) => name !== one.name), one]); };
  const newest = new Map(there.map(({ name, newest_received }) => [name, newest_received]));
  return (
    <Stack gap="sm" component="section" aria-label={t('choose.marked', { name: choice.name })}>
      <Group justify="space-between" gap="xs">
        <Title order={3} size="h4" style={{ overflowWrap: 'anywhere' }}>{choice.name}</Title>
        <Button loading={busy} onClick={() => { onBind({ locations, only_listed: onlyListed, bind_event: mayName && naming }); }}>{t(bound === undefined ? 'choose.bind' : 'choose.change')}</Button>
      </Group>
      {choice.event === null && (mayName
        ? <Switch size="sm" checked={naming} label={t('choose.bindEvent')} onChange={({ currentTarget: { checked } }) => { setNaming(checked); }} />
        : <Text size="sm" c="dimmed">{t('choose.withoutNames')}</Text>)}
      <section>
        <Group justify="space-between" gap="xs" mb={4}>
          <Title order={4} size="h5">{t('passing.title')}</Title>
          {preview !== undefined && <Text size="sm" c="dimmed" className="numbers">{t('passing.rate', { count: preview.reads_last_minute, shown: number(preview.reads_last_minute) })}</Text>}
        </Group>
        {(line === 'lost' || line === 'ended') && <Text size="sm" c="red" role="status"><IconPlugConnectedX size={14} aria-hidden /> {t(`line.${line}`)}</Text>}
        {preview === undefined ? (error === null ? <Skeleton height={120} /> : <ProblemAlert error={error} />) : <Passings passings={preview.passings} />}
      </section>
      <section>
        <Title order={4} size="h5" mb={4}>{t('location.title')}</Title>
        <LocationRoles locations={locations} newest={newest} clockAhead={clockAhead} busy={busy} onChange={change} />
        <Switch mt="xs" size="sm" checked={!onlyListed} label={t('location.later')} onChange={({ currentTarget: { checked } }) => { setOnlyListed(!checked); }} />
      </section>
    </Stack>
  );
}
