/** What the charts show, in numbers: for who cannot see them, and for who wants to know exactly. */
import { useTranslation } from 'react-i18next';
import type { DisplayAnalytics } from '../../../api/generated';
import { DataTable, type Column } from '../../../components/DataTable';
import { useFormat } from '../../../components/time';
import { useTold } from '../told';

type Minute = DisplayAnalytics['minutes'][number];

export function MinutesTable({ minutes }: { readonly minutes: readonly Minute[] }) {
  const { t } = useTranslation('screens');
  const { dateTime, number } = useFormat();
  const { ms } = useTold();
  const columns: readonly Column<Minute>[] = [
    { id: 'minute', header: t('plays.at'), cell: ({ minute }) => dateTime(minute) },
    { id: 'screens', header: t('figure.screens'), numeric: true, cell: ({ screens }) => number(screens) },
    { id: 'shown', header: t('figure.shown'), numeric: true, cell: ({ shown }) => number(shown) },
    { id: 'opened', header: t('figure.opened'), numeric: true, cell: ({ opened }) => number(opened) },
    ...(['p50', 'p95', 'p99'] as const).map((part) => ({ id: part, header: t(`latency.${part}`), numeric: true, cell: (minute: Minute) => ms(minute[part]) })),
  ];
  return <DataTable label={t('analytics.steps')} columns={columns} rows={minutes} rowKey={({ minute }) => minute} maxHeight="26rem" minWidth={760} />;
}
