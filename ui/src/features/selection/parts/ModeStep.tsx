/** Before the start, or at the finish: two cards that say what each is for. */
import { Group, List, SimpleGrid, Text, Title, UnstyledButton } from '@mantine/core';
import { IconCheck, IconTrophy, IconUserCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Mode } from '../requests';
import classes from './ModeStep.module.css';

interface Props {
  readonly mode: Mode | null;
  readonly onChoose: (mode: Mode) => void;
}

const MODES = [{ mode: 'pre_race', icon: IconUserCheck }, { mode: 'results', icon: IconTrophy }] as const;

export function ModeStep({ mode: chosen, onChoose }: Props) {
  const { t } = useTranslation('selection');
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} maw={960}>
      {MODES.map(({ mode, icon: Icon }) => (
        <UnstyledButton key={mode} className={classes.card} aria-pressed={mode === chosen} onClick={() => { onChoose(mode); }}>
          <Group gap="sm" wrap="nowrap" mb="xs">
            <Icon size={32} aria-hidden />
            <Title order={2} flex={1}>{t(`mode.${mode}.title`)}</Title>
            {mode === chosen && <IconCheck size={20} aria-label={t('isChosen')} />}
          </Group>
          <Text mb="xs">{t(`mode.${mode}.text`)}</Text>
          <List size="sm" mb="xs">
            {(['first', 'second', 'third'] as const).map((point) => <List.Item key={point}>{t(`mode.${mode}.${point}`)}</List.Item>)}
          </List>
          <Text size="sm" c="dimmed">{t(`mode.${mode}.needs`)}</Text>
        </UnstyledButton>
      ))}
    </SimpleGrid>
  );
}
