/** Nothing here yet: says what to do next, and offers it. */
import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  /** A sentence or two on what comes next. */
  readonly children?: ReactNode;
  /** The button that does it. */
  readonly action?: ReactNode;
  readonly icon?: ReactNode;
}

export function EmptyState({ title, children, action, icon }: Props) {
  return (
    <Stack align="center" gap="sm" py={48} px="md" ta="center">
      {icon}
      <Title order={2} size="h3">{title}</Title>
      {children !== undefined && <Text c="dimmed" maw={480}>{children}</Text>}
      {action}
    </Stack>
  );
}
