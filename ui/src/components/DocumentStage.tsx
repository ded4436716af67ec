/** Apart from DocumentPicture, so that what draws blocks is loaded only where something is drawn. */
import { useEffect, useRef } from 'react';
import { assetAddress } from '../api/assets';
import type { Drawn } from '../api/templates';
import { forgetMeasured } from '../binding/fit';
import { SAMPLE_NOW, sampleValues } from '../binding/sample';
import { pagesInOrder } from '../document/page-order';
import type { Asset, TemplateDocument } from '../document/schema';
import { mountPage, type SceneContext } from '../stage/page';
import classes from './DocumentPicture.module.css';
import './drawing-fonts.css';

interface Props {
  readonly document: Drawn;
  readonly width: number;
  readonly page: string | undefined;
}

/** The longer side of a small picture, on a fine screen. */
const PIXELS = 700;

/** The page by which a template is known: the first that shows something. */
export function facing({ pages, blocks }: TemplateDocument): string | undefined {
  const drawn = new Set(Object.values(blocks).map(({ page }) => page));
  const ids = pagesInOrder({ pages });
  return ids.find((id) => drawn.has(id)) ?? ids[0];
}

/** The smallest that is sharp enough: nobody needs 4096 pixels for a card. */
function address({ kind, sha256, variants }: Asset): string {
  const fits = (kind === 'image' ? variants ?? [] : [])
    .filter(({ mime, w, h }) => mime === 'image/webp' && Math.max(w ?? 0, h ?? 0) >= PIXELS)
    .sort((one, other) => one.bytes - other.bytes);
  const small = kind === 'image' ? variants?.find(({ name, mime }) => name === 'half' && mime === 'image/webp') : undefined;
  return assetAddress(fits[0]?.sha256 ?? small?.sha256 ?? sha256);
}

function contextOf(document: TemplateDocument): SceneContext {
  return {
    assetUrl: (id) => { const asset = document.assets?.[id]; return asset === undefined ? null : address(asset); },
    locale: document.locale ?? 'en', zone: 'UTC', calm: true, now: () => SAMPLE_NOW,
  };
}

export function DocumentStage({ document: drawn, width, page }: Props) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = host.current;
    const room = element?.parentElement;
    const document = drawn as TemplateDocument; // the hub keeps no other
    const id = page ?? facing(document);
    if (element === null || room === null || room === undefined || id === undefined) return undefined;
    const mounted = mountPage(element, document, id, contextOf(document));
    const draw = (): void => { mounted.update(sampleValues(), SAMPLE_NOW); };
    // Letters that come later are of another width.
    const again = (): void => { forgetMeasured(); draw(); };
    const faces = window.document.fonts as FontFaceSet | undefined; // jsdom has none
    faces?.addEventListener('loadingdone', again);
    draw();
    const fit = (): void => { element.style.transform = `scale(${room.clientWidth / width})`; };
    const sized = new ResizeObserver(fit);
    sized.observe(room);
    fit();
    return () => { faces?.removeEventListener('loadingdone', again); sized.disconnect(); mounted.destroy(); };
  }, [drawn, width, page]);
  return <div ref={host} className={classes.stage} />;
}
