/** The whole template: its name and size, the language of its numbers, the aid for the edge, colours and how runners follow each other. */
import { Button, Group, Modal, Radio, SimpleGrid, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { renameTemplate, resizeCanvas, setLocale, setSafe } from '../../../../document/edit/canvas';
import { ChoiceField } from '../fields/ChoiceField';
import { NumberField } from '../fields/NumberField';
import { WordsField } from '../fields/WordsField';
import { edit, useDoc } from '../model';
import { PlayFields } from './PlayFields';
import classes from './right.module.css';
import { ThemeFields } from './ThemeFields';

const StyleDialog = lazy(async () => ({ default: (await import('./StyleDialog')).StyleDialog }));
const LOCALES = ['en', 'en-US', 'de', 'nl', 'fr', 'es', 'it', 'pt', 'da', 'sv', 'nb', 'fi', 'pl', 'cs', 'tr', 'ja', 'ko', 'zh'] as const;

export function TemplatePanel() {
  const { t, i18n } = useTranslation('panels');
  const { name, size, locale, safe } = useDoc((doc) => doc);
  const [dialog, setDialog] = useState<'none' | 'size' | 'style'>('none');
  const languages = new Intl.DisplayNames([i18n.language], { type: 'language' });
  const close = (): void => { setDialog('none'); };
  return (
    <Stack gap="xs" className={classes.panel} role="region" aria-label={t('template.label')}>
      <WordsField label={t('template.name')} maxLength={120} value={name} onCommit={(next) => { if (next !== undefined) edit('edit.rename', (doc) => renameTemplate(doc, next)); }} />
      <Group justify="space-between"><Text size="sm">{t('template.size', { w: size.w, h: size.h })}</Text><Button size="compact-xs" variant="default" onClick={() => { setDialog('size'); }}>{t('template.resize')}</Button></Group>
      <ChoiceField label={t('template.locale')} description={t('template.localeText')} none={t('template.ofScreen')} value={locale} choices={[...new Set([...LOCALES, ...(locale === undefined ? [] : [locale])])].map((value) => ({ value, label: languages.of(value) ?? value }))} onCommit={(next) => { edit('edit.template', (doc) => setLocale(doc, next ?? null)); }} />
      <NumberField label={t('template.safe')} description={t('template.safeText')} unit="%" min={0} max={20} value={safe === undefined ? undefined : safe * 100} usual={0} onCommit={(part) => { edit('edit.template', (doc) => setSafe(doc, part === undefined || part === 0 ? null : part / 100)); }} clearable />
      <Group justify="space-between" mt="xs"><Text size="xs" fw={600}>{t('theme.label')}</Text><Button size="compact-xs" variant="default" onClick={() => { setDialog('style'); }}>{t('style.open')}</Button></Group>
      <ThemeFields />
      <Text size="xs" fw={600} mt="xs">{t('play.label')}</Text>
      <PlayFields />
      <Suspense fallback={null}>
        {dialog === 'style' && <StyleDialog onClose={close} />}
        {dialog === 'size' && <SizeDialog onClose={close} />}
      </Suspense>
    </Stack>
  );
}

function SizeDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('panels');
  const size = useDoc((doc) => doc.size);
  const [w, setW] = useState(size.w);
  const [h, setH] = useState(size.h);
  const [content, setContent] = useState<'stays' | 'scales'>('scales');
  return (
    <Modal opened onClose={onClose} title={t('template.resize')} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <Stack gap="sm">
        <SimpleGrid cols={2}>
          <NumberField label={t('block.w')} unit="px" min={16} max={16_384} value={w} onCommit={(value) => { if (value !== undefined) setW(value); }} />
          <NumberField label={t('block.h')} unit="px" min={16} max={16_384} value={h} onCommit={(value) => { if (value !== undefined) setH(value); }} />
        </SimpleGrid>
        <Radio.Group label={t('template.content')} value={content} onChange={(value) => { setContent(value === 'stays' ? 'stays' : 'scales'); }}>
          <Stack gap={6} mt={4}><Radio size="xs" value="scales" label={t('template.scales')} /><Radio size="xs" value="stays" label={t('template.stays')} /></Stack>
        </Radio.Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{t('shell:cancel')}</Button>
          <Button onClick={() => { edit('edit.size', (doc) => resizeCanvas(doc, w, h, content)); onClose(); }}>{t('template.resize')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
