/** What is wrong, the worst first: a sign, a word and a sentence, so that no colour has to be told from another. */
import { Alert, Stack } from '@mantine/core';
import { IconAlertOctagon, IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Alarm } from '../../../api/generated';
import { alarmText } from '../words';

const LOOKS = {
  critical: { color: 'red.9', Icon: IconAlertOctagon, title: 'severity.critical' },
  warning: { color: 'orange', Icon: IconAlertTriangle, title: 'severity.warning' },
  info: { color: 'gray', Icon: IconInfoCircle, title: 'severity.info' },
} as const;

export function Alarms({ alarms, quiet }: { readonly alarms: readonly Alarm[]; readonly quiet: boolean }) {
  const { t } = useTranslation('dashboard');
  return (
    <Stack gap={6} component="section" aria-label={t('alarms')} aria-live="polite">
      {alarms.map((alarm) => {
        const { color, Icon, title } = LOOKS[alarm.severity];
        const urgent = alarm.severity === 'critical';
        return (
          <Alert key={keyOf(alarm)} color={color} variant={urgent ? 'filled' : 'light'} py={8} icon={<Icon aria-hidden />} role={urgent ? 'alert' : 'note'}>
            <strong>{t(title)}</strong> {alarmText(t, alarm)}
          </Alert>
        );
      })}
      {alarms.length === 0 && quiet && <Alert color="green" variant="light" py={8} icon={<IconCircleCheck aria-hidden />}>{t('allWell')}</Alert>}
    </Stack>
  );
}

/** The same alarm, however long it lasts: it is not announced again with every second. */
function keyOf({ code, facts }: Alarm): string {
  return `${code} ${facts['location'] ?? facts['sender'] ?? facts['screen'] ?? ''}`;
}
