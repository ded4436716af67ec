import { Paper, Stack, Text, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly description?: ReactNode;
  readonly id?: string;
  readonly children: ReactNode;
}

export function Section({ title, description, id, children }: Props) {
  const heading = useId();
  return (
    <Paper component="section" withBorder p="md" aria-labelledby={heading} {...(id === undefined ? {} : { id })}>
      <Title order={2} size="h3" id={heading}>{title}</Title>
      {description !== undefined && <Text c="dimmed" size="sm" mb="sm">{description}</Text>}
      <Stack gap="sm" mt="sm">{children}</Stack>
    </Paper>
  );
}
