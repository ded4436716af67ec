/** Publishing changes what hangs on walls, so it says on which before; and it waits until the hub has every edit. */
import { Alert, Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/client';
import type { DisplaySessionPage, Screens } from '../../../api/generated';
import { publishVersion, templateKey, templateQuery, TEMPLATES } from '../../../api/templates';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { done } from '../../../components/toast';
import { useMay } from '../../../components/useMay';
import { useBuilder } from '../store';

type Asked = { readonly signal: AbortSignal };

/** Who shows it now, of all that this person reaches. */
const showersQuery = (template: number) => ({
  queryKey: ['template-showers', template] as const,
  queryFn: async ({ signal }: Asked): Promise<readonly string[]> => {
    const [sessions, screens] = await Promise.all([
      api.get<DisplaySessionPage>('/api/sessions', { signal, query: { state: 'open', limit: 500 } }),
      api.get<Screens>('/api/screens', { signal, query: { limit: 500 } }),
    ]);
    const here = ({ template: shown }: { readonly template: string | null }): boolean => shown === String(template);
    return [...sessions.items.filter(here), ...screens.screens.filter(here)].map(({ name }) => name);
  },
  staleTime: 10_000, throwOnError: false,
});

export function PublishButton() {
  const { t } = useTranslation('sharing');
  const template = useBuilder((state) => state.template);
  const version = useBuilder((state) => state.version);
  const may = useMay('templates.edit');
  const [open, setOpen] = useState(false);
  // Again whenever there is another version: what is published stands in the same answer.
  const asked = useQuery({ ...templateQuery(template), queryKey: [...templateKey(template), 'for', version], enabled: template > 0, throwOnError: false, staleTime: 60_000 });
  if (!may) return null;
  const published = asked.data?.published ?? null;
  return (
    <>
      <Button size="compact-sm" leftSection={<IconUpload size={14} aria-hidden />} disabled={published === version} onClick={() => { setOpen(true); }}>{t(published === version ? 'publish.isNewest' : 'publish.open')}</Button>
      {open && <PublishDialog template={template} published={published} usedBy={asked.data?.used_by ?? 0} since={asked.data?.published_at ?? null} onClose={() => { setOpen(false); }} />}
    </>
  );
}

interface Props {
  readonly template: number;
  readonly published: number | null;
  readonly usedBy: number;
  readonly since: string | null;
  readonly onClose: () => void;
}

const FEW = 8;

function PublishDialog({ template, published, usedBy, since, onClose }: Props) {
  const { t } = useTranslation('sharing');
  const format = useFormat();
  const queries = useQueryClient();
  const { name } = useBuilder((state) => state.doc);
  const version = useBuilder((state) => state.version);
  const saved = useBuilder((state) => state.saveState);
  const conflicts = useBuilder((state) => state.conflicts.length);
  const showers = useQuery(showersQuery(template));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const names = showers.data ?? [];
  const publish = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await publishVersion(template, version);
      done(t('publish.done', { name, number: version }));
      onClose();
    } catch (failure) {
      setError(failure instanceof Error ? failure : new Error(String(failure)));
    } finally {
      setBusy(false);
      await Promise.all([TEMPLATES, templateKey(template)].map((queryKey) => queries.invalidateQueries({ queryKey })));
    }
  };
  return (
    <Modal opened onClose={onClose} centered title={t('publish.title', { number: version, name })} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <Stack gap="sm">
        <Text size="sm">{published === null || since === null ? t('publish.first') : t('publish.before', { number: published, ago: format.ago(since) })}</Text>
        <Text size="sm">{t('publish.shown', { count: usedBy })}</Text>
        {names.length > 0 && <List size="sm" aria-label={t('publish.showers')}>{names.slice(0, FEW).map((each, index) => <List.Item key={`${each} ${index}`}>{each}</List.Item>)}{names.length > FEW && <List.Item>{t('publish.more', { count: names.length - FEW })}</List.Item>}</List>}
        {saved !== 'saved' && <Alert color="orange" variant="light">{t('publish.notSaved')}</Alert>}
        {conflicts > 0 && <Alert color="orange" variant="light">{t('publish.conflicts', { count: conflicts })}</Alert>}
        <ProblemAlert error={error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{t('shell:cancel')}</Button>
          <Button data-autofocus loading={busy} disabled={saved !== 'saved'} onClick={() => { void publish(); }}>{t('publish.verb')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
