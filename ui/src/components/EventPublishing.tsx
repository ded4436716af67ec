/** Whether everybody may see the results of an event: its address, QR code and the lines that show it in another website. */
import { Alert, Button, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ApiProblem } from '../api/client';
import type { Publishing } from '../api/generated';
import { Busy } from './Busy';
import { CopyField } from './CopyField';
import { ProblemAlert } from './ProblemAlert';
import { publishingKey } from './publishing';
import { QrAddress } from './QrAddress';
import { useFormat } from './time';
import { done, undoable } from './toast';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const path = (eventId: number) => `/api/events/${eventId}/publishing`;

interface Props {
  readonly partner: string;
  readonly eventId: number;
  readonly mayEdit: boolean;
}

export function EventPublishing({ partner, eventId, mayEdit }: Props) {
  const { t } = useTranslation('publishing');
  const found = useQuery({
    queryKey: publishingKey(partner, eventId),
    queryFn: ({ signal }) => api.get<Publishing>(path(eventId), { signal }),
    throwOnError: false,
  });
  if (found.data === undefined) return found.error === null ? <Busy /> : <ProblemAlert error={found.error} retry={() => { void found.refetch(); }} />;
  const { slug } = found.data;
  return (
    <Paper withBorder p="md">
      <Stack gap="md">
        <Text>{t('text')}</Text>
        {slug === null && !mayEdit && <Text c="dimmed">{t('not')}</Text>}
        {slug === null && mayEdit && <Address partner={partner} eventId={eventId} first={found.data.suggestion} label={t('publish')} said={t('published')} />}
        {slug !== null && <Published partner={partner} eventId={eventId} mayEdit={mayEdit} told={found.data} />}
      </Stack>
    </Paper>
  );
}

/** The answer is what everybody sees from now on. What is told about it is told here: who asked may be gone from the page by then. */
function usePublishing(partner: string, eventId: number, published: () => void) {
  const { t } = useTranslation('publishing');
  const queries = useQueryClient();
  const key = publishingKey(partner, eventId);
  const put = (told: Publishing): Promise<void> => {
    queries.setQueryData(key, told);
    published();
    return queries.invalidateQueries({ queryKey: key });
  };
  const publish = useMutation({ mutationFn: (slug: string) => api.put<Publishing>(path(eventId), { slug }), onSuccess: put });
  const unpublish = useMutation<unknown, Error, string>({
    mutationFn: () => api.delete(path(eventId)),
    onSuccess: (_, slug) => {
      undoable(t('unpublished'), () => publish.mutateAsync(slug));
      return queries.invalidateQueries({ queryKey: key });
    },
  });
  return { publish, unpublish };
}

function Address({ partner, eventId, first, label, said, onDone }: { readonly partner: string; readonly eventId: number; readonly first: string; readonly label: string; readonly said: string; readonly onDone?: () => void }) {
  const { t } = useTranslation('publishing');
  const [slug, setSlug] = useState(first);
  const { publish } = usePublishing(partner, eventId, () => {
    done(said);
    onDone?.();
  });
  const wrong = !SLUG.test(slug) || slug.length < 3 || slug.length > 80;
  const taken = publish.error instanceof ApiProblem && publish.error.code === 'slug_taken';
  const give = (): void => {
    if (wrong) return;
    publish.mutate(slug);
  };
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); give(); }}>
      <Stack gap="sm">
        <TextInput
          label={t('slug')} description={t('slugHint', { origin: location.origin })} value={slug} maxLength={80} className="numbers"
          error={wrong && slug !== first ? t('form') : taken ? t('taken') : null}
          onChange={(event) => { setSlug(event.currentTarget.value.toLowerCase().replace(/\s+/g, '-')); publish.reset(); }}
        />
        {publish.error !== null && !taken && <ProblemAlert error={publish.error} />}
        <Group>
          <Button type="submit" loading={publish.isPending} disabled={wrong}>{label}</Button>
          {onDone !== undefined && <Button variant="default" onClick={onDone}>{t('keep')}</Button>}
        </Group>
      </Stack>
    </form>
  );
}

function Published({ partner, eventId, mayEdit, told }: Props & { readonly told: Publishing }) {
  const { t } = useTranslation('publishing');
  const format = useFormat();
  const [changing, setChanging] = useState(false);
  const { unpublish } = usePublishing(partner, eventId, () => { done(t('published')); });
  const { url, qr, embed, slug, published_at: since } = told;
  if (url === null || qr === null || embed === null || slug === null) return null;
  return (
    <>
      <QrAddress url={url} qr={qr} alt={t('qr', { url })} open={t('open')} save={{ text: t('qrFile'), file: `${slug}.svg` }}>
        <CopyField label={t('link')} value={url} {...(since === null ? {} : { description: t('since', { when: format.dateTime(since) }) })} />
        <CopyField label={t('embed')} value={embed} description={t('embedHint')} />
      </QrAddress>
      {unpublish.error !== null && <ProblemAlert error={unpublish.error} />}
      {mayEdit && !changing && (
        <Group>
          <Button variant="default" onClick={() => { setChanging(true); }}>{t('change')}</Button>
          <Button variant="default" color="red" loading={unpublish.isPending} onClick={() => { unpublish.mutate(slug); }}>{t('unpublish')}</Button>
        </Group>
      )}
      {mayEdit && changing && (
        <Stack gap="sm">
          <Alert variant="light" color="yellow">{t('changing')}</Alert>
          <Address partner={partner} eventId={eventId} first={slug} label={t('save')} said={t('changed')} onDone={() => { setChanging(false); }} />
        </Stack>
      )}
    </>
  );
}
