/** One result: why it is so, everything that was heard, and the means to put it right. */
import { Alert, Drawer, Group, Loader, Stack, Table, Tabs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Oddity, Split, Why } from '../../../api/generated';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { whyQuery } from '../requests';
import type { Desk } from '../useDesk';
import { stepText, timeText, whoText } from '../words';
import { CorrectionList } from './CorrectionList';
import { Passings } from './Passings';
import { PutRight } from './PutRight';
import { Doubts, StatusBadge } from './ResultsTable';

interface Props {
  readonly desk: Desk;
  readonly participant: number | null;
  readonly onClose: () => void;
}

export function ResultDrawer({ desk, participant, onClose }: Props) {
  const { t } = useTranslation(['results', 'why']);
  const why = useQuery({ ...whyQuery(desk.eventId, participant ?? 0), enabled: participant !== null });
  const title = why.data === undefined ? t('title') : whoText(why.data.detail.result, t);
  return (
    <Drawer opened={participant !== null} onClose={onClose} position="right" size="xl" title={title} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <ProblemAlert error={why.error} retry={() => { void why.refetch(); }} />
      {why.isPending && <Loader aria-label={t('loading')} />}
      {participant !== null && why.data !== undefined && <Opened key={participant} desk={desk} why={why.data} />}
    </Drawer>
  );
}

function Opened({ desk, why }: { readonly desk: Desk; readonly why: Why }) {
  const { t } = useTranslation('results');
  const [odd, setOdd] = useState<readonly Oddity[]>([]);
  const standing = why.corrections.filter(({ undone_at: at }) => at === null).length;
  return (
    <Stack gap="md">
      <Summary why={why} />
      {odd.length > 0 && (
        <Alert color="orange" title={t('odd.title')} withCloseButton closeButtonLabel={t('shell:close')} onClose={() => { setOdd([]); }}>
          <Stack gap={4}>{odd.map(({ code, text }) => <Text key={code} size="sm">{t(`odd.${code}`, { defaultValue: text })}</Text>)}</Stack>
        </Alert>
      )}
      {why.official && why.scored.differs && <Pending why={why} />}
      <Tabs defaultValue="why" keepMounted={false}>
        <Tabs.List mb="sm">
          <Tabs.Tab value="why">{t('tab.why')}</Tabs.Tab>
          <Tabs.Tab value="splits">{t('tab.splits')}</Tabs.Tab>
          <Tabs.Tab value="reads">{t('tab.reads', { count: why.reads.length })}</Tabs.Tab>
          <Tabs.Tab value="corrections">{t('tab.corrections', { count: standing })}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="why"><Steps why={why} /></Tabs.Panel>
        <Tabs.Panel value="splits"><Splits why={why} /></Tabs.Panel>
        <Tabs.Panel value="reads"><Passings desk={desk} reads={why.reads} onOdd={setOdd} /></Tabs.Panel>
        <Tabs.Panel value="corrections">
          <Stack gap="md">
            {desk.mayEdit && <PutRight desk={desk} why={why} onOdd={setOdd} />}
            <CorrectionList desk={desk} items={why.corrections} zone={why.zone} />
            {desk.maySeeRoster && <Text size="sm"><Link to="/p/$partner/events/$eventId/roster" params={{ partner: desk.partner, eventId: desk.eventId }}>{t('toRoster')}</Link></Text>}
          </Stack>
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

function Summary({ why: { detail: { result, race }, decimals } }: { readonly why: Why }) {
  const { t, i18n } = useTranslation('results');
  const time = (ms: number | null) => timeText(ms, decimals, i18n.language);
  const places = ([['overall', ''], ['sex', result.sex], ['division', result.division]] as const).flatMap(([scope, group]) => {
    const place = result.places[scope];
    return place === null ? [] : [t(scope === 'overall' ? 'place.overall' : 'place.group', { place, group })];
  });
  return (
    <Stack gap={4}>
      <Group gap="sm"><StatusBadge status={result.status} /><Text size="sm" c="dimmed">{[race, result.division, result.wave, result.team].filter((part) => part !== '').join(' · ')}</Text>{result.flags.length > 0 && <Doubts result={result} />}</Group>
      {(result.gun_ms !== null || result.chip_ms !== null) && (
        <Group gap="xl">
          {result.gun_ms !== null && <Figure label={t('column.gun')} value={time(result.gun_ms)} />}
          {result.chip_ms !== null && <Figure label={t('column.chip')} value={time(result.chip_ms)} />}
          {result.penalty_ms !== 0 && <Figure label={t('penalty')} value={time(result.penalty_ms)} />}
        </Group>
      )}
      {places.length > 0 && <Text size="sm">{places.join(' · ')}</Text>}
    </Stack>
  );
}

function Figure({ label, value }: { readonly label: string; readonly value: string }) {
  return <div><Text size="xs" c="dimmed">{label}</Text><Text fz="1.5rem" fw={650} lh={1.2} style={{ fontVariantNumeric: 'tabular-nums' }}>{value}</Text></div>;
}

/** An official result stays; what it would be is the timer's to know. */
function Pending({ why: { scored, decimals } }: { readonly why: Why }) {
  const { t, i18n } = useTranslation('results');
  const times = [scored.gun_ms, scored.chip_ms].map((ms) => timeText(ms, decimals, i18n.language)).filter((text) => text !== '').join(' / ');
  return <Alert color="orange" title={t('pending.title')}>{t('pending.text', { status: t(`status.${scored.status}`), times: times === '' ? '–' : times })}</Alert>;
}

/** In the order in which it happened; what was not used stands back. */
function Steps({ why }: { readonly why: Why }) {
  const { t, i18n } = useTranslation(['results', 'why']);
  return (
    <Stack component="ol" gap={6} m={0} pl="1.4rem">
      {why.steps.map((step, index) => (
        <Text component="li" key={`${step.code}-${index}`} size="sm" c={step.code.startsWith('unused.') ? 'dimmed' : step.code.startsWith('flag.') ? 'var(--mantine-color-orange-text)' : undefined} fw={/^(time|place)\./.test(step.code) ? 600 : undefined}>
          {stepText(step, t, i18n.language)}
        </Text>
      ))}
    </Stack>
  );
}

function Splits({ why: { detail: { splits }, decimals, zone } }: { readonly why: Why }) {
  const { t, i18n } = useTranslation('results');
  const { clock } = useFormat(zone);
  const time = (ms: number | null) => timeText(ms, decimals, i18n.language);
  if (splits.length === 0) return <Text c="dimmed">{t('noSplits')}</Text>;
  const shown: readonly (readonly [string, (split: Split) => string | number | null])[] = [
    [t('split.point'), ({ point }) => point], [t('split.at'), ({ at }) => clock(at)], [t('column.gun'), ({ gun_ms: ms }) => time(ms)],
    [t('column.chip'), ({ chip_ms: ms }) => time(ms)], [t('split.leg'), ({ leg_ms: ms }) => time(ms)], [t('split.pace'), ({ leg_pace: pace }) => pace.km],
    [t('column.place'), ({ place_overall: place }) => place], [t('split.how'), ({ how }) => t(`how.${how}`)],
  ];
  return (
    <div role="region" aria-label={t('tab.splits')} tabIndex={0} style={{ overflowX: 'auto' }}>
      <Table miw={560}>
        <Table.Thead><Table.Tr>{shown.map(([head]) => <Table.Th key={head}>{head}</Table.Th>)}</Table.Tr></Table.Thead>
        <Table.Tbody>{splits.map((split) => <Table.Tr key={split.position}>{shown.map(([head, cell]) => <Table.Td key={head}>{cell(split)}</Table.Td>)}</Table.Tr>)}</Table.Tbody>
      </Table>
    </div>
  );
}
