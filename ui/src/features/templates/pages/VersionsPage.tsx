/** The history of a template: what it looked like, what changed in words, and which of it screens show. */
import { Alert, Anchor, Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconEdit } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../api/client';
import { templateQuery, versionQuery, versionsQuery, type Template, type Version } from '../../../api/templates';
import { partnerRoute } from '../../../app/parents';
import { Busy } from '../../../components/Busy';
import { DocumentPicture } from '../../../components/DocumentPicture';
import { PageHeader } from '../../../components/PageHeader';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { useInSight } from '../../../components/useInSight';
import { Differences } from '../parts/Differences';
import { PublishDialog } from '../parts/PublishDialog';
import { VersionLabel } from '../parts/VersionLabel';
import { useTemplateActions } from '../useTemplates';
import classes from './versions.module.css';

export function VersionsPage() {
  const { membership: { slug: partner, permissions } } = partnerRoute.useRouteContext();
  const { templateId } = useParams({ strict: false });
  return <Versions key={templateId} partner={partner} id={Number(templateId ?? 0)} edits={permissions.includes('templates.edit')} />;
}

interface Props {
  readonly partner: string;
  readonly id: number;
  readonly edits: boolean;
}

export function Versions({ partner, id, edits }: Props) {
  const { t } = useTranslation('templates');
  const template = useQuery({ ...templateQuery(id), throwOnError: false });
  const up = <Anchor size="sm" renderRoot={(rest) => <Link to="/p/$partner/templates" params={{ partner }} {...rest} />}>{t('title')}</Anchor>;
  if (template.data !== undefined) return <History partner={partner} template={template.data} edits={edits} />;
  if (template.error === null) return <Busy />;
  if (template.error instanceof ApiProblem && template.error.status === 404) return <PageHeader above={up} title={t('versions.noSuch')} description={t('versions.noSuchText')} />;
  return <ProblemAlert error={template.error} retry={() => { void template.refetch(); }} />;
}

function History({ partner, template, edits }: { readonly partner: string; readonly template: Template; readonly edits: boolean }) {
  const { t } = useTranslation('templates');
  const format = useFormat();
  const versions = useInfiniteQuery({ ...versionsQuery(template.id), throwOnError: false });
  const rows = versions.data?.pages.flatMap((page) => page.versions) ?? [];
  const live = template.published === null || template.published_at === null ? t('versions.whoNobody') : t('versions.who', { number: template.published, ago: format.ago(template.published_at) });
  return (
    <>
      <PageHeader
        title={t('versions.title', { name: template.name })} description={t('versions.text')}
        above={<Anchor size="sm" renderRoot={(rest) => <Link to="/p/$partner/templates" params={{ partner }} {...rest} />}>{t('title')}</Anchor>}
        actions={<Button variant="default" leftSection={<IconEdit size={16} aria-hidden />} renderRoot={(rest) => <Link to="/p/$partner/templates/$templateId" params={{ partner, templateId: template.id }} {...rest} />}>{t('versions.toBuilder')}</Button>}
      />
      <Alert variant="light" mb="md">{live} {template.published !== null && t('versions.usedNow', { count: template.used_by })}</Alert>
      <ProblemAlert error={versions.error} retry={() => { void versions.refetch(); }} />
      {versions.isPending && <Busy />}
      <ol className={classes.versions} aria-label={t('versions.list')}>
        {rows.map((version, index) => <OneVersion key={version.number} template={template} version={version} before={rows[index + 1]?.number ?? null} edits={edits && template.state === 'open'} />)}
      </ol>
      {versions.hasNextPage && <Group justify="center" mt="md"><Button variant="default" loading={versions.isFetchingNextPage} onClick={() => { void versions.fetchNextPage(); }}>{t('more')}</Button></Group>}
    </>
  );
}

interface RowProps {
  readonly template: Template;
  readonly version: Version;
  /** The version to compare with: the one before that still is there. */
  readonly before: number | null;
  readonly edits: boolean;
}

function OneVersion({ template, version, before, edits }: RowProps) {
  const { t } = useTranslation('templates');
  const actions = useTemplateActions();
  const [box, setBox] = useState<HTMLElement | null>(null);
  const [publishing, setPublishing] = useState(false);
  const seen = useInSight(box);
  const { number, label } = version;
  const drawn = useQuery({ ...versionQuery(template.id, number), enabled: seen, throwOnError: false });
  const older = useQuery({ ...versionQuery(template.id, before ?? 0), enabled: seen && before !== null, throwOnError: false });
  const name = label ?? t('versions.one', { number });
  return (
    <li ref={setBox} className={classes.version}>
      <div className={classes.picture}><DocumentPicture document={drawn.data?.document ?? null} width={template.width} height={template.height} /></div>
      <Stack gap={6} miw={0}>
        <Words template={template} version={version} name={name} />
        <Differences before={before} was={older.data?.document ?? null} now={drawn.data?.document ?? null} />
        {edits && (
          <Group gap="xs">
            <VersionLabel template={template.id} version={version} />
            {number !== template.version && <Button size="xs" variant="default" aria-label={`${t('versions.bringBack')}: ${name}`} onClick={() => { void actions.bringBack(template, number); }}>{t('versions.bringBack')}</Button>}
            {number !== template.published && <Button size="xs" aria-label={`${t('versions.publish')}: ${name}`} onClick={() => { setPublishing(true); }}>{t('versions.publish')}</Button>}
          </Group>
        )}
      </Stack>
      {publishing && <PublishDialog template={template} version={number} onClose={() => { setPublishing(false); }} />}
    </li>
  );
}

function Words({ template, version, name }: Pick<RowProps, 'template' | 'version'> & { readonly name: string }) {
  const { t } = useTranslation('templates');
  const format = useFormat();
  const { number, origin, restored, changes, made_at, made_by, label } = version;
  return (
    <>
      <Group gap="xs">
        <Title order={2} size="h4">{name}</Title>
        {label !== null && <Text size="sm" c="dimmed">{t('versions.one', { number })}</Text>}
        {number === template.version && <Badge variant="light" color="gray">{t('versions.newest')}</Badge>}
        {number === template.published && <Badge variant="light" color="green">{t('versions.live')}</Badge>}
      </Group>
      <Text size="sm" c="dimmed">
        {t(`versions.origin.${origin}`, { number: restored ?? '' })} · {made_by?.name ?? t('versions.nobody')} · <time dateTime={made_at} title={format.exact(made_at)}>{format.ago(made_at)}</time>{changes > 0 && ` · ${t('versions.changes', { count: changes })}`}
      </Text>
    </>
  );
}
