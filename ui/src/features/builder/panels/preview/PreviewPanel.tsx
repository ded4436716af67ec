/** Who stands on the canvas while one draws: the sample, the longest names of a roster, or who crosses a mat just now. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { timingNowQuery } from '../../../../api/timing-choice';
import { SAMPLE_ROWS } from '../../../../binding/sample';
import type { Values } from '../../../../binding/values';
import { Busy } from '../../../../components/Busy';
import { ProblemAlert } from '../../../../components/ProblemAlert';
import { usePreview } from '../../../../components/timing-chooser/usePreview';
import { useBuilder } from '../../store';
import { EventField } from '../check/EventField';
import { ChoiceField } from '../fields/ChoiceField';
import classes from '../right/right.module.css';
import { choices } from '../words';
import { ofPassing, pageOf } from './rows';
import { useLongest } from './useLongest';

type Source = 'sample' | 'roster' | 'live';

export function PreviewPanel() {
  const { t } = useTranslation('panels');
  const [source, setSource] = useState<Source>('sample');
  return (
    <Stack gap="xs" className={classes.panel} role="region" aria-label={t('preview.label')}>
      <ChoiceField label={t('preview.source')} value={source} choices={choices(t, 'preview.sources', ['sample', 'roster', 'live'])} onCommit={(next) => { if (next !== undefined) setSource(next); }} />
      {source === 'sample' && <Shown rows={SAMPLE_ROWS} />}
      {source === 'roster' && <Roster />}
      {source === 'live' && <Live />}
    </Stack>
  );
}

/** Puts them on the canvas, for as long as this is open, one after the other. */
function Shown({ rows }: { readonly rows: readonly Values[] }) {
  const { t } = useTranslation('panels');
  const [from, setFrom] = useState(0);
  const at = rows.length === 0 ? 0 : from % rows.length;
  useEffect(() => { useBuilder.getState().showValues(pageOf(rows, at)); }, [rows, at]);
  const turn = (by: number): void => { setFrom((before) => (before + by + rows.length) % Math.max(1, rows.length)); };
  const row = rows[at]?.['runner'];
  const name = typeof row === 'object' && row !== null && 'name' in row ? String(row.name) : '';
  return (
    <>
      <Text size="sm" dir="auto" role="status" style={{ overflowWrap: 'anywhere' }}>{rows.length === 0 ? t('preview.nobody') : t('preview.who', { name, number: at + 1, count: rows.length })}</Text>
      <Group gap={6}>
        <Button size="compact-sm" variant="default" disabled={rows.length < 2} onClick={() => { turn(-1); }}>{t('preview.before')}</Button>
        <Button size="compact-sm" variant="default" disabled={rows.length < 2} onClick={() => { turn(1); }}>{t('preview.next')}</Button>
      </Group>
    </>
  );
}

function Roster() {
  const { t } = useTranslation('panels');
  const [event, setEvent] = useState<string | undefined>();
  const people = useLongest(event);
  return (
    <>
      <EventField label={t('preview.event')} none={t('preview.choose')} value={event} onCommit={setEvent} />
      <ProblemAlert error={people.error} />
      {people.isLoading && <Busy />}
      {people.data !== undefined && <><Text size="xs" c="dimmed">{t('preview.rosterText')}</Text><Shown rows={people.data} /></>}
    </>
  );
}

function Live() {
  const { t } = useTranslation('panels');
  const [session, setSession] = useState<string | undefined>();
  const sessions = useQuery({ ...timingNowQuery, throwOnError: false });
  return (
    <>
      <ChoiceField label={t('preview.session')} none={t('preview.choose')} value={session} choices={(sessions.data?.items ?? []).map(({ id, name, day }) => ({ value: String(id), label: `${name} · ${day}` }))} onCommit={setSession} />
      <ProblemAlert error={sessions.error} />
      {session !== undefined && <Crossing key={session} session={Number(session)} />}
    </>
  );
}

function Crossing({ session }: { readonly session: number }) {
  const { t } = useTranslation('panels');
  const { preview, error, line } = usePreview(session);
  const passings = preview?.passings;
  useEffect(() => {
    if (passings === undefined) return;
    const newest = [...passings].sort((one, other) => other.received - one.received);
    useBuilder.getState().showValues(pageOf(newest.map(ofPassing)));
  }, [passings]);
  const name = preview?.passings.reduce((one, other) => (other.received > one.received ? other : one), preview.passings[0] ?? { name: null, received: 0 }).name;
  return (
    <>
      <ProblemAlert error={error} />
      <Text size="sm" role="status">{t(`preview.line.${line}`)}{name !== null && name !== undefined && `: ${name}`}</Text>
    </>
  );
}
