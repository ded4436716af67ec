/** The corner where toasts stand. An undo stays twice as long, and nothing leaves while it is pointed at. */
import { Button, CloseButton, Group, Paper, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { dismiss, done, failed, onToasts, shownToasts, type Toast } from './toast';
import classes from './Toasts.module.css';

const READ_MS = 5_000;
const UNDO_MS = 10_000;

export function Toasts() {
  const toasts = useSyncExternalStore(onToasts, shownToasts);
  return (
    <div className={classes.corner} role="status" aria-live="polite">
      {toasts.map((toast) => <OneToast key={toast.id} toast={toast} />)}
    </div>
  );
}

function OneToast({ toast }: { readonly toast: Toast }) {
  const { t } = useTranslation('shell');
  const [held, setHeld] = useState(false);
  const { id, undo, offer, message, kind } = toast;
  useEffect(() => {
    if (held || offer !== undefined) return undefined;
    const timer = setTimeout(() => { dismiss(id); }, undo === undefined ? READ_MS : UNDO_MS);
    return () => { clearTimeout(timer); };
  }, [held, id, undo, offer]);

  const takeBack = (): void => {
    dismiss(id);
    undo?.().then(() => { done(t('toast.undone')); }, (error: unknown) => { failed(error instanceof Error ? error.message : t('toast.notUndone')); });
  };

  return (
    <Paper
      className={classes.toast} shadow="md" withBorder p="xs" data-kind={kind}
      onPointerEnter={() => { setHeld(true); }} onPointerLeave={() => { setHeld(false); }}
      onFocus={() => { setHeld(true); }} onBlur={() => { setHeld(false); }}
    >
      <Group gap="xs" wrap="nowrap">
        {kind === 'done' ? <IconCheck size={18} aria-hidden className={classes.mark} /> : <IconAlertTriangle size={18} aria-hidden className={classes.mark} />}
        <Text size="sm" flex={1}>{message}</Text>
        {undo !== undefined && <Button size="compact-sm" variant="light" onClick={takeBack}>{t('toast.undo')}</Button>}
        {offer !== undefined && <Button size="compact-sm" variant="light" onClick={offer.run}>{offer.label}</Button>}
        <CloseButton size="sm" aria-label={t('close')} onClick={() => { dismiss(id); }} />
      </Group>
    </Paper>
  );
}
