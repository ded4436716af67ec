/**
 * Why: every page says once what it is: as heading, as title of the browser's tab, and, after a change of page, to
 * a screen reader, which hears it because the heading takes the focus.
 */
import { Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { hasMoved } from './moved';

interface Props {
  readonly title: string;
  /** One line on what this page is for. */
  readonly description?: ReactNode;
  /** Buttons, on the right. */
  readonly actions?: ReactNode;
  /** Above the title: where one came from. */
  readonly above?: ReactNode;
  /** 2: a page below the heading of an event. */
  readonly order?: 1 | 2;
}

const PRODUCT = 'Project88Hub';

export function PageHeader({ title, description, actions, above, order = 1 }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => { document.title = title === PRODUCT ? PRODUCT : `${title} · ${PRODUCT}`; }, [title]);
  useEffect(() => {
    if (hasMoved() && !(document.activeElement instanceof HTMLInputElement)) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <Stack gap={4} mb="md">
      {above}
      <Group justify="space-between" align="flex-start" gap="sm">
        <Title order={order} tabIndex={-1} ref={heading} style={{ overflowWrap: 'anywhere' }}>{title}</Title>
        {actions !== undefined && <Group gap="xs">{actions}</Group>}
      </Group>
      {description !== undefined && <Text c="dimmed" maw={720}>{description}</Text>}
    </Stack>
  );
}
