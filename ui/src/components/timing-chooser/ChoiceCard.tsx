/** One timing session in the list: enough to know it by. */
import { Group, Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TimingChoice } from '../../api/timing-choice';
import { DataAge } from '../DataAge';
import { useFormat } from '../time';
import { LiveBadge } from './LiveBadge';
import classes from './chooser.module.css';

interface Props {
  readonly choice: TimingChoice;
  readonly marked: boolean;
  readonly bound: boolean;
  readonly onMark: () => void;
}

export function ChoiceCard({ choice, marked, bound, onMark }: Props) {
  const { t } = useTranslation('displays');
  const format = useFormat();
  const { name, sender, event, told_event, day, locations, reads, tags, unknown_tags, live, state, newest_received } = choice;
  const where = event === null ? (told_event === '' ? t('choose.noEvent') : t('choose.toldEvent', { event: told_event })) : event.name;
  return (
    <UnstyledButton className={classes.choice} aria-pressed={marked} onClick={onMark}>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text fw={650} style={{ overflowWrap: 'anywhere' }}>{name}</Text>
        <LiveBadge live={live} state={state} />
      </Group>
      <Text size="sm">{[where, format.day(day), ...(sender === '' || sender === name ? [] : [sender])].join(' · ')}</Text>
      <Text size="sm" c="dimmed" lineClamp={2}>{locations.length === 0 ? t('location.none') : locations.map((each) => each.name).join(', ')}</Text>
      <Text size="sm" c="dimmed" component="div" className="numbers">
        {t('choose.reads', { count: reads, shown: format.number(reads) })} · {t('choose.unknown', { unknown: format.number(unknown_tags), tags: format.number(tags) })} · <DataAge at={newest_received} />
      </Text>
      {bound && <Text size="sm" fw={600}>{t('choose.isBound')}</Text>}
    </UnstyledButton>
  );
}
