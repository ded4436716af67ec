/** The part of a picture that is seen: asked for by Enter or a double click on the block, and by the button beside it. */
import { useEffect } from 'react';
import type { BlockOf } from '../../document/schema';
import { CropDialog } from './panels/assets/CropDialog';
import { edit, patched, withBlocks } from './panels/model';
import { useBuilder } from './store';
import type { Block } from './types';

export function CropInPlace({ id }: { readonly id: string }) {
  const block = useBuilder((state) => state.doc.blocks[id]);
  const asset = useBuilder((state) => (block?.type === 'image' && block.asset !== undefined ? state.doc.assets?.[block.asset] : undefined));
  // The window is there from the beginning, so it does not know where the keys were.
  useEffect(() => {
    const before = document.activeElement;
    return () => { if (before instanceof HTMLElement) before.focus({ preventScroll: true }); };
  }, []);
  if (block?.type !== 'image' || asset === undefined) return null;
  const close = (): void => { useBuilder.getState().crop(null); };
  const done = (crop: BlockOf<'image'>['crop'], focus: BlockOf<'image'>['focus']): void => {
    close();
    edit('edit.content', (doc) => withBlocks(doc, [id], (now) => (now.type === 'image' ? patched<Block>(now, { crop, focus } as Partial<Block>) : now))); // of a picture, as just asked
  };
  return <CropDialog asset={asset} ratio={block.w / block.h} crop={block.crop} focus={block.focus} onClose={close} onDone={done} />;
}
