/** A part of a race's set-up: its name, what can be done, and what it is. */
import { Group, Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly text?: ReactNode;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ title, text, action, children }: Props) {
  return (
    <Paper withBorder p="sm" component="section" aria-label={title}>
      <Group justify="space-between" align="flex-start" gap="xs" mb={4}>
        <Title order={3}>{title}</Title>
        {action}
      </Group>
      {text !== undefined && <Text size="sm" c="dimmed" mb="xs" maw={860}>{text}</Text>}
      {children}
    </Paper>
  );
}
