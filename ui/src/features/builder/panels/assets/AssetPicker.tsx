/** Chooses a file for one place of the document: of those that are there, or a new one. */
import { Modal, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Asset, AssetKind } from '../../../../api/assets';
import { AssetGrid } from './AssetGrid';
import { DropBox } from './DropBox';
import { useUploads } from './useUploads';

interface Props {
  readonly kind: AssetKind;
  readonly title: string;
  readonly onTake: (asset: Asset) => void;
  readonly onClose: () => void;
}

export function AssetPicker({ kind, title, onTake, onClose }: Props) {
  const { t } = useTranslation('panels');
  const { uploads, bring, dismiss } = useUploads((asset) => { if (asset.kind === kind) onTake(asset); });
  return (
    <Modal opened onClose={onClose} size="lg" title={title} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <Stack gap="xs">
        <DropBox pastes uploads={uploads} onFiles={bring} onDismiss={dismiss} />
        <div><AssetGrid kind={kind} verb={(name) => t('assets.take', { name })} onTake={onTake} /></div>
      </Stack>
    </Modal>
  );
}
