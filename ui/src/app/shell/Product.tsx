import { VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Mark } from '../../components/Mark';
import classes from './Shell.module.css';

export function Product() {
  const { t } = useTranslation('shell');
  return <Link to="/" className={classes.product}><Mark /><VisuallyHidden>{t('toStart')}</VisuallyHidden></Link>;
}
