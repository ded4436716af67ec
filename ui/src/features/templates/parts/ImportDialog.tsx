/** Bundles (.zip) of this hub or another become templates, and so do files of the original; one after the other, and what became of each is listed. */
import { Alert, Anchor, Button, FileButton, Group, List, Modal, Progress, Stack, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconCheck, IconFileZip, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../api/client';
import { importTemplates, type Imported } from '../../../api/templates';
import { Busy } from '../../../components/Busy';
import { sentence } from '../../../components/ProblemAlert';
import { looksLegacy, readLegacy, type LegacyFile } from '../../../document/legacy/file';
import { useTemplateActions } from '../useTemplates';

const LegacyReview = lazy(async () => ({ default: (await import('../legacy/LegacyReview')).LegacyReview }));

interface Props {
  readonly partner: string;
  readonly onClose: () => void;
}

/** Of the original: it is looked at before anything is made of it. */
interface Old { readonly file: string; readonly legacy: LegacyFile }

interface Work {
  readonly files: number;
  readonly done: number;
  readonly results: readonly (Imported | Old)[];
}

const MOST_BYTES = 100 * 1024 * 1024;

export function ImportDialog({ partner, onClose }: Props) {
  const { t } = useTranslation('templates');
  const { refresh } = useTemplateActions();
  const [work, setWork] = useState<Work | null>(null);
  const busy = work !== null && work.done < work.files;

  const one = async (file: File): Promise<readonly (Imported | Old)[]> => {
    if (looksLegacy(file.name)) return [await old(file)];
    if (file.size > MOST_BYTES) return [{ file: file.name, outcome: 'refused', sentence: t('import.tooLarge') }];
    try {
      return await importTemplates([file]);
    } catch (error) {
      return [{ file: file.name, outcome: 'refused', sentence: sentence(error, t('shell:fault.text')), fields: error instanceof ApiProblem ? error.fields : [] }];
    }
  };
  const old = async (file: File): Promise<Imported | Old> => {
    const legacy = file.size > MOST_BYTES ? 'tooLarge' : readLegacy(file.name, await file.text());
    return typeof legacy === 'string' ? { file: file.name, outcome: 'refused', sentence: t(`legacy.refused.${legacy}`) } : { file: file.name, legacy };
  };
  const take = async (files: readonly File[]): Promise<void> => {
    if (files.length === 0) return;
    let now: Work = { files: files.length, done: 0, results: [] };
    setWork(now);
    for (const file of files) {
      const results = await one(file); // one after the other: each is up to 100 MiB
      now = { ...now, done: now.done + 1, results: [...now.results, ...results] };
      setWork(now);
    }
    await refresh([]);
  };
  return (
    <Modal opened onClose={onClose} size="lg" title={t('import.title')} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <Stack gap="md">
        <Text size="sm">{t('import.text')}</Text>
        <Dropzone onDrop={(files) => { void take(files); }} multiple disabled={busy} activateOnClick={false} activateOnKeyboard={false} enablePointerEvents tabIndex={-1} inputProps={{ 'aria-label': t('import.files') }}>
          <Stack align="center" gap="xs" py="md">
            <IconFileZip size={36} aria-hidden />
            <Text size="sm" c="dimmed">{t('import.drop')}</Text>
            <FileButton onChange={(files) => { void take(files); }} accept=".zip,application/zip,.json,.html,.htm" multiple>
              {(props) => <Button variant="default" data-autofocus disabled={busy} {...props}>{t('import.choose')}</Button>}
            </FileButton>
          </Stack>
        </Dropzone>
        {busy && <Progress value={100 * work.done / work.files} aria-label={t('import.under', { done: work.done, files: work.files })} />}
        {work !== null && (
          <div role="status">
            {busy && <Text size="sm">{t('import.under', { done: work.done, files: work.files })}</Text>}
            <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
              {work.results.map((result, index) => <li key={`${result.file} ${index}`}>{'legacy' in result ? <Suspense fallback={<Busy />}><LegacyReview partner={partner} file={result.legacy} /></Suspense> : <Result partner={partner} result={result} />}</li>)}
            </Stack>
          </div>
        )}
        <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('shell:close')}</Button></Group>
      </Stack>
    </Modal>
  );
}

function Result({ partner, result: { file, outcome, template, sentence: told, fields } }: { readonly partner: string; readonly result: Imported }) {
  const { t } = useTranslation('templates');
  if (outcome === 'made' && template !== null && template !== undefined) {
    return (
      <Alert color="green" variant="light" icon={<IconCheck aria-hidden />} title={file}>
        {t('import.made')} <Anchor renderRoot={(rest) => <Link to="/p/$partner/templates/$templateId" params={{ partner, templateId: template.id }} {...rest} />}>{template.name}</Anchor>
      </Alert>
    );
  }
  return (
    <Alert color="red" variant="light" icon={<IconX aria-hidden />} title={file}>
      {told ?? t('import.refused')}
      {(fields?.length ?? 0) > 0 && <List size="sm">{fields?.map(({ field, message }) => <List.Item key={field + message}>{field}: {message}</List.Item>)}</List>}
    </Alert>
  );
}
