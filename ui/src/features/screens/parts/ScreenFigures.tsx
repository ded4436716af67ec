/** The same figures for each screen. */
import { useTranslation } from 'react-i18next';
import type { DisplayAnalytics } from '../../../api/generated';
import { DataTable, type Column } from '../../../components/DataTable';
import { useFormat } from '../../../components/time';
import { useTold } from '../told';

type Figures = DisplayAnalytics['screens'][number];

export function ScreenFigures({ screens }: { readonly screens: readonly Figures[] }) {
  const { t } = useTranslation('screens');
  const { number } = useFormat();
  const { lasted, ms, share } = useTold();
  const columns: readonly Column<Figures>[] = [
    { id: 'screen', header: t('fact.screen'), cell: ({ number: screen, name }) => t('titleOf', { number: screen, name }) },
    { id: 'uptime', header: t('figure.uptime'), numeric: true, cell: ({ uptime_s: seconds, uptime_percent: percent }) => `${lasted(seconds)} (${share(percent)})` },
    { id: 'opened', header: t('figure.opened'), numeric: true, cell: ({ opened }) => number(opened) },
    { id: 'shown', header: t('figure.shown'), numeric: true, cell: ({ shown }) => number(shown) },
    ...(['p50', 'p95', 'p99'] as const).map((part) => ({ id: part, header: t(`latency.${part}`), numeric: true, cell: (one: Figures) => ms(one[part]) })),
  ];
  return <DataTable label={t('analytics.perScreen')} columns={columns} rows={screens} rowKey={({ id }) => id} maxHeight="26rem" minWidth={860} />;
}
