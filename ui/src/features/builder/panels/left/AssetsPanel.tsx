/** The partner's files: brought in, looked for, put on the page. What is pasted or dropped on the canvas comes through here too. */
import { ActionIcon, Menu, Progress, Stack, Text, TextInput } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ASSETS, changeAsset, removeAsset, restoreAsset, usageQuery, type Asset } from '../../../../api/assets';
import { sentence } from '../../../../components/ProblemAlert';
import { failed, undoable } from '../../../../components/toast';
import { add } from '../../../../document/edit/block';
import { newId } from '../../../../document/ids';
import { onFiles } from '../../engine/files';
import { useBuilder } from '../../store';
import { AssetGrid, CATEGORIES } from '../assets/AssetGrid';
import { DropBox } from '../assets/DropBox';
import { withAsset } from '../assets/entry';
import { useUploads } from '../assets/useUploads';
import { edit, type Doc } from '../model';
import { boxFor } from './kinds';
import classes from './left.module.css';

interface Point { readonly x: number; readonly y: number }

/** With a block that shows it; a font becomes one of the document's. */
export function withShown(doc: Doc, page: string, asset: Asset, at: Point | null): { readonly doc: Doc; readonly ids: readonly string[] } {
  const { doc: next, id } = withAsset(doc, asset);
  if (asset.kind === 'font') {
    const family = asset.family ?? asset.name;
    const known = Object.values(next.fonts ?? {}).some((font) => font.src?.includes(id) === true);
    return { doc: known ? next : { ...next, fonts: { ...next.fonts, [newId()]: { family, src: [id] } } }, ids: [] };
  }
  if (asset.kind === 'audio') return { doc: next, ids: [] };
  const ratio = (asset.width ?? 16) / (asset.height ?? 9);
  const wide = Math.min(asset.width ?? Infinity, doc.size.w * 0.6, doc.size.h * 0.6 * ratio);
  const box = boxFor(doc, page, wide / doc.size.w, wide / ratio / doc.size.h);
  const there = at === null ? box : { ...box, x: Math.round(at.x - box.w / 2), y: Math.round(at.y - box.h / 2) };
  return asset.kind === 'video' ? add(next, { ...there, type: 'video', asset: id, loop: true }) : add(next, { ...there, type: 'image', asset: id, fit: 'contain' });
}

/** Same size, or larger with the same ratio, as the page: it fits behind everything. */
export function fitsBehind({ kind, width, height }: Pick<Asset, 'kind' | 'width' | 'height'>, { size }: Doc): boolean {
  if (kind !== 'image' || width === null || height === null || width < size.w || height < size.h) return false;
  return Math.abs(width / height - size.w / size.h) <= 0.01;
}

function show(asset: Asset, at: Point | null = null): void {
  const { doc, page, select } = useBuilder.getState();
  const made = withShown(doc, page, asset, at);
  edit('edit.add', () => made.doc);
  if (made.ids.length > 0) select(made.ids);
}

function behind(asset: Asset): void {
  const { page } = useBuilder.getState();
  edit('edit.background', (doc) => {
    const { doc: next, id } = withAsset(doc, asset);
    const before = next.pages[page];
    return before === undefined ? next : { ...next, pages: { ...next.pages, [page]: { ...before, bg: { ...before.bg, asset: id, fit: 'cover' } } } };
  });
}

export function AssetsPanel() {
  const { t } = useTranslation('panels');
  const usage = useQuery({ ...usageQuery, throwOnError: false });
  const { uploads, bring, dismiss, licence, setLicence } = useUploads();
  const mebi = (bytes: number): string => (bytes / 2 ** 20).toFixed(bytes < 10 * 2 ** 20 ? 1 : 0);
  return (
    <Stack gap={8} className={classes.panel}>
      <DropBox uploads={uploads} onFiles={bring} onDismiss={dismiss} />
      <TextInput size="xs" label={t('assets.licence')} description={t('assets.licenceText')} maxLength={300} value={licence} onChange={(event) => { setLicence(event.currentTarget.value); }} />
      <div><AssetGrid verb={(name) => t('assets.put', { name })} onTake={(asset) => { show(asset); }} more={(asset) => <AssetMenu asset={asset} />} /></div>
      {usage.data !== undefined && (
        <div>
          <Text size="xs" c="dimmed">{t('assets.usage', { used: mebi(usage.data.bytes), most: mebi(usage.data.quota_bytes) })}</Text>
          <Progress size="xs" value={100 * usage.data.bytes / usage.data.quota_bytes} aria-label={t('assets.usageLabel')} />
        </div>
      )}
    </Stack>
  );
}

/** For as long as the builder is open, whichever panel is in front. */
export function TakesFiles() {
  const at = useRef<Point | null>(null);
  const { bring } = useUploads((asset) => { show(asset, at.current); }, (name, problem) => { failed(`${name}: ${problem}`); });
  const newest = useRef(bring);
  useEffect(() => { newest.current = bring; });
  useEffect(() => onFiles((files, place) => { at.current = place; newest.current(files); }), []);
  return null;
}

function AssetMenu({ asset }: { readonly asset: Asset }) {
  const { t } = useTranslation('panels');
  const queries = useQueryClient();
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: ASSETS });
  const tried = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      failed(sentence(error, t('shell:fault.text')));
      return false;
    } finally {
      await refresh();
    }
  };
  const remove = async (): Promise<void> => {
    if (await tried(() => removeAsset(asset.id))) undoable(t('assets.removed', { name: asset.name }), async () => { await restoreAsset(asset.id); await refresh(); });
  };
  return (
    <Menu withinPortal position="bottom-end">
      <Menu.Target><ActionIcon size="sm" variant="default" aria-label={t('assets.menu', { name: asset.name })} style={{ position: 'absolute', insetBlockStart: 4, insetInlineEnd: 4 }}><IconDots size={12} aria-hidden /></ActionIcon></Menu.Target>
      <Menu.Dropdown>
        {asset.kind === 'image' && <Menu.Item onClick={() => { behind(asset); }}>{t('assets.behind')}</Menu.Item>}
        {asset.kind === 'image' && <Menu.Label>{t('assets.category')}</Menu.Label>}
        {asset.kind === 'image' && CATEGORIES.map((category) => <Menu.Item key={category} disabled={category === asset.category} onClick={() => { void tried(() => changeAsset(asset.id, { category })); }}>{t(`assets.categories.${category}`)}</Menu.Item>)}
        <Menu.Divider />
        <Menu.Item color="red" onClick={() => { void remove(); }}>{t('assets.remove')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
