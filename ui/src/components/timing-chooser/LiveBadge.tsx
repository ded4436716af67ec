/** Whether a timing session's sender is there: a sign, a word and a colour. */
import { Badge } from '@mantine/core';
import { IconAntennaBars5, IconAntennaBarsOff, IconFileText, IconPlugConnectedX, IconQuestionMark } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Live } from '../../api/timing-choice';

const LOOKS = {
  connected: { color: 'green', Icon: IconAntennaBars5 },
  silent: { color: 'red', Icon: IconAntennaBarsOff },
  gone: { color: 'gray', Icon: IconPlugConnectedX },
  unsure: { color: 'orange', Icon: IconQuestionMark },
  never: { color: 'gray', Icon: IconFileText },
} as const;

export function LiveBadge({ live }: { readonly live: Live }) {
  const { t } = useTranslation('displays');
  const { color, Icon } = LOOKS[live];
  return <Badge color={color} flex="none" leftSection={<Icon size={12} aria-hidden />}>{t(`live.${live}`)}</Badge>;
}
