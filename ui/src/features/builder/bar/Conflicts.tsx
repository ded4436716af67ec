/**
 * What two people changed alike while one of them did not hear of the other. Theirs is in the template already; nothing of
 * mine is lost before I have said so: keep theirs, use mine, or look at both first.
 */
import { Badge, Button, Drawer, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DocumentPicture } from '../../../components/DocumentPicture';
import { useFormat } from '../../../components/time';
import { keyOf } from '../offline/copy';
import { decide, withMineOf } from '../offline/attach';
import { useBuilder } from '../store';
import { aboutOf, valueOf, type Undecided } from './conflictWords';

export function Conflicts() {
  const { t } = useTranslation('sharing');
  const conflicts = useBuilder((state) => state.conflicts) as readonly Undecided[]; // the keeper's, which knows more of them
  const [open, setOpen] = useState(false);
  const all = (whose: 'mine' | 'theirs'): void => { for (const one of conflicts) decide(keyOf(one), whose); };
  return (
    <>
      {conflicts.length > 0 && (
        <Button size="compact-sm" color="orange" variant="light" leftSection={<IconAlertTriangle size={14} aria-hidden />} onClick={() => { setOpen(true); }}>{t('conflicts.open', { count: conflicts.length })}</Button>
      )}
      <Drawer opened={open} onClose={() => { setOpen(false); }} position="right" size="lg" title={t('conflicts.title', { count: conflicts.length })} closeButtonProps={{ 'aria-label': t('shell:close') }}>
        <Stack gap="sm">
          <Text size="sm">{t(conflicts.length === 0 ? 'conflicts.none' : 'conflicts.text')}</Text>
          {conflicts.length > 1 && (
            <Group gap="xs">
              <Button size="xs" variant="default" onClick={() => { all('theirs'); }}>{t('conflicts.allTheirs')}</Button>
              <Button size="xs" variant="default" onClick={() => { all('mine'); }}>{t('conflicts.allMine')}</Button>
            </Group>
          )}
          <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }} aria-label={t('conflicts.list')}>
            {conflicts.map((one) => <OneConflict key={keyOf(one)} one={one} />)}
          </Stack>
        </Stack>
      </Drawer>
    </>
  );
}

function OneConflict({ one }: { readonly one: Undecided }) {
  const { t } = useTranslation('sharing');
  const { t: words } = useTranslation('panels');
  const format = useFormat();
  const doc = useBuilder((state) => state.doc);
  const [both, setBoth] = useState(false);
  const about = aboutOf(t, words, doc, one);
  const theirs = one.by?.name ?? t('conflicts.somebody');
  const at = one.at === null ? '' : format.ago(new Date(one.at).toISOString());
  const key = keyOf(one);
  const gone = one.because === 'gone';
  return (
    <Paper component="li" withBorder p="sm">
      <Stack gap={6}>
        <Group gap="xs"><Text fw={600} size="sm" style={{ overflowWrap: 'anywhere' }}>{about}</Text>{gone && <Badge size="sm" color="orange" variant="light">{t('conflicts.gone')}</Badge>}</Group>
        {one.because === 'refused' && <Text size="sm" c="red">{one.sentence ?? t('conflicts.refused')}</Text>}
        <Text size="sm">{t('conflicts.mine')}: <Text span fw={600}>{valueOf(t, one.val, one.path)}</Text></Text>
        <Text size="sm">{gone ? t('conflicts.removed', { name: theirs }) : t('conflicts.theirs', { name: theirs })}{!gone && <>: <Text span fw={600}>{valueOf(t, one.now, one.path)}</Text></>}{at !== '' && ` (${at})`}</Text>
        <Group gap="xs">
          <Button size="xs" aria-label={`${t('conflicts.keepTheirs')}: ${about}`} onClick={() => { decide(key, 'theirs'); }}>{t('conflicts.keepTheirs')}</Button>
          <Button size="xs" variant="default" aria-label={`${t(gone ? 'conflicts.restore' : 'conflicts.useMine')}: ${about}`} onClick={() => { decide(key, 'mine'); }}>{t(gone ? 'conflicts.restore' : 'conflicts.useMine')}</Button>
          <Button size="xs" variant="subtle" aria-expanded={both} aria-label={`${t('conflicts.both')}: ${about}`} onClick={() => { setBoth(!both); }}>{t('conflicts.both')}</Button>
        </Group>
        {both && <Both of={one} theirs={theirs} />}
      </Stack>
    </Paper>
  );
}

function Both({ of, theirs }: { readonly of: Undecided; readonly theirs: string }) {
  const { t } = useTranslation('sharing');
  const doc = useBuilder((state) => state.doc);
  const [head = '', id = ''] = of.path;
  const block = doc.blocks[id] ?? (of.mine as { readonly page?: string } | null | undefined); // of a block, else it is a page
  const page = head === 'pages' ? id : head === 'blocks' ? block?.page : undefined;
  const shown = page !== undefined && doc.pages[page] !== undefined ? { page } : {};
  return (
    <SimpleGrid cols={2} spacing="xs">
      {([[t('conflicts.theirs', { name: theirs }), doc], [t('conflicts.mine'), withMineOf(keyOf(of))]] as const).map(([label, drawn]) => (
        <figure key={label} style={{ margin: 0 }}>
          <div style={{ position: 'relative', aspectRatio: `${doc.size.w} / ${doc.size.h}` }}><DocumentPicture document={drawn} width={doc.size.w} height={doc.size.h} {...shown} /></div>
          <Text component="figcaption" size="xs" c="dimmed">{label}</Text>
        </figure>
      ))}
    </SimpleGrid>
  );
}
