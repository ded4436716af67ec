/** What a screen shows, in a line of words. */
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Screen } from '../../../api/generated';

export function Showing({ screen: { showing, notice } }: { readonly screen: Screen }) {
  const { t } = useTranslation('screens');
  if (showing === null) return <Text span size="sm" c="dimmed">{t('page.nothing')}</Text>;
  const { page, passings, waiting } = showing;
  const words = page === 'message' || page === 'emergency' ? notice?.text ?? '' : passings.map(({ bib, name }) => [bib, name].filter((part) => part !== null && part !== '').join(' ')).join(', ');
  return <Text span size="sm" lineClamp={2}>{t(`page.${page}`)}{words !== '' && `: ${words}`}{waiting > 0 && ` (${t('waiting', { count: waiting })})`}</Text>;
}
