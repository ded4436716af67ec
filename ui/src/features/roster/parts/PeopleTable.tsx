/** The list: one person is chosen (arrow keys or a click), Enter or a click on the name opens. */
import { Badge, Group, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconEyeOff, IconPin } from '@tabler/icons-react';
import { useEffect, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Participant, RaceSize } from '../../../api/generated';
import { DataTable, type Column } from '../../../components/DataTable';
import { nameOf } from '../words';

interface Props {
  readonly rows: readonly Participant[];
  readonly races: readonly RaceSize[];
  readonly chosen: number | null;
  readonly onChoose: (id: number) => void;
  readonly onOpen: (person: Participant) => void;
  readonly onEnd: () => void;
}

const HEAD_ROW = 2;

export function PeopleTable({ rows, races, chosen, onChoose, onOpen, onEnd }: Props) {
  const { t } = useTranslation('roster');
  const at = rows.findIndex(({ id }) => id === chosen);
  const raceNames = new Map(races.map(({ race_id: id, name }) => [id, name]));
  const move = (by: number) => {
    const next = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
    if (next !== undefined) onChoose(next.id);
  };
  useEffect(() => {
    document.querySelector(`tr[aria-rowindex="${at + HEAD_ROW}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  useArrows(move, () => { const one = rows[at]; if (one !== undefined) onOpen(one); });
  const wide = useMediaQuery('(min-width: 48em)', true, { getInitialValueInEffect: false });
  const others: readonly Column<Participant>[] = [
    { id: 'race', header: t('field.race'), width: '9rem', cell: (one) => raceNames.get(one.race_id) ?? '' },
    { id: 'gender', header: t('column.gender'), width: '6.5rem', cell: (one) => one.gender },
    { id: 'age', header: t('field.age'), width: '4rem', numeric: true, cell: (one) => one.age },
    { id: 'city', header: t('field.city'), width: '11rem', cell: (one) => [one.city, one.state].filter((part) => part !== '').join(', ') },
    { id: 'team', header: t('field.team'), width: '9rem', cell: (one) => one.team },
    { id: 'chips', header: t('field.chips'), width: '10rem', cell: (one) => <Chips chips={one.chips} /> },
  ];
  const columns: readonly Column<Participant>[] = [
    { id: 'bib', header: t('field.bib'), width: wide ? '6.5rem' : '4.5rem', numeric: true, cell: (one) => <Bib person={one} /> },
    {
      id: 'name', header: t('column.name'), cell: (one) => (
        <Group gap={6} wrap="nowrap">
          <UnstyledButton onClick={() => { onOpen(one); }} tabIndex={one.id === chosen ? 0 : -1} fz="inherit" style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
            {nameOf(one, t)}
            {!wide && <Text component="span" display="block" size="xs" c="dimmed" truncate>{[raceNames.get(one.race_id), one.gender, one.age].filter((part) => part !== undefined && part !== null && part !== '').join(' · ')}</Text>}
          </UnstyledButton>
          {one.privacy !== 'public' && <Tooltip label={t(`privacy.${one.privacy}`)}><IconEyeOff size={14} role="img" aria-label={t(`privacy.${one.privacy}`)} /></Tooltip>}
        </Group>
      ),
    },
    ...(wide ? others : []),
  ];
  const choose = (event: MouseEvent) => {
    const row = (event.target as Element).closest('tr[aria-rowindex]'); // a click is always on an element
    const one = rows[Number(row?.getAttribute('aria-rowindex') ?? 0) - HEAD_ROW];
    if (one !== undefined) onChoose(one.id);
  };
  return (
    <div onClick={choose} role="presentation">
      <DataTable label={t('title')} columns={columns} rows={rows} rowKey={({ id }) => id} minWidth={wide ? 1040 : 0} rowHeight={wide ? 36 : 52} selected={({ id }) => id === chosen} onEnd={onEnd} maxHeight="max(20rem, calc(100dvh - 22.5rem))" />
    </div>
  );
}

function Bib({ person }: { readonly person: Participant }) {
  const { t } = useTranslation('roster');
  if (person.bib === '') return <Badge color="orange" variant="light" size="sm">{t('noBib')}</Badge>;
  const given = person.local_fields.includes('bib') && person.source_bib !== '' && person.source_bib !== person.bib;
  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      {given && <Tooltip label={t('givenHere', { bib: person.source_bib })}><IconPin size={13} role="img" aria-label={t('givenHere', { bib: person.source_bib })} /></Tooltip>}
      <Text component="span" fw={600} fz="inherit">{person.bib}</Text>
    </Group>
  );
}

function Chips({ chips }: { readonly chips: readonly string[] }) {
  const [first, ...others] = chips;
  if (first === undefined) return null;
  return <Tooltip label={chips.join(', ')} disabled={others.length === 0}><span>{first}{others.length > 0 && ` +${others.length}`}</span></Tooltip>;
}

/** Arrow keys and Enter, wherever the focus is, but for fields, buttons and dialogs. */
function useArrows(move: (by: number) => void, open: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { target } = event;
      if (target instanceof HTMLElement && target.closest('input, textarea, select, button, a, [role=dialog], [role=menu]') !== null) return;
      if (event.key === 'ArrowDown') move(1);
      else if (event.key === 'ArrowUp') move(-1);
      else if (event.key === 'Enter') open();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => { document.removeEventListener('keydown', press); };
  });
}
