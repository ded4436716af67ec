/** What changed between two versions, in words; asked of the documents themselves, so that it is true of every pair. */
import { Collapse, List, Text, UnstyledButton } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Drawn } from '../../../api/templates';
import type { TemplateDocument } from '../../../document/schema';
import { differences } from '../differences';

interface Props {
  /** Null: there is none before. */
  readonly before: number | null;
  /** Null: still being asked for. */
  readonly was: Drawn | null;
  readonly now: Drawn | null;
}

const FEW = 6;

export function Differences({ before, was, now }: Props) {
  const { t } = useTranslation('templates');
  const { t: names } = useTranslation('panels');
  const [open, setOpen] = useState(false);
  const id = useId();
  if (before === null) return <Text size="sm">{t('versions.first')}</Text>;
  if (was === null || now === null) return <Text size="sm" c="dimmed">{t('versions.loading')}</Text>;
  const lines = differences(t, names, was as TemplateDocument, now as TemplateDocument); // the hub keeps no others
  if (lines.length === 0) return <Text size="sm" c="dimmed">{t('versions.noDifferences')}</Text>;
  const [few, rest] = [lines.slice(0, FEW), lines.slice(FEW)];
  return (
    <div aria-label={t('versions.differences', { number: before })} role="group">
      <List size="sm">{few.map((line, index) => <List.Item key={`${line} ${index}`}>{line}</List.Item>)}</List>
      {rest.length > 0 && (
        <>
          <Collapse expanded={open} id={id}><List size="sm">{rest.map((line, index) => <List.Item key={`${line} ${index}`}>{line}</List.Item>)}</List></Collapse>
          <UnstyledButton fz="sm" c="blue" aria-expanded={open} aria-controls={id} onClick={() => { setOpen(!open); }}>{t(open ? 'versions.fewer' : 'versions.all', { count: rest.length })}</UnstyledButton>
        </>
      )}
    </div>
  );
}
