/** Every key that does something on this page. */
import { Group, Kbd, Modal, Stack, Text } from '@mantine/core';
import { Fragment, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { allCommands, onCommands } from '../../components/commands';
import { shownKeys } from './keys';

export function Hints({ close }: { readonly close: () => void }) {
  const { t } = useTranslation('shell');
  const commands = useSyncExternalStore(onCommands, allCommands);
  const lines = [
    { id: 'palette', label: t('palette.search'), keys: 'mod+k' },
    { id: 'hints', label: t('hints.title'), keys: '?' },
    ...commands.flatMap(({ id, label, hint, keys = hint }) => (keys === undefined ? [] : [{ id, label, keys }])),
  ];
  return (
    <Modal opened onClose={close} title={t('hints.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack gap="xs" component="ul" p={0} m={0}>
        {lines.map(({ id, label, keys }) => (
          <Group key={id} component="li" justify="space-between" wrap="nowrap">
            <Text>{label}</Text>
            <Group gap={4} wrap="nowrap">{shownKeys(keys).map((key, index) => <Fragment key={key}>{index > 0 && '+'}<Kbd>{key}</Kbd></Fragment>)}</Group>
          </Group>
        ))}
      </Stack>
    </Modal>
  );
}
