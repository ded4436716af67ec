/** Pages before sign-in: one card, and the language, since nobody's own is known yet. */
import { Anchor, Group, Paper, Stack } from '@mantine/core';
import { Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../app/languages';
import { speak } from '../../app/i18n';
import { Busy } from '../../components/Busy';
import { Mark } from '../../components/Mark';
import { PageHeader } from '../../components/PageHeader';
import classes from './GuestFrame.module.css';

interface Props {
  readonly title: string;
  readonly description?: ReactNode;
  readonly children: ReactNode;
}

export function GuestFrame({ title, description, children }: Props) {
  const { i18n } = useTranslation('accounts');
  return (
    <div className={classes.ground}>
      <Stack className={classes.column} gap="md">
        <Group component="header" justify="center"><Mark /></Group>
        <Paper component="main" withBorder shadow="sm" p={{ base: 'md', xs: 'xl' }}>
          <PageHeader title={title} {...(description === undefined ? {} : { description })} />
          <Suspense fallback={<Busy />}>{children}</Suspense>
        </Paper>
        <Group justify="center" gap="md" component="nav">
          {LANGUAGES.map(({ code, name }) => (
            <Anchor key={code} component="button" type="button" size="sm" lang={code} aria-pressed={i18n.language === code} onClick={() => { void speak(code); }}>{name}</Anchor>
          ))}
        </Group>
      </Stack>
    </div>
  );
}
