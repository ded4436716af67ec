/** Rows of an import with what they come to, old → new for each field. */
import { Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FieldDiff, MissingPerson, RosterImport, RosterImportRow } from '../../../api/generated';
import { Busy } from '../../../components/Busy';
import { DataTable, type Column } from '../../../components/DataTable';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { missingQuery, rowsQuery, type RowFilter } from '../requests';
import type { Place } from '../useRoster';
import { fieldName, written, type Value, type Words } from '../words';
import classes from './Rows.module.css';

interface Props { readonly found: RosterImport; readonly place: Place }

const HEIGHT = 'max(20rem, calc(100dvh - 29rem))';

export function Rows({ found, place, outcome }: Props & { readonly outcome: RowFilter }) {
  const { t } = useTranslation('roster');
  const pages = useInfiniteQuery(rowsQuery(place.eventId, found.id, outcome));
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  if (pages.isPending) return <Busy />;
  const columns: readonly Column<RosterImportRow>[] = [
    { id: 'line', header: t('import.line'), width: '5rem', numeric: true, cell: ({ line }) => line },
    { id: 'bib', header: t('field.bib'), width: '6rem', numeric: true, cell: ({ bib }) => <Text component="span" fw={600} fz="inherit">{bib}</Text> },
    { id: 'name', header: t('column.name'), width: '13rem', cell: (row) => (row.name === '' && row.outcome !== 'rejected' ? t('hiddenName') : row.name) },
    { id: 'what', header: t(outcome === 'rejected' ? 'import.why' : 'import.what'), cell: (row) => <What row={row} outcome={outcome} /> },
  ];
  return (
    <>
      <ProblemAlert error={pages.error} />
      <DataTable label={t('import.rowsLabel')} columns={columns} rows={rows} rowKey={({ line }) => line} minWidth={760} maxHeight={HEIGHT} onEnd={() => { if (pages.hasNextPage && !pages.isFetching) void pages.fetchNextPage(); }} />
    </>
  );
}

function What({ row, outcome }: { readonly row: RosterImportRow; readonly outcome: RowFilter }) {
  const { t } = useTranslation('roster');
  if (row.outcome === 'rejected') {
    return <span title={row.cells?.join(' · ')}><Text component="span" c="red" fz="inherit">{row.reasons.join(' ')}</Text>{row.cells !== null && <Text component="span" c="dimmed" fz="inherit"> {row.cells.filter((cell) => cell !== '').join(' · ')}</Text>}</span>;
  }
  if (row.hidden) return <Text component="span" c="dimmed" fz="inherit">{t('import.hiddenRow')}</Text>;
  const told = outcome === 'kept'
    ? row.kept.map(({ field, here, file }) => ({ field, text: t('import.stays', { here: written(here as Value, t), file: written(file as Value, t) }) })) // the same values, as the generator writes them
    : row.changes.filter((one) => row.outcome !== 'new' || !isSaid(one)).map(({ field, old, new: now }) => ({ field, text: textOf(row, old as Value, now as Value, t) }));
  return (
    <Group gap={12} wrap="nowrap" className={classes.fields} title={told.map(({ field, text }) => `${fieldName(field, t)}: ${text}`).join('\n')}>
      {row.reasons.map((reason) => <Text key={reason} component="span" c="orange" fz="inherit">{reason}</Text>)}
      {told.map(({ field, text }) => <span key={field}><span className={classes.field}>{fieldName(field, t)}</span> {text}</span>)}
    </Group>
  );
}

const IN_OWN_COLUMNS = new Set(['bib', 'first_name', 'last_name']);

/** Of somebody new, what the other columns say already, and that the name is shown as usual. */
function isSaid({ field, new: now }: FieldDiff): boolean {
  return IN_OWN_COLUMNS.has(field) || (field === 'privacy' && now === 'public');
}

function textOf(row: RosterImportRow, old: Value, now: Value, t: Words): string {
  return row.outcome === 'new' ? written(now, t) : t('oldToNew', { old: written(old, t), new: written(now, t) });
}

export function MissingRows({ found, place }: Props) {
  const { t } = useTranslation('roster');
  const pages = useInfiniteQuery(missingQuery(place.eventId, found.id));
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  if (pages.isPending) return <Busy />;
  const columns: readonly Column<MissingPerson>[] = [
    { id: 'bib', header: t('field.bib'), width: '6rem', numeric: true, cell: ({ bib }) => bib },
    { id: 'name', header: t('column.name'), cell: ({ name }) => (name === '' ? t('hiddenName') : name) },
  ];
  return (
    <>
      <ProblemAlert error={pages.error} />
      <DataTable label={t('import.tab.missing')} columns={columns} rows={rows} rowKey={({ participant_id: id }) => id} maxHeight={HEIGHT} onEnd={() => { if (pages.hasNextPage && !pages.isFetching) void pages.fetchNextPage(); }} />
    </>
  );
}
