/** The page that is open: for whom it is, what is behind everything, when it is shown and how it comes. */
import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ROLES } from '../../../../document/page-order';
import type { Page } from '../../../../document/schema';
import { useBuilder } from '../../store';
import { ChoiceField } from '../fields/ChoiceField';
import { NumberField } from '../fields/NumberField';
import { WordsField } from '../fields/WordsField';
import { edit, patched, useDoc, withPage } from '../model';
import { AnimationFields } from '../parts/AnimationFields';
import { ConditionEditor } from '../parts/ConditionEditor';
import { FillFields } from '../parts/FillFields';
import { choices } from '../words';
import classes from './right.module.css';

export function PagePanel() {
  const { t } = useTranslation('panels');
  const id = useBuilder((state) => state.page);
  const page = useDoc((doc) => doc.pages[id]);
  if (page === undefined) return null;
  const put = (label: string, change: { readonly [K in keyof Page]?: Page[K] | undefined }): void => { edit(label, (doc) => withPage(doc, id, (now) => patched(now, change))); };
  return (
    <Stack gap="xs" className={classes.panel} role="region" aria-label={t('page.label')}>
      <WordsField label={t('page.name')} placeholder={t(`role.${page.role}`)} maxLength={120} value={page.name} onCommit={(name) => { put('edit.rename', { name }); }} />
      <ChoiceField label={t('page.role')} description={t(`roleText.${page.role}`)} value={page.role} choices={choices(t, 'role', ROLES)} onCommit={(role) => { if (role !== undefined) put('edit.page', { role }); }} />
      {page.role === 'rest' && <NumberField label={t('page.seconds')} unit="s" min={1} max={3600} value={page.seconds} onCommit={(seconds) => { put('edit.page', { seconds }); }} clearable />}
      <Text size="xs" fw={600} mt="xs">{t('page.bg')}</Text>
      <FillFields fill={page.bg} onCommit={(bg) => { put('edit.background', { bg }); }} />
      <Text size="xs" fw={600} mt="xs">{t('section.when')}</Text>
      <ConditionEditor label={t('section.when')} value={page.when} onCommit={(when) => { put('edit.when', { when }); }} />
      <Text size="xs" fw={600} mt="xs">{t('section.motion')}</Text>
      <AnimationFields kind="in" label={t('page.enter')} value={page.enter} onCommit={(enter) => { put('edit.motion', { enter }); }} />
      <AnimationFields kind="out" label={t('page.exit')} value={page.exit} onCommit={(exit) => { put('edit.motion', { exit }); }} />
    </Stack>
  );
}
