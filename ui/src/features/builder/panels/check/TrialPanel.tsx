/** A drawing is tried before the race in two ways: with a crowd, and with every word of the event. */
import { SegmentedControl, Stack } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Busy } from '../../../../components/Busy';
import { SimulatorPanel } from '../simulate/SimulatorPanel';

const CheckPanel = lazy(async () => ({ default: (await import('./CheckPanel')).CheckPanel }));

export function TrialPanel() {
  const { t } = useTranslation('trial');
  const [which, setWhich] = useState<'simulate' | 'check'>('simulate');
  return (
    <Stack gap={4}>
      <SegmentedControl size="xs" fullWidth m={8} mb={0} value={which} aria-label={t('which')} data={[{ value: 'simulate', label: t('simulate.short') }, { value: 'check', label: t('check.short') }]} onChange={(next) => { setWhich(next === 'check' ? 'check' : 'simulate'); }} />
      <Suspense fallback={<Busy />}>{which === 'check' ? <CheckPanel /> : <SimulatorPanel />}</Suspense>
    </Stack>
  );
}
