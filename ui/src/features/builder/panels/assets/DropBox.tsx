/** Files are chosen here, dropped on it, or pasted while it is on the page. */
import { Alert, FileButton, Button, Group, Loader, Stack, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Upload } from './useUploads';
import classes from './assets.module.css';

interface Props {
  readonly uploads: readonly Upload[];
  readonly onFiles: (files: readonly File[]) => void;
  readonly onDismiss: (key: number) => void;
  /** In a window of its own, before which nobody else hears of what is pasted. */
  readonly pastes?: boolean;
}

const ACCEPTED = 'image/*,video/mp4,video/webm,audio/*,font/woff2,.woff2,.heic,.heif,.avif';

export function DropBox({ uploads, onFiles, onDismiss, pastes = false }: Props) {
  const { t } = useTranslation('panels');
  const [over, setOver] = useState(false);
  const newest = useRef(onFiles);
  useEffect(() => { newest.current = onFiles; });
  useEffect(() => {
    if (!pastes) return undefined;
    const paste = (event: ClipboardEvent): void => {
      const files = [...event.clipboardData?.files ?? []];
      if (files.length === 0 || (event.target instanceof HTMLElement && event.target.closest('[contenteditable], textarea, input') !== null)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      newest.current(files);
    };
    document.addEventListener('paste', paste, true);
    return () => { document.removeEventListener('paste', paste, true); };
  }, [pastes]);
  return (
    <div
      className={classes.drop} data-over={over}
      onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => { setOver(false); }}
      onDrop={(event) => { event.preventDefault(); setOver(false); onFiles([...event.dataTransfer.files]); }}
    >
      <Stack gap={6}>
        <Group gap="xs" wrap="nowrap">
          <FileButton multiple accept={ACCEPTED} onChange={onFiles}>{(props) => <Button size="xs" leftSection={<IconUpload size={14} aria-hidden />} {...props}>{t('assets.upload')}</Button>}</FileButton>
          <Text size="xs" c="dimmed">{t('assets.drop')}</Text>
        </Group>
        <div role="status">
          {uploads.map(({ key, name, state, problem }) => (state === 'failed'
            ? <Alert key={key} color="red" variant="light" p={6} withCloseButton closeButtonLabel={t('shell:close')} onClose={() => { onDismiss(key); }} title={name}>{problem}</Alert>
            : <Group key={key} gap={6}><Loader size={12} aria-hidden /><Text size="xs">{t('assets.sending', { name })}</Text></Group>))}
        </div>
      </Stack>
    </div>
  );
}
