/** A partner's files as small pictures, by kind, category and name. A click takes one. */
import { Badge, Button, Group, NativeSelect, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconMusic, IconSearch, IconTypography, IconVideo } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { assetAddress, assetsQuery, type Asset, type AssetKind, type Category } from '../../../../api/assets';
import { Busy } from '../../../../components/Busy';
import { ProblemAlert } from '../../../../components/ProblemAlert';
import { isWaiting } from '../../offline/uploads';
import { useWaiting } from './useWaiting';
import classes from './assets.module.css';

interface Props {
  /** Absent: all kinds, and which is chosen here. */
  readonly kind?: AssetKind;
  readonly verb: (name: string) => string;
  readonly onTake: (asset: Asset) => void;
  /** What else can be done with one. */
  readonly more?: (asset: Asset) => ReactNode;
}

export const CATEGORIES: readonly Category[] = ['logo', 'background', 'wide', 'tall', 'square', 'other'];
const KINDS: readonly AssetKind[] = ['image', 'video', 'font', 'audio'];
const SEARCH_MS = 250;

export function AssetGrid({ kind: only, verb, onTake, more }: Props) {
  const { t } = useTranslation('panels');
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), SEARCH_MS);
  const [category, setCategory] = useState<Category | undefined>();
  const [chosen, setChosen] = useState<AssetKind | undefined>();
  const kind = only ?? chosen;
  const found = useInfiniteQuery({ ...assetsQuery({ kind, category, search }), placeholderData: (before) => before, throwOnError: false });
  const waiting = useWaiting({ kind, category, search });
  const there = found.data?.pages.flatMap((page) => page.assets) ?? [];
  const assets = [...waiting.filter(({ sha256 }) => there.every((each) => each.sha256 !== sha256)), ...there];
  return (
    <>
      <TextInput type="search" size="xs" aria-label={t('assets.search')} placeholder={t('assets.search')} leftSection={<IconSearch size={14} aria-hidden />} maxLength={100} value={typed} onChange={(event) => { setTyped(event.currentTarget.value); }} />
      <Group gap={6} my={6} grow>
        {only === undefined && <NativeSelect size="xs" aria-label={t('assets.kind')} value={chosen ?? ''} data={[{ value: '', label: t('assets.allKinds') }, ...KINDS.map((value) => ({ value, label: t(`assets.kinds.${value}`) }))]} onChange={({ currentTarget: { value } }) => { setChosen(KINDS.find((each) => each === value)); }} />}
        {(kind === undefined || kind === 'image') && <NativeSelect size="xs" aria-label={t('assets.category')} value={category ?? ''} data={[{ value: '', label: t('assets.allCategories') }, ...CATEGORIES.map((value) => ({ value, label: t(`assets.categories.${value}`) }))]} onChange={({ currentTarget: { value } }) => { setCategory(CATEGORIES.find((each) => each === value)); }} />}
      </Group>
      <ProblemAlert error={found.error} retry={() => { void found.refetch(); }} />
      {found.isPending && <Busy />}
      {found.data !== undefined && assets.length === 0 && <Text size="xs" c="dimmed">{t(search === '' && category === undefined ? 'assets.none' : 'assets.notFound')}</Text>}
      <ul className={classes.grid} aria-label={t('assets.list')}>
        {assets.map((asset) => (
          <li key={asset.sha256} className={classes.item}>
            <UnstyledButton className={classes.take} onClick={() => { onTake(asset); }} title={verb(asset.name)}>
              <Thumbnail asset={asset} />
              <Text span size="xs" truncate className={classes.name}>{asset.name}</Text>
              <Text span size="xs" c="dimmed">{asset.width === null ? asset.mime.split('/').pop() : `${asset.width} × ${asset.height ?? 0}`}</Text>
            </UnstyledButton>
            {isWaiting(asset) && <Badge size="xs" color="yellow" title={t('assets.waitingText')}>{t('assets.waiting')}</Badge>}
            {asset.state === 'failed' && <Badge size="xs" color="red" title={asset.failure ?? ''}>{t('assets.failed')}</Badge>}
            {asset.state === 'pending' && <Badge size="xs" color="gray">{t('assets.pending')}</Badge>}
            {!isWaiting(asset) && more?.(asset)}
          </li>
        ))}
      </ul>
      {found.hasNextPage && <Group justify="center" mt={6}><Button size="compact-xs" variant="default" loading={found.isFetchingNextPage} onClick={() => { void found.fetchNextPage(); }}>{t('assets.more')}</Button></Group>}
    </>
  );
}

function Thumbnail({ asset: { kind, files, sha256, mime } }: { readonly asset: Asset }) {
  if (kind === 'image') {
    const small = files.find(({ variant, mime: type }) => variant === 'thumb' && type === 'image/webp');
    const shown = small?.sha256 ?? (mime === 'image/heic' || mime === 'image/heif' ? null : sha256);
    return <span className={classes.picture}>{shown !== null && <img src={assetAddress(shown)} alt="" loading="lazy" decoding="async" />}</span>;
  }
  const Icon = { font: IconTypography, video: IconVideo, audio: IconMusic }[kind];
  return <span className={classes.picture}><Icon size={28} aria-hidden /></span>;
}
