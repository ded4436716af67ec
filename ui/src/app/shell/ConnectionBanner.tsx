/** Says that the hub or the network is away, asks until it answers again, and then brings every page up to date. */
import { Box, Loader } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { connection, heard, lost, onConnection } from '../../api/connection';
import classes from './Shell.module.css';

const FIRST_MS = 1_000;
const LONGEST_MS = 8_000;

export function ConnectionBanner() {
  const { t } = useTranslation('shell');
  const queries = useQueryClient();
  const state = useSyncExternalStore(onConnection, connection);
  useEffect(() => {
    const gone = (): void => { lost('network'); };
    addEventListener('offline', gone);
    return () => { removeEventListener('offline', gone); };
  }, []);
  useEffect(() => {
    if (state === 'good') return undefined;
    return untilItAnswers(() => {
      heard();
      void queries.invalidateQueries();
    });
  }, [state, queries]);
  return (
    <div role="status" aria-live="polite">
      {state !== 'good' && (
        <Box className={classes.banner}>
          <Loader size="xs" color="currentColor" aria-hidden />
          {t(state === 'network' ? 'away.network' : 'away.hub')}
        </Box>
      )}
    </div>
  );
}

/** Asks ever more slowly; at once when the device says that it is connected again. */
function untilItAnswers(answered: () => void): () => void {
  let wait = FIRST_MS;
  let timer: ReturnType<typeof setTimeout>;
  let ended = false;
  const look = async (): Promise<void> => {
    clearTimeout(timer);
    const well = await fetch('/api/health', { cache: 'no-store' }).then(({ ok }) => ok, () => false);
    if (ended) return;
    if (well) { answered(); return; }
    wait = Math.min(LONGEST_MS, wait * 2);
    timer = setTimeout(() => { void look(); }, wait);
  };
  const now = (): void => { void look(); };
  timer = setTimeout(now, wait);
  addEventListener('online', now);
  return () => { ended = true; clearTimeout(timer); removeEventListener('online', now); };
}
