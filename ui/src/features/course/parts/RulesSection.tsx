/** How the race is scored and ranked: told in sentences, changed in a form. */
import { Button, List } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { done } from '../../../components/toast';
import { said } from '../rules';
import type { RaceProps } from './RaceSetup';
import { RulesForm } from './RulesForm';
import { Section } from './Section';

export function RulesSection({ partner, at, race, lock, onLock }: RaceProps) {
  const { t } = useTranslation('course');
  const [open, setOpen] = useState(false);
  const become = (editing: boolean): void => { setOpen(editing); onLock(editing); };
  if (open) {
    return (
      <Section title={t('rules.title')}>
        <RulesForm partner={partner} at={at} race={race} onClose={() => { become(false); }} onSaved={() => { become(false); done(t('rules.saved', { race: race.name })); }} />
      </Section>
    );
  }
  const edit = lock === 'free' && <Button size="xs" variant="default" leftSection={<IconPencil size={14} aria-hidden />} onClick={() => { become(true); }}>{t('rules.change')}</Button>;
  return (
    <Section title={t('rules.title')} action={edit}>
      <List size="sm" spacing={2} maw={760}>{said(race.rules).map((sentence) => <List.Item key={sentence.key}>{t(sentence.key, sentence.with ?? {})}</List.Item>)}</List>
    </Section>
  );
}
