/** The wall in one line, and whether what is seen is live. */
import { Alert, Group, Text } from '@mantine/core';
import { IconPlugConnected, IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Screen } from '../../../api/generated';
import { LOOKS } from '../looks';
import type { Look } from '../useScreens';

const ORDER = ['down', 'left', 'up', 'never'] as const;

export function Counts({ screens, line }: { readonly screens: readonly Screen[]; readonly line: Look['line'] }) {
  const { t } = useTranslation('screens');
  return (
    <Group gap="md" aria-live="polite">
      {ORDER.map((state) => {
        const count = screens.filter((screen) => screen.state === state).length;
        const { Icon, color } = LOOKS[state];
        if (count === 0 && state !== 'up') return null;
        return (
          <Group key={state} gap={6} wrap="nowrap">
            <Icon size={18} aria-hidden color={`var(--mantine-color-${color}-text)`} />
            <Text span size="sm" fw={state === 'down' ? 650 : 400} className="numbers">{t(`counted.${state}`, { count })}</Text>
          </Group>
        );
      })}
      {line === 'lost' || line === 'ended'
        ? <Alert color="orange" variant="light" py={4} icon={<IconPlugConnectedX aria-hidden />}>{t(`line.${line}`)}</Alert>
        : <Group gap={6} wrap="nowrap" c="dimmed"><IconPlugConnected size={18} aria-hidden /><Text span size="sm">{t(`line.${line}`)}</Text></Group>}
    </Group>
  );
}
