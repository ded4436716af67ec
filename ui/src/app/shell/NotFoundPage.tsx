/** No such page, or none that this person may know of: the same words for both. */
import { Button, Container } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../components/PageHeader';

export function NotFoundPage() {
  const { t } = useTranslation('shell');
  return (
    <Container size="sm" py="xl">
      <PageHeader title={t('notFound.title')} description={<>{t('notFound.text')}. {t('notFound.next')}</>} />
      <Button component="a" href="/">{t('toStart')}</Button>
    </Container>
  );
}
