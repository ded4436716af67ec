/** A short list whose lines are edited where they stand. */
import { ActionIcon, Button, Flex, Group, Stack, Text } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface LineProps {
  readonly name: string;
  readonly mayEdit: boolean;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
  readonly children: ReactNode;
}

export function Line({ name, mayEdit, onEdit, onRemove, children }: LineProps) {
  const { t } = useTranslation('events');
  return (
    <Group justify="space-between" wrap="nowrap" gap="xs">
      <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>{children}</div>
      {mayEdit && (
        <Flex gap={{ base: 8, sm: 2 }} flex="none">
          <ActionIcon variant="subtle" color="gray" onClick={onEdit} aria-label={t('line.edit', { name })}><IconPencil size={16} aria-hidden /></ActionIcon>
          <ActionIcon variant="subtle" color="gray" onClick={onRemove} aria-label={t('line.remove', { name })}><IconTrash size={16} aria-hidden /></ActionIcon>
        </Flex>
      )}
    </Group>
  );
}

interface Props<Item> {
  readonly title: string;
  readonly none: string;
  readonly add: string;
  readonly items: readonly Item[];
  readonly mayEdit: boolean;
  readonly facts: (item: Item) => string;
  readonly form: (item: Item | undefined, onClose: () => void) => ReactNode;
  readonly onRemove: (item: Item) => void;
}

export function Lines<Item extends { readonly id: number; readonly name: string }>({ title, none, add, items, mayEdit, facts, form, onRemove }: Props<Item>) {
  const [open, setOpen] = useState<number | 'new' | null>(null);
  const close = (): void => { setOpen(null); };
  return (
    <Stack gap={6}>
      <Group justify="space-between">
        <Text fw={650} size="sm">{title}</Text>
        {mayEdit && open !== 'new' && <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => { setOpen('new'); }}>{add}</Button>}
      </Group>
      {items.length === 0 && open !== 'new' && <Text size="sm" c="dimmed">{none}</Text>}
      {items.map((item) => (open === item.id ? <div key={item.id}>{form(item, close)}</div> : (
        <Line key={item.id} name={item.name} mayEdit={mayEdit} onEdit={() => { setOpen(item.id); }} onRemove={() => { onRemove(item); }}>
          <Text size="sm"><Text span fw={600} inherit>{item.name}</Text> <Text span c="dimmed" inherit className="numbers">{facts(item)}</Text></Text>
        </Line>
      )))}
      {open === 'new' && form(undefined, close)}
    </Stack>
  );
}
