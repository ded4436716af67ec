/** Whether a timing session's sender is there: a sign, a word and a colour. */
import { Badge } from '@mantine/core';
import { IconAntennaBars5, IconAntennaBarsOff, IconFileText, IconPlayerRecord, IconPlugConnectedX, IconQuestionMark } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Live, TimingChoice } from '../../api/timing-choice';

const LOOKS = {
  connected: { color: 'green', Icon: IconAntennaBars5 },
  silent: { color: 'red', Icon: IconAntennaBarsOff },
  gone: { color: 'gray', Icon: IconPlugConnectedX },
  unsure: { color: 'orange', Icon: IconQuestionMark },
  never: { color: 'gray', Icon: IconFileText },
  open: { color: 'gray', Icon: IconPlayerRecord },
} as const;

interface Props {
  readonly live: Live;
  readonly state: TimingChoice['state'];
}

/** Of a sender that nothing is known of, whether its timing session still goes on. */
export function LiveBadge({ live, state }: Props) {
  const { t } = useTranslation('displays');
  const look = live === 'never' && state === 'open' ? 'open' : live;
  const { color, Icon } = LOOKS[look];
  return <Badge color={color} flex="none" leftSection={<Icon size={12} aria-hidden />}>{t(`live.${look}`)}</Badge>;
}
