/** Which file stands in one place of the document. */
import { Button, Group, Input, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Asset as Uploaded, AssetKind } from '../../../../api/assets';
import { assetAddress } from '../../../../api/assets';
import { useBuilder } from '../../store';
import { fileFor, withAsset } from '../assets/entry';
import { docNow, edit, useDoc } from '../model';

const AssetPicker = lazy(async () => ({ default: (await import('../assets/AssetPicker')).AssetPicker }));

interface Props {
  readonly kind: AssetKind;
  readonly label: string;
  /** Id in the document. */
  readonly value: string | undefined;
  readonly onCommit: (id: string | undefined) => void;
}

const SMALL = 96;

export function AssetField({ kind, label, value, onCommit }: Props) {
  const { t } = useTranslation('panels');
  const [picking, setPicking] = useState(false);
  const asset = useDoc((doc) => (value === undefined ? undefined : doc.assets?.[value]));
  const take = (uploaded: Uploaded): void => {
    const { doc, id } = withAsset(docNow(), uploaded);
    setPicking(false);
    useBuilder.getState().asOne('edit.asset', () => {
      edit('edit.asset', () => doc);
      onCommit(id);
    });
  };
  return (
    <Input.Wrapper label={label} size="xs" labelElement="div">
      <Group gap={6} wrap="nowrap">
        {asset?.kind === 'image' && <img src={assetAddress(fileFor(asset, SMALL))} alt="" width={40} height={28} style={{ objectFit: 'contain' }} />}
        <Text size="xs" flex={1} truncate c={asset === undefined ? 'dimmed' : undefined}>{asset?.name ?? (value === undefined ? t('assets.noneHere') : value)}</Text>
        <Button size="compact-xs" variant="default" aria-label={`${t('assets.choose')}: ${label}`} onClick={() => { setPicking(true); }}>{t('assets.choose')}</Button>
        {value !== undefined && <Button size="compact-xs" variant="subtle" color="red" aria-label={`${t('assets.clear')}: ${label}`} onClick={() => { onCommit(undefined); }}>{t('assets.clear')}</Button>}
      </Group>
      <Suspense fallback={null}>{picking && <AssetPicker kind={kind} title={label} onTake={take} onClose={() => { setPicking(false); }} />}</Suspense>
    </Input.Wrapper>
  );
}
