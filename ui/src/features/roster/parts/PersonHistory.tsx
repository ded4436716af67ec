/** What happened to one person, from the audit log. */
import { Group, Stack, Text, Timeline } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../../api/generated';
import { Busy } from '../../../components/Busy';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { historyQuery } from '../requests';
import { fieldName, written, type Value, type Words } from '../words';

const TECHNICAL = new Set(['id', 'event_id', 'local_fields']);

export function PersonHistory({ eventId, id }: { readonly eventId: number; readonly id: number }) {
  const { t } = useTranslation('roster');
  const { dateTime } = useFormat();
  const history = useQuery(historyQuery(eventId, id));
  if (history.isPending) return <Busy />;
  return (
    <Stack>
      <ProblemAlert error={history.error} />
      <Timeline bulletSize={14} lineWidth={2}>
        {history.data?.items.map((entry) => (
          <Timeline.Item key={entry.id} title={<Text size="sm" fw={600}>{actionName(entry.action, t)}</Text>}>
            <Text size="xs" c="dimmed">{entry.actor} · {dateTime(entry.at)}</Text>
            {fieldsOf(entry).map((field) => (
              <Group key={field} gap={6} wrap="nowrap" align="baseline">
                <Text size="sm" c="dimmed" style={{ flexShrink: 0 }}>{fieldName(field, t)}</Text>
                <Text size="sm" style={{ overflowWrap: 'anywhere' }}>{changeOf(entry, field, t)}</Text>
              </Group>
            ))}
          </Timeline.Item>
        ))}
      </Timeline>
    </Stack>
  );
}

function actionName(action: string, t: Words): string {
  if (action === 'created') return t('history.created');
  if (action === 'deleted') return t('history.deleted');
  return action === 'changed' ? t('history.changed') : action;
}

function fieldsOf(entry: HistoryEntry): readonly string[] {
  const fields = new Set([...Object.keys(entry.new), ...Object.keys(entry.old)]);
  return [...fields].filter((field) => !TECHNICAL.has(field) && (told(entry.new[field]) || told(entry.old[field])));
}

/** Blank on both sides says nothing. */
function told(value: Value): boolean {
  return value !== undefined && value !== null && value !== '';
}

function changeOf({ old, new: now, action }: HistoryEntry, field: string, t: Words): string {
  const after = written(now[field] as Value, t); // the same values, as the generator writes them
  if (action === 'created') return after;
  return t('oldToNew', { old: written(old[field] as Value, t), new: after });
}
