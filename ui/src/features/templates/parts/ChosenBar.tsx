/** What is done with several templates at once; in sight while some are chosen. */
import { Button, Group, Paper, Text } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconFileExport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TemplateRow } from '../../../api/templates';
import classes from './card.module.css';

interface Props {
  readonly count: number;
  readonly state: TemplateRow['state'];
  readonly edits: boolean;
  readonly onAll: () => void;
  readonly onNone: () => void;
  readonly onArchive: () => void;
  readonly onRestore: () => void;
  readonly onExport: () => void;
}

export function ChosenBar({ count, state, edits, onAll, onNone, onArchive, onRestore, onExport }: Props) {
  const { t } = useTranslation('templates');
  return (
    <Paper withBorder shadow="md" p="sm" className={classes.bar} role="region" aria-label={t('chosen.label')}>
      <Group justify="space-between" gap="sm">
        <Group gap="xs"><Text fw={600} role="status">{t('chosen.count', { count })}</Text><Button size="compact-sm" variant="subtle" onClick={onAll}>{t('chosen.all')}</Button><Button size="compact-sm" variant="subtle" onClick={onNone}>{t('chosen.none')}</Button></Group>
        <Group gap="xs">
          <Button size="xs" variant="default" leftSection={<IconFileExport size={16} aria-hidden />} onClick={onExport}>{t('menu.export')}</Button>
          {edits && (state === 'open'
            ? <Button size="xs" variant="default" leftSection={<IconArchive size={16} aria-hidden />} onClick={onArchive}>{t('menu.archive')}</Button>
            : <Button size="xs" variant="default" leftSection={<IconArchiveOff size={16} aria-hidden />} onClick={onRestore}>{t('menu.restore')}</Button>)}
        </Group>
      </Group>
    </Paper>
  );
}
