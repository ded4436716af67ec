/** A template of the original before it becomes one of ours: how it will look, what was guessed, and which pictures it asks for. */
import { Alert, Anchor, Button, FileButton, Group, List, Paper, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ASSETS, bringAsset } from '../../../api/assets';
import { makeTemplate, TEMPLATES } from '../../../api/templates';
import { Busy } from '../../../components/Busy';
import { DocumentPicture } from '../../../components/DocumentPicture';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { entryOf } from '../../../document/asset-entry';
import { withPicture, type Converted, type MissingPicture } from '../../../document/legacy';
import type { LegacyFile } from '../../../document/legacy/file';
import { lookAt } from './look-at';
import { chosenFor, type Chosen } from './pictures';

interface Props {
  readonly partner: string;
  readonly file: LegacyFile;
}

let looked = 0;

export function LegacyReview({ partner, file }: Props) {
  const { t } = useTranslation('templates');
  const [number] = useState(() => { looked += 1; return looked; });
  const found = useQuery({ queryKey: ['legacy', number], queryFn: () => lookAt(file), staleTime: Infinity, gcTime: 0, retry: false, throwOnError: false });
  return (
    <Paper withBorder p="sm" component="section" aria-label={t('legacy.label', { name: file.name })}>
      <ProblemAlert error={found.error} />
      {found.isPending && <Busy />}
      {found.data !== undefined && <Review partner={partner} converted={found.data} />}
    </Paper>
  );
}

function Review({ partner, converted }: { readonly partner: string; readonly converted: Converted }) {
  const { t } = useTranslation('templates');
  const queries = useQueryClient();
  const { doc, guesses, pictures } = converted;
  const [files, setFiles] = useState<Chosen>(() => chosenFor(pictures, []));
  const make = useMutation({
    mutationFn: async () => {
      let next = doc;
      for (const [missing, file] of files) next = withPicture(next, missing, entryOf(await bringAsset(file))); // one after the other: each may be large
      return makeTemplate({ document: next, name: doc.name });
    },
    onSuccess: () => Promise.all([TEMPLATES, ASSETS].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
  if (make.data !== undefined) {
    return (
      <Alert color="green" variant="light" icon={<IconCheck aria-hidden />} title={doc.name}>
        {t('import.made')} <Anchor renderRoot={(rest) => <Link to="/p/$partner/templates/$templateId" params={{ partner, templateId: make.data.id }} {...rest} />}>{make.data.name}</Anchor>
      </Alert>
    );
  }
  const choose = (chosen: readonly File[]): void => { setFiles((before) => new Map([...before, ...chosenFor(pictures, chosen)])); };
  return (
    <Stack gap="sm">
      <Text fw={600}>{t('legacy.label', { name: doc.name })}</Text>
      <Group gap="sm" align="flex-start">
        {Object.entries(doc.pages).map(([id, { role }]) => (
          <figure key={id} style={{ margin: 0 }}>
            <div style={{ width: 220, height: 160 }}><DocumentPicture document={doc} width={doc.size.w} height={doc.size.h} page={id} /></div>
            <Text component="figcaption" size="xs" c="dimmed">{t(`role.${role}`)}</Text>
          </figure>
        ))}
      </Group>
      {guesses.length > 0 && (
        <Alert color="yellow" variant="light" icon={<IconAlertTriangle aria-hidden />} title={t('legacy.guesses')}>
          <List size="sm">{guesses.map(({ key, values }) => <List.Item key={key + JSON.stringify(values)}>{t(`legacy.guess.${key}`, { ...values })}</List.Item>)}</List>
        </Alert>
      )}
      {pictures.length > 0 && <Pictures pictures={pictures} files={files} onChoose={choose} />}
      <ProblemAlert error={make.error} />
      <Group justify="flex-end"><Button loading={make.isPending} onClick={() => { make.mutate(); }}>{t('form.make')}</Button></Group>
    </Stack>
  );
}

function Pictures({ pictures, files, onChoose }: { readonly pictures: readonly MissingPicture[]; readonly files: Chosen; readonly onChoose: (files: readonly File[]) => void }) {
  const { t } = useTranslation('templates');
  return (
    <div>
      <Text size="sm" fw={600}>{t('legacy.pictures', { count: pictures.length })}</Text>
      <Text size="sm" c="dimmed">{t('legacy.picturesText')}</Text>
      <List size="sm" my={6}>{pictures.map((each) => <List.Item key={each.address}>{each.name}: {t(files.has(each) ? 'legacy.chosen' : 'legacy.missing')}</List.Item>)}</List>
      <FileButton multiple accept="image/*" onChange={onChoose}>{(props) => <Button size="xs" variant="default" {...props}>{t('legacy.choose')}</Button>}</FileButton>
    </div>
  );
}
