/** Every correction of the event, of whichever race. */
import { Button, Drawer, Loader, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { correctionsQuery } from '../requests';
import type { Desk } from '../useDesk';
import { CorrectionList } from './CorrectionList';

export function CorrectionsDrawer({ opened, desk, onClose }: { readonly opened: boolean; readonly desk: Desk; readonly onClose: () => void }) {
  const { t } = useTranslation('results');
  const corrections = useInfiniteQuery({ ...correctionsQuery(desk.eventId), enabled: opened });
  return (
    <Drawer opened={opened} onClose={onClose} position="right" size="lg" title={t('corrections.title')} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <Stack gap="sm">
        <ProblemAlert error={corrections.error} retry={() => { void corrections.refetch(); }} />
        {corrections.isPending && <Loader aria-label={t('loading')} />}
        {corrections.data !== undefined && <CorrectionList desk={desk} items={corrections.data.pages.flatMap(({ items }) => items)} named />}
        {corrections.hasNextPage && <Button variant="default" loading={corrections.isFetchingNextPage} onClick={() => { void corrections.fetchNextPage(); }}>{t('more')}</Button>}
      </Stack>
    </Drawer>
  );
}
