/** Figures of displays in words; what was never measured is a dash, not a zero. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../components/time';

export function useTold() {
  const { t } = useTranslation('screens');
  const { number } = useFormat();
  return useMemo(() => ({
    ms: (value: number | null): string => (value === null ? '–' : t('ms', { ms: number(value) })),
    share: (percent: number | null): string => (percent === null ? '–' : t('percent', { percent: number(percent, 1) })),
    lasted: (seconds: number): string => {
      if (seconds < 120) return t('seconds', { seconds: number(seconds) });
      return seconds < 7_200 ? t('minutes', { minutes: number(seconds / 60) }) : t('hours', { hours: number(seconds / 3_600, 1) });
    },
  }), [t, number]);
}
