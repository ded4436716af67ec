/** One row for each thing that one screen showed from then to then. */
import { Badge, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Play } from '../../../api/generated';
import { DataTable, type Column } from '../../../components/DataTable';
import { useFormat } from '../../../components/time';

interface Props {
  readonly plays: readonly Play[];
  /** Of one screen, in a drawer. */
  readonly ofOne?: boolean;
  readonly onEnd?: () => void;
}

export function PlaysTable({ plays, ofOne = false, onEnd }: Props) {
  const { t } = useTranslation('screens');
  const { clock, date, exact, number } = useFormat();
  const lasted = ({ at, until }: Play): string => (until === null ? t('plays.still') : t('seconds', { seconds: number((new Date(until).getTime() - new Date(at).getTime()) / 1000, 1) }));
  const columns: readonly Column<Play>[] = [
    { id: 'at', header: t('plays.at'), width: ofOne ? '6rem' : '11rem', cell: ({ at }) => <span className="numbers" title={exact(at)}>{ofOne ? clock(at) : `${date(at)}, ${clock(at)}`}</span> },
    { id: 'for', header: t('plays.for'), width: '6rem', numeric: true, cell: lasted },
    { id: 'kind', header: t('plays.kind'), width: '8rem', cell: ({ kind }) => <Badge color={kind === 'emergency' ? 'red' : 'gray'}>{t(`kind.${kind}`)}</Badge> },
    { id: 'what', header: t('plays.what'), cell: (play) => <What play={play} /> },
    ...(ofOne ? [] : [
      { id: 'screen', header: t('fact.screen'), width: '13rem', cell: ({ screen }: Play) => t('titleOf', screen) },
      { id: 'session', header: t('fact.session'), width: '12rem', cell: ({ session }: Play) => session?.name ?? t('none') },
    ]),
    { id: 'latency', header: t('fact.latency'), width: '7rem', numeric: true, cell: ({ latency_ms: ms }) => (ms === null ? '' : t('ms', { ms: number(ms) })) },
  ];
  return <DataTable label={t('pages.plays')} columns={columns} rows={plays} rowKey={({ id }) => id} stackBelow={ofOne ? '44rem' : '58rem'} {...(onEnd === undefined ? {} : { onEnd })} />;
}

function What({ play: { kind, bib, name, location, words } }: { readonly play: Play }) {
  const { t } = useTranslation('screens');
  if (kind !== 'runner') return <Text size="sm" style={{ overflowWrap: 'anywhere' }}>{words}</Text>;
  return <Text size="sm"><strong>{bib ?? '–'}</strong> {name === '' ? t('unknownChip') : name}{location !== '' && <Text span size="sm" c="dimmed"> · {location}</Text>}</Text>;
}
