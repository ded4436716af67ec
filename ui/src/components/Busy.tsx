/**
 * Why: what takes over a second says so, and says how far it is where that is known; what is quicker draws nothing,
 * so that pages do not flicker.
 */
import { Group, Loader, Progress, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  /** What is under way: "Reading the file …"; else "Loading …". */
  readonly label?: string;
  /** Between 0 and 1, where it is known. */
  readonly part?: number;
  readonly afterMs?: number;
}

export function Busy({ label, part, afterMs = 400 }: Props) {
  const { t } = useTranslation('shell');
  const [late, setLate] = useState(afterMs === 0);
  useEffect(() => {
    const timer = setTimeout(() => { setLate(true); }, afterMs);
    return () => { clearTimeout(timer); };
  }, [afterMs]);
  return (
    <div role="status" aria-live="polite" aria-busy="true">
      {late && (part === undefined
        ? <Group gap="sm" py="sm"><Loader size="sm" aria-hidden /><Text>{label ?? t('loading')}</Text></Group>
        : <Stack gap={4} py="sm"><Text>{label ?? t('loading')}</Text><Progress value={part * 100} aria-label={label ?? t('loading')} /></Stack>)}
    </div>
  );
}
