/** A page whose feature is not built yet, so that its address and its place in the navigation are settled. */
import { useTranslation } from 'react-i18next';
import { EmptyState } from './EmptyState';

export function ComingPage() {
  const { t } = useTranslation('shell');
  return <EmptyState title={t('coming.title')}>{t('coming.text')}</EmptyState>;
}
