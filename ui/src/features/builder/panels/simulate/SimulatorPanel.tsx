/** A crowd at the line, before there is one: what the screen would show, and how long each of them would wait for it. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconRepeat } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SAMPLE_ROWS } from '../../../../binding/sample';
import { ProblemAlert } from '../../../../components/ProblemAlert';
import { Busy } from '../../../../components/Busy';
import { useBuilder } from '../../store';
import { EventField } from '../check/EventField';
import { ChoiceField } from '../fields/ChoiceField';
import { useLongest } from '../preview/useLongest';
import { PlayFields } from '../right/PlayFields';
import right from '../right/right.module.css';
import { KINDS, type Kind } from './script';
import type { Figures } from './simulation';
import { begin, end, useSimulated } from './store';
import classes from './simulate.module.css';

const SECOND = 1000;

export function SimulatorPanel() {
  const { t } = useTranslation('trial');
  const { t: words } = useTranslation('panels');
  const [kind, setKind] = useState<Kind>('thirty');
  const [event, setEvent] = useState<string | undefined>();
  const roster = useLongest(event);
  const people = event !== undefined && roster.data !== undefined && roster.data.length > 0 ? roster.data : SAMPLE_ROWS;
  const { playing, figures, kind: running } = useSimulated();
  const over = figures?.over === true;
  useEffect(() => end, []);
  // What is chosen on the canvas would bring its own panel to the front.
  const start = (): void => { useBuilder.getState().select([]); begin(kind, people); };
  return (
    <Stack gap="xs" className={right.panel} role="region" aria-label={t('simulate.label')}>
      <Text size="xs" c="dimmed">{t('simulate.text')}</Text>
      <ChoiceField label={t('simulate.kind')} value={kind} choices={KINDS.map((value) => ({ value, label: t(`simulate.kinds.${value}`) }))} onCommit={(next) => { if (next !== undefined) { setKind(next); if (running !== null) begin(next, people); } }} />
      <EventField label={t('simulate.people')} none={t('simulate.sample')} value={event} onCommit={setEvent} />
      <ProblemAlert error={roster.error} />
      {roster.isLoading && <Busy />}
      <Group gap={6}>
        {running === null
          ? <Button size="compact-sm" leftSection={<IconPlayerPlay size={14} aria-hidden />} onClick={start}>{t('simulate.start')}</Button>
          : (
            <>
              <Button size="compact-sm" variant="default" disabled={over} leftSection={playing ? <IconPlayerPause size={14} aria-hidden /> : <IconPlayerPlay size={14} aria-hidden />} onClick={() => { useSimulated.setState({ playing: !playing }); }}>{t(playing ? 'simulate.pause' : 'simulate.play')}</Button>
              <Button size="compact-sm" leftSection={<IconRepeat size={14} aria-hidden />} onClick={start}>{t('simulate.again')}</Button>
              <Button size="compact-sm" variant="subtle" onClick={end}>{t('simulate.end')}</Button>
            </>
          )}
      </Group>
      {running !== null && figures !== null && <Told figures={figures} />}
      <Text size="xs" fw={600} mt="xs">{words('play.label')}</Text>
      <PlayFields />
    </Stack>
  );
}

function Told({ figures }: { readonly figures: Figures }) {
  const { t, i18n } = useTranslation('trial');
  const seconds = (ms: number | null): string => (ms === null ? '–' : new Intl.NumberFormat(i18n.language, { style: 'unit', unit: 'second', minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(ms / SECOND));
  const rows: readonly (readonly [string, string])[] = [
    ['came', `${figures.came} / ${figures.of}`], ['shown', String(figures.shown)], ['missed', String(figures.missed)], ['waiting', String(figures.waiting)],
    ['onScreen', `${figures.onScreen} (${figures.mostOnScreen})`], ['p95', seconds(figures.p95)], ['longest', seconds(figures.longest)],
  ];
  return (
    <>
      <dl className={classes.figures} aria-label={t('simulate.figures')}>{rows.map(([key, value]) => [<dt key={key}>{t(`simulate.${key}`)}</dt>, <dd key={`${key}-value`} data-figure={key}>{value}</dd>])}</dl>
      {figures.over && <Text size="sm" fw={600} role="status">{t(figures.missed === 0 ? 'simulate.over' : 'simulate.overMissed', { count: figures.missed })}</Text>}
      <Text size="xs" fw={600} id="simulated-waits">{t('simulate.waits')}</Text>
      <ol className={classes.waits} aria-labelledby="simulated-waits" tabIndex={0}>
        {figures.waits.map(({ key, name, ms }) => <li key={key}><span dir="auto">{name}</span><span>{seconds(ms)}</span></li>)}
      </ol>
    </>
  );
}
