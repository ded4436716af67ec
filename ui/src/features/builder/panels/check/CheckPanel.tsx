/** What would go wrong with this event's words, as a list that leads to the block. */
import { Badge, Button, Group, Progress, SimpleGrid, Stack, Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../../../components/ProblemAlert';
import { useBuilder } from '../../store';
import { NumberField } from '../fields/NumberField';
import right from '../right/right.module.css';
import { blockName, pageName } from '../words';
import { EventField } from './EventField';
import { startCheck, stopCheck, useCheck, type Check, type Checked } from './run';
import { PROBLEMS, type Finding } from './steps';
import classes from './check.module.css';

export function CheckPanel() {
  const { t } = useTranslation('trial');
  const { event, distance, height, check, checked } = useCheck();
  const running = check.is === 'asking' || check.is === 'fonts' || check.is === 'running';
  return (
    <Stack gap="xs" className={right.panel} role="region" aria-label={t('check.label')}>
      <Text size="xs" c="dimmed">{t('check.text')}</Text>
      <EventField label={t('check.event')} none={t('check.sample')} value={event} onCommit={(next) => { useCheck.setState({ event: next }); }} />
      <SimpleGrid cols={2} spacing="xs">
        <NumberField label={t('check.distance')} unit="m" min={0} max={500} value={distance} onCommit={(next) => { useCheck.setState({ distance: next ?? 0 }); }} />
        <NumberField label={t('check.height')} unit="m" min={0.1} max={50} step={0.1} digits={2} value={height} onCommit={(next) => { useCheck.setState({ height: next ?? 3 }); }} />
      </SimpleGrid>
      <Group gap={6}>
        {running
          ? <Button size="compact-sm" variant="default" onClick={stopCheck}>{t('check.stop')}</Button>
          : <Button size="compact-sm" onClick={() => { void startCheck(useBuilder.getState().doc); }}>{t(checked === null ? 'check.start' : 'check.again')}</Button>}
      </Group>
      <Underway check={check} />
      {check.is === 'failed' && <ProblemAlert error={check.error} />}
      {checked !== null && !running && <Found checked={checked} />}
    </Stack>
  );
}

function Underway({ check }: { readonly check: Check }) {
  const { t, i18n } = useTranslation('trial');
  const percent = (share: number): string => new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(share);
  if (check.is === 'asking') return <Text size="sm" role="status">{t('check.asking', { count: check.count })}</Text>;
  if (check.is === 'fonts') return <Text size="sm" role="status">{t('check.fonts')}</Text>;
  if (check.is !== 'running') return null;
  return <Progress value={check.share * 100} aria-label={t('check.progress', { done: percent(check.share), all: percent(1) })} />;
}

function Found({ checked }: { readonly checked: Checked }) {
  const { t } = useTranslation('trial');
  const doc = useBuilder((state) => state.doc);
  const { findings, words, texts, ms } = checked;
  const bad = findings.filter(({ kind }) => PROBLEMS.has(kind)).length;
  const there = findings.filter(({ block }) => doc.blocks[block] !== undefined);
  return (
    <>
      <Group gap={6} role="status">
        {bad > 0 && <Badge color="red" variant="light">{t('check.bad', { count: bad })}</Badge>}
        {findings.length > bad && <Badge color="gray" variant="light">{t('check.note', { count: findings.length - bad })}</Badge>}
        {findings.length === 0 && <Text size="sm" fw={600}>{t('check.nothing')}</Text>}
      </Group>
      <Text size="xs" c="dimmed" data-held={Math.round(checked.held)} data-ms={Math.round(ms)}>{t('check.done', { words, texts, ms: Math.round(ms) })}</Text>
      {checked.doc !== doc && <Text size="xs" c="orange">{t('check.stale')}</Text>}
      <ul className={classes.findings} aria-label={t('check.findings')}>{there.map((finding) => <li key={`${finding.page} ${finding.block} ${finding.kind} ${finding.examples.join()}`}><OneFinding finding={finding} /></li>)}</ul>
    </>
  );
}

function OneFinding({ finding }: { readonly finding: Finding }) {
  const { t, i18n } = useTranslation('trial');
  const { t: words } = useTranslation('panels');
  const doc = useBuilder((state) => state.doc);
  const chosen = useBuilder((state) => state.selected.has(finding.block));
  const block = doc.blocks[finding.block];
  const page = doc.pages[finding.page];
  if (block === undefined || page === undefined) return null;
  const { kind, count, examples, value, wanted } = finding;
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: kind === 'contrast' ? 1 : 0 });
  const glyphs = kind === 'missing' || kind === 'replaced';
  const name = blockName(words, block);
  const show = (): void => {
    const { setPage, select } = useBuilder.getState();
    setPage(finding.page);
    select([finding.block]);
  };
  return (
    <UnstyledButton className={classes.finding} data-kind={kind} data-bad={PROBLEMS.has(kind)} aria-pressed={chosen} onClick={show}>
      <Text size="xs" fw={600} truncate>{name}<Text span size="xs" c="dimmed" fw={400}> · {pageName(words, page)}</Text></Text>
      <Text size="xs">{t(`check.kind.${kind}`, { count, value: number.format(Math.floor(value * 10) / 10), wanted: number.format(wanted), examples: examples.join(' ') })}</Text>
      {!glyphs && examples.length > 0 && <Text size="xs" c="dimmed" lineClamp={2} dir="auto">{t('check.example', { examples: examples.join(' · ') })}</Text>}
    </UnstyledButton>
  );
}
