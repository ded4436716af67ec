/** The three pages about screens. */
import { Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from './Pages.module.css';

export function Pages({ partner }: { readonly partner: string }) {
  const { t } = useTranslation('screens');
  const here = { activeOptions: { exact: true, includeSearch: false }, className: classes.page ?? '', params: { partner } };
  return (
    <Group component="nav" gap={4} mb={4} aria-label={t('pages.label')}>
      <Link to="/p/$partner/screens" {...here}>{t('pages.screens')}</Link>
      <Link to="/p/$partner/screens/plays" {...here}>{t('pages.plays')}</Link>
      <Link to="/p/$partner/screens/analytics" {...here}>{t('pages.analytics')}</Link>
    </Group>
  );
}
