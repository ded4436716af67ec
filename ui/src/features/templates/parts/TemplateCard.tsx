/** One template of the list: its picture, its size, what screens show of it, and what can be done with it. */
import { ActionIcon, Anchor, Badge, Checkbox, Group, Menu, Paper, Text } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconCopy, IconDeviceTv, IconDots, IconFileExport, IconHistory, IconUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { versionQuery, type TemplateRow } from '../../../api/templates';
import { DocumentPicture } from '../../../components/DocumentPicture';
import { useInSight } from '../../../components/useInSight';
import { useFormat } from '../../../components/time';
import classes from './card.module.css';

interface Props {
  readonly partner: string;
  readonly template: TemplateRow;
  readonly edits: boolean;
  readonly chosen: boolean;
  /** Others are chosen: a click on the picture chooses, too. */
  readonly choosing: boolean;
  readonly onChoose: (yes: boolean) => void;
  readonly onArchive: () => void;
  readonly onRestore: () => void;
  readonly onClone: () => void;
  readonly onExport: () => void;
  readonly onPublish: () => void;
}

export function TemplateCard(props: Props) {
  const { partner, template, chosen, choosing, onChoose } = props;
  const { t } = useTranslation('templates');
  const format = useFormat();
  const [box, setBox] = useState<HTMLElement | null>(null);
  const seen = useInSight(box);
  const drawn = useQuery({ ...versionQuery(template.id, template.version), enabled: seen, throwOnError: false });
  const where = { to: '/p/$partner/templates/$templateId', params: { partner, templateId: template.id } } as const;
  return (
    <Paper withBorder component="li" className={classes.card} data-chosen={chosen} ref={setBox}>
      <Link {...where} className={classes.picture} aria-hidden tabIndex={-1} onClick={(event) => { if (choosing) { event.preventDefault(); onChoose(!chosen); } }}>
        <DocumentPicture document={drawn.data?.document ?? null} width={template.width} height={template.height} />
      </Link>
      <div className={classes.words}>
        <Group justify="space-between" wrap="nowrap" gap="xs" align="flex-start">
          <Checkbox className={classes.choose} checked={chosen} onChange={({ currentTarget: { checked } }) => { onChoose(checked); }} aria-label={t('choose', { name: template.name })} />
          <Anchor fw={650} c="inherit" className={classes.name} renderRoot={(rest) => <Link {...where} {...rest} />}>{template.name}</Anchor>
          <CardMenu {...props} />
        </Group>
        <Text size="sm" c="dimmed">{t('sized', { w: template.width, h: template.height })} · {format.ago(template.updated_at)}{template.updated_by !== null && ` · ${template.updated_by.name}`}</Text>
        <Group gap={6} mt={6}>
          <Published template={template} />
          {template.used_by > 0 && <Badge variant="light" color="green" leftSection={<IconDeviceTv size={12} aria-hidden />}>{t('usedBy', { count: template.used_by })}</Badge>}
        </Group>
      </div>
    </Paper>
  );
}

export function Published({ template: { published, version } }: { readonly template: TemplateRow }) {
  const { t } = useTranslation('templates');
  if (published === null) return <Badge variant="light" color="gray">{t('published.never')}</Badge>;
  if (published === version) return <Badge variant="light">{t('published.now', { number: published })}</Badge>;
  return <Badge variant="light" color="yellow">{t('published.behind', { number: published })}</Badge>;
}

function CardMenu({ partner, template, edits, onArchive, onRestore, onClone, onExport, onPublish }: Props) {
  const { t } = useTranslation('templates');
  const open = template.state === 'open';
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target><ActionIcon variant="subtle" color="gray" aria-label={t('menu.label', { name: template.name })}><IconDots size={18} aria-hidden /></ActionIcon></Menu.Target>
      <Menu.Dropdown>
        {edits && open && template.published !== template.version && <Menu.Item leftSection={<IconUpload size={16} aria-hidden />} onClick={onPublish}>{t('menu.publish')}</Menu.Item>}
        {edits && <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={onClone}>{t('menu.clone')}</Menu.Item>}
        <Menu.Item leftSection={<IconHistory size={16} aria-hidden />} renderRoot={(rest) => <Link to="/p/$partner/templates/$templateId/versions" params={{ partner, templateId: template.id }} {...rest} />}>{t('menu.versions')}</Menu.Item>
        <Menu.Item leftSection={<IconFileExport size={16} aria-hidden />} onClick={onExport}>{t('menu.export')}</Menu.Item>
        {edits && (open
          ? <Menu.Item leftSection={<IconArchive size={16} aria-hidden />} onClick={onArchive}>{t('menu.archive')}</Menu.Item>
          : <Menu.Item leftSection={<IconArchiveOff size={16} aria-hidden />} onClick={onRestore}>{t('menu.restore')}</Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  );
}
