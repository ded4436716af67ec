/** The best times of the course before this race: screens and announcer hear when one falls. */
import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CourseRecord } from '../../../api/generated';
import { sentence } from '../../../components/ProblemAlert';
import { failed, undoable } from '../../../components/toast';
import { writtenDuration } from '../durations';
import { addRecord, courseKey, removeRecord } from '../requests';
import { RecordForm } from './RecordForm';
import type { RaceProps } from './RaceSetup';
import { Section } from './Section';
import classes from './StartSection.module.css';

export function RecordsSection({ partner, at, race, lock, onLock }: RaceProps) {
  const { t } = useTranslation('course');
  const queries = useQueryClient();
  const [open, setOpen] = useState<number | 'new' | null>(null);
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: courseKey(partner, at.eventId) });
  const become = (which: number | 'new' | null): void => { setOpen(which); onLock(which !== null); };
  // A record is no part of how results come about: it may be put right when these are official.
  const mayEdit = lock === 'free' || lock === 'official';
  const of = (record: CourseRecord): string => (record.scope === 'course' ? t('record.course') : record.scope === 'sex' ? t(`record.sex.${record.scope_value}`) : record.scope_value);
  const remove = async (record: CourseRecord): Promise<void> => {
    try {
      await removeRecord(at, record.id);
      undoable(t('record.removed', { of: of(record) }), async () => { await addRecord(at, { scope: record.scope, scope_value: record.scope_value, ms: record.ms, holder: record.holder, year: record.year }); await refresh(); });
    } catch (error) {
      failed(sentence(error, t('shell:fault.text')));
    }
    await refresh();
  };
  const form = (record?: CourseRecord) => (
    <RecordForm at={at} race={race} {...(record === undefined ? {} : { record })} onClose={() => { become(null); }} onSaved={() => { become(null); void refresh(); }} />
  );
  const add = mayEdit && <Button size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => { become('new'); }}>{t('record.new')}</Button>;
  return (
    <Section title={t('record.title')} text={t('record.text')} action={add}>
      {race.records.length === 0 && open !== 'new' && <Text size="sm" c="dimmed">{t('record.none')}</Text>}
      <ul className={classes.list}>
        {race.records.map((record) => (
          <li key={record.id} className={classes.row}>
            {open === record.id ? form(record) : (
              <Group justify="space-between" gap="xs" wrap="nowrap">
                <Group gap="sm">
                  <Text fw={650} miw="7rem">{of(record)}</Text>
                  <Text className="numbers">{writtenDuration(record.ms)}</Text>
                  <Text size="sm" c="dimmed">{[record.holder, record.year ?? ''].filter((part) => part !== '').join(', ')}</Text>
                </Group>
                {mayEdit && (
                  <Group gap={4} wrap="nowrap">
                    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('record.edit', { of: of(record) })} onClick={() => { become(record.id); }}><IconPencil size={16} aria-hidden /></ActionIcon>
                    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('record.remove', { of: of(record) })} onClick={() => { void remove(record); }}><IconTrash size={16} aria-hidden /></ActionIcon>
                  </Group>
                )}
              </Group>
            )}
          </li>
        ))}
      </ul>
      {open === 'new' && form()}
    </Section>
  );
}
