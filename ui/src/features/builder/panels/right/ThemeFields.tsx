/** Colours by name: a block that has one of them changes with it. A name that is in use stays. */
import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ColourInput } from '../fields/ColourInput';
import { edit, patched, useDoc, type Doc } from '../model';

const NAME = /^[a-z][a-z0-9-]{0,31}$/;
const POSSIBLE = /^(#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})|(rgb|hsl)a?\([0-9., %/]{3,40}\)|transparent|black|white)$/i;
const MOST = 64;

/** Whether anything in the document has the colour of that name. */
export function used(doc: Doc, token: string): boolean {
  return new RegExp(`\\$${token}(?![a-z0-9-])`).test(JSON.stringify([doc.pages, doc.blocks]));
}

export function withToken(doc: Doc, token: string, colour: string | null): Doc {
  const theme = { ...doc.theme };
  if (colour === null) Reflect.deleteProperty(theme, token); else theme[token] = colour;
  return patched(doc, { theme: Object.keys(theme).length === 0 ? undefined : theme });
}

export function ThemeFields() {
  const { t } = useTranslation('panels');
  const doc = useDoc((each) => each);
  const [name, setName] = useState('');
  const theme = Object.entries(doc.theme ?? {});
  const wrong = name !== '' && (!NAME.test(name) || doc.theme?.[name] !== undefined);
  return (
    <Stack gap={6}>
      {theme.length === 0 && <Text size="xs" c="dimmed">{t('theme.none')}</Text>}
      {theme.map(([token, colour]) => (
        <Group key={token} gap={6} wrap="nowrap" align="flex-end">
          <Token token={token} colour={colour} />
          <ActionIcon variant="subtle" color="red" disabled={used(doc, token)} title={used(doc, token) ? t('theme.used') : undefined} aria-label={t('theme.remove', { name: token })} onClick={() => { edit('edit.theme', (now) => withToken(now, token, null)); }}><IconTrash size={14} aria-hidden /></ActionIcon>
        </Group>
      ))}
      <form noValidate onSubmit={(event) => { event.preventDefault(); if (wrong || name === '' || theme.length >= MOST) return; edit('edit.theme', (now) => withToken(now, name, '#ffffff')); setName(''); }}>
        <Group gap={6} wrap="nowrap" align="flex-start">
          <TextInput size="xs" flex={1} aria-label={t('theme.name')} placeholder={t('theme.name')} value={name} maxLength={32} error={wrong ? t('theme.wrong') : undefined} onChange={(event) => { setName(event.currentTarget.value.toLowerCase()); }} />
          <Button type="submit" size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} disabled={wrong || name === ''}>{t('theme.add')}</Button>
        </Group>
      </form>
    </Stack>
  );
}

function Token({ token, colour }: { readonly token: string; readonly colour: string }) {
  const [typed, setTyped] = useState<string | null>(null);
  const write = (next: string): void => {
    setTyped(null);
    if (POSSIBLE.test(next.trim()) && next !== colour) edit('edit.theme', (doc) => withToken(doc, token, next.trim()));
  };
  return <ColourInput flex={1} label={token} value={typed ?? colour} onChange={setTyped} onChangeEnd={write} onBlur={() => { if (typed !== null) write(typed); }} />;
}
