/** Chips that were heard and stand on no roster: the newest first, because somebody has just crossed with it. */
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { UnknownTag } from '../../../api/generated';
import { DataTable, type Column } from '../../../components/DataTable';
import { useFormat } from '../../../components/time';

export function Unknown({ tags, zone }: { readonly tags: readonly UnknownTag[]; readonly zone: string }) {
  const { t } = useTranslation('dashboard');
  const { clock, number } = useFormat(zone);
  if (tags.length === 0) return <Text c="dimmed" size="sm">{t('unknown.none')}</Text>;
  const columns: readonly Column<UnknownTag>[] = [
    { id: 'tag', header: t('unknown.tag'), cell: ({ tag }) => <strong className="numbers">{tag}</strong> },
    { id: 'location', header: t('unknown.location'), cell: ({ location }) => location },
    { id: 'at', header: t('unknown.at'), width: '6rem', numeric: true, cell: ({ newest_read }) => clock(newest_read) },
    { id: 'reads', header: t('unknown.reads'), width: '4.5rem', numeric: true, cell: ({ reads }) => number(reads) },
  ];
  return <DataTable label={t('unknown.title')} columns={columns} rows={tags} rowKey={({ tag }) => tag} rowHeight={32} maxHeight="22rem" />;
}
