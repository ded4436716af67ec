/** Results in the order of places; one is chosen (arrow keys or a click), Enter or a click on the name opens it. */
import { Badge, Group, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconFlag } from '@tabler/icons-react';
import { useEffect, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../../api/generated';
import { DataTable, type Column } from '../../../components/DataTable';
import { timeText } from '../words';

interface Props {
  readonly rows: readonly Result[];
  readonly total: number | null;
  readonly decimals: number;
  readonly chosen: number | null;
  readonly onChoose: (id: number) => void;
  readonly onOpen: (result: Result) => void;
  readonly onEnd: () => void;
}

const HEAD_ROW = 2;
const STATUS_COLOURS = { not_started: 'gray', started: 'blue', on_course: 'blue', finished: 'green', dnf: 'orange', dns: 'gray', dq: 'red' } as const;

export function StatusBadge({ status }: { readonly status: Result['status'] }) {
  const { t } = useTranslation('results');
  return <Badge color={STATUS_COLOURS[status]} size="sm">{t(`status.${status}`)}</Badge>;
}

export function ResultsTable({ rows, total, decimals, chosen, onChoose, onOpen, onEnd }: Props) {
  const { t, i18n } = useTranslation('results');
  const wide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false });
  const at = rows.findIndex(({ participant_id: id }) => id === chosen);
  const move = (by: number) => {
    const next = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
    if (next !== undefined) onChoose(next.participant_id);
  };
  useArrows(move, () => { const one = rows[at]; if (one !== undefined) onOpen(one); });
  useEffect(() => {
    document.querySelector(`tr[aria-rowindex="${at + HEAD_ROW}"]`)?.scrollIntoView({ block: 'nearest' });
    // Only when somebody else is chosen: whoever is moved by others does not take the page along.
  }, [chosen]);
  const time = (ms: number | null) => timeText(ms, decimals, i18n.language);
  const place = (scope: 'sex' | 'division') => (one: Result) => <Placed of={one[scope]} place={one.places[scope]} />;
  const name = (one: Result) => (
    <Group gap={6} wrap="nowrap">
      <UnstyledButton onClick={() => { onOpen(one); }} tabIndex={one.participant_id === chosen ? 0 : -1} fz="inherit" style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
        {one.name === '' ? <Text component="span" fz="inherit" fs="italic">{t('hiddenName')}</Text> : one.name}
        {!wide && <Text component="span" display="block" size="xs" c="dimmed" truncate>{[one.division, one.last_point].filter((part) => part !== null && part !== '').join(' · ')}</Text>}
      </UnstyledButton>
      {one.flags.length > 0 && <Doubts result={one} />}
    </Group>
  );
  const state = (one: Result) => (one.status === 'finished' ? one.places.overall : <StatusBadge status={one.status} />);
  const columns: readonly Column<Result>[] = wide ? [
    { id: 'place', header: t('column.place'), width: '7.5rem', numeric: true, cell: state },
    { id: 'bib', header: t('column.bib'), width: '5rem', numeric: true, cell: (one) => <Text component="span" fw={600} fz="inherit">{one.bib}</Text> },
    { id: 'name', header: t('column.name'), cell: name },
    { id: 'gun', header: t('column.gun'), width: '7rem', numeric: true, cell: (one) => time(one.gun_ms) },
    { id: 'chip', header: t('column.chip'), width: '7rem', numeric: true, cell: (one) => time(one.chip_ms) },
    { id: 'sex', header: t('column.sex'), width: '5.5rem', cell: place('sex') },
    { id: 'division', header: t('column.division'), width: '10rem', cell: place('division') },
    { id: 'last', header: t('column.last'), width: '8rem', cell: (one) => one.last_point },
  ] : [
    { id: 'place', header: t('column.place'), width: '4.9rem', numeric: true, cell: state },
    { id: 'bib', header: t('column.bib'), width: '3.6rem', numeric: true, cell: (one) => <Text component="span" fw={600} fz="inherit">{one.bib}</Text> },
    { id: 'name', header: t('column.name'), cell: name },
    { id: 'gun', header: t('column.gun'), width: '5rem', numeric: true, cell: (one) => time(one.gun_ms ?? one.chip_ms) },
  ];
  const choose = (event: MouseEvent) => {
    const row = (event.target as Element).closest('tr[aria-rowindex]'); // a click is always on an element
    const one = rows[Number(row?.getAttribute('aria-rowindex') ?? 0) - HEAD_ROW];
    if (one !== undefined) onChoose(one.participant_id);
  };
  return (
    <div onClick={choose} role="presentation">
      <DataTable
        label={t('title')} columns={columns} rows={rows} rowKey={({ participant_id: id }) => id} {...(total === null ? {} : { total })}
        minWidth={wide ? 900 : 0} rowHeight={wide ? 36 : 52} selected={({ participant_id: id }) => id === chosen} onEnd={onEnd} maxHeight="max(20rem, calc(100dvh - 25rem))"
      />
    </div>
  );
}

function Placed({ of, place }: { readonly of: string; readonly place: number | null }) {
  return <>{place !== null && <Text component="span" fz="inherit" fw={600}>{place}</Text>} <Text component="span" fz="inherit" c="dimmed">{of}</Text></>;
}

export function Doubts({ result }: { readonly result: Pick<Result, 'flags'> }) {
  const { t } = useTranslation('results');
  const words = result.flags.map(({ doubt, point }) => `${t(`doubt.${doubt}`)}${point === null ? '' : ` (${point})`}`).join(' · ');
  return <Tooltip label={words} multiline maw={320}><IconFlag size={15} role="img" aria-label={words} style={{ flexShrink: 0 }} color="var(--mantine-color-orange-text)" /></Tooltip>;
}

/** Arrow keys anywhere on the page but in a field, a menu or a dialog. */
function useArrows(move: (by: number) => void, open: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body;
      if (event.defaultPrevented || target.closest('input, textarea, select, [role="menu"], [role="dialog"], [role="radiogroup"], [role="listbox"]') !== null) return;
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') { event.preventDefault(); move(event.key === 'ArrowDown' ? 1 : -1); }
      if (event.key === 'Enter' && target.closest('button, a') === null) open();
    };
    document.addEventListener('keydown', press);
    return () => { document.removeEventListener('keydown', press); };
  });
}
