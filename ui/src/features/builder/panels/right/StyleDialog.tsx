/** Colours of a website become colours of the theme: the race's own page, most often. The hub reads it, not this browser. */
import { Alert, Button, ColorSwatch, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readStyle, type WebsiteStyle } from '../../../../api/assets';
import { ProblemAlert } from '../../../../components/ProblemAlert';
import { edit, useDoc } from '../model';
import { withToken } from './ThemeFields';

const USUAL = ['background', 'text', 'accent', 'muted'];

/** The first guess: its ground as the ground, then the others in turn. */
export function guessed({ background, colours }: Pick<WebsiteStyle, 'background' | 'colours'>, tokens: readonly string[]): Record<string, string> {
  const rest = colours.filter((colour) => colour !== background);
  const found: Record<string, string> = {};
  for (const token of tokens) {
    const colour = token === 'background' && background !== null ? background : rest.shift();
    if (colour !== undefined) found[token] = colour;
  }
  return found;
}

export function StyleDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('panels');
  const theme = useDoc((doc) => doc.theme);
  const tokens = [...new Set([...USUAL, ...Object.keys(theme ?? {})])];
  const [url, setUrl] = useState('');
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const read = useMutation({ mutationFn: readStyle, onSuccess: (style) => { setChosen(guessed(style, tokens)); } });
  const style = read.data;
  const take = (): void => {
    edit('edit.theme', (doc) => Object.entries(chosen).reduce((next, [token, colour]) => (colour === '' ? next : withToken(next, token, colour)), doc));
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('style.title')} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <Stack gap="sm">
        <form noValidate onSubmit={(event) => { event.preventDefault(); if (url.trim() !== '') read.mutate(/^https?:\/\//i.test(url.trim()) ? url.trim() : `https://${url.trim()}`); }}>
          <Group gap="xs" align="flex-end" wrap="nowrap">
            <TextInput flex={1} type="url" label={t('style.url')} placeholder="https://" maxLength={2000} data-autofocus value={url} onChange={(event) => { setUrl(event.currentTarget.value); }} />
            <Button type="submit" loading={read.isPending}>{t('style.read')}</Button>
          </Group>
        </form>
        <ProblemAlert error={read.error} />
        {style !== undefined && (
          <>
            <Text fw={600}>{style.title}</Text>
            {style.colours.length === 0 && <Alert variant="light">{t('style.nothing')}</Alert>}
            {style.colours.length > 0 && tokens.map((token) => (
              <Group key={token} gap="xs" wrap="nowrap" align="flex-end">
                <NativeSelect size="xs" flex={1} label={token} value={chosen[token] ?? ''} data={[{ value: '', label: t('style.keep') }, ...new Set([...(style.background === null ? [] : [style.background]), ...style.colours])]} onChange={({ currentTarget: { value } }) => { setChosen({ ...chosen, [token]: value }); }} />
                <ColorSwatch size={28} color={chosen[token] ?? theme?.[token] ?? 'transparent'} aria-hidden />
              </Group>
            ))}
            {style.fonts.length > 0 && <Text size="xs" c="dimmed">{t('style.fonts', { fonts: style.fonts.join(', ') })}</Text>}
          </>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{t('shell:cancel')}</Button>
          <Button disabled={Object.values(chosen).every((colour) => colour === '')} onClick={take}>{t('style.take')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
