import { Button, Kbd, VisuallyHidden } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { openPalette } from './dialogs';
import { MOD } from './keys';
import classes from './Shell.module.css';

export function SearchButton() {
  const { t } = useTranslation('shell');
  return (
    <Button variant="default" size="xs" px="xs" onClick={() => { openPalette(); }} aria-keyshortcuts="Control+K">
      <IconSearch size={16} aria-hidden />
      <span className={classes.wide}>&ensp;{t('palette.search')}&ensp;<Kbd size="xs">{MOD} K</Kbd></span>
      <VisuallyHidden hiddenFrom="md">{t('palette.search')}</VisuallyHidden>
    </Button>
  );
}
