/** A block as the keyboard and screen readers find it: an element without a look, exactly over it. */
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { blockName } from './panels/words';
import { useBuilder } from './store';
import classes from './Canvas.module.css';
import { boxOutOf } from './engine/geometry';
import { boxOf, frameAt } from './engine/scene';

interface Props {
  readonly id: string;
  readonly position: number;
  /** Of what is chosen, so the one with the focus. */
  readonly first: boolean;
}

export const BlockOption = memo(function BlockOption({ id, position, first }: Props) {
  const { t } = useTranslation('builder');
  const { t: words } = useTranslation('panels');
  const block = useBuilder((state) => state.doc.blocks[id]);
  const selected = useBuilder((state) => state.selected.has(id));
  const level = useBuilder((state) => state.level);
  if (block === undefined) return null;
  const box = boxOutOf(frameAt(useBuilder.getState().doc, level), boxOf(block));
  const name = blockName(words, block);
  const label = t(block.locked === true ? 'block.locked' : 'block.label', { name, x: block.x, y: block.y, w: block.w, h: block.h });
  return (
    <div
      role="option" className={classes.option} data-option={id} aria-selected={selected} aria-label={label} aria-posinset={position} tabIndex={first ? 0 : -1}
      style={{ width: box.w, height: box.h, transform: `translate(${box.x}px, ${box.y}px) rotate(${box.rot}deg)` }}
    />
  );
});
