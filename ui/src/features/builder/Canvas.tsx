/**
 * Why so little React: it makes the layers once and lists the blocks for the keyboard and for screen readers. What is seen is
 * drawn by `Surface` with the display's blocks, and what a pointer does is `Pointer`'s.
 */
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { address } from '../../api/client';
import { BlockOption } from './BlockOption';
import { giveFiles } from './engine/files';
import { GuidePuller } from './engine/guide';
import { Pointer } from './engine/pointer';
import { sceneOf } from './engine/scene';
import { Surface } from './engine/surface';
import { fits, fitted, toDocument } from './engine/viewport';
import { LiveRegion } from './LiveRegion';
import { RulerStrips } from './RulerStrips';
import { useBuilder } from './store';
import { TextInPlace } from './TextInPlace';
import classes from './Canvas.module.css';

const CropInPlace = lazy(async () => ({ default: (await import('./CropInPlace')).CropInPlace }));

export function Canvas() {
  const { t } = useTranslation('builder');
  const desk = useRef<HTMLDivElement>(null);
  const root = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const options = useRef<HTMLDivElement>(null);
  const overlay = useRef<HTMLDivElement>(null);
  const writing = useBuilder((state) => state.writing);
  const cropping = useBuilder((state) => state.cropping);
  const none = useBuilder((state) => state.selected.size === 0);
  const rulers = useBuilder((state) => state.rulers);
  const preview = useBuilder((state) => state.mode === 'preview');
  const ids = useBuilder(useShallow((state) => sceneOf(state).items.map(({ id }) => id)));
  const chosen = useBuilder((state) => state.selected);

  useEffect(() => {
    if (desk.current === null || root.current === null || stage.current === null || options.current === null || overlay.current === null) return undefined;
    const host = root.current;
    const surface = new Surface({ stage: stage.current, options: options.current, overlay: overlay.current }, classes as never, (sha256) => address(`/api/assets/files/${sha256}`)); // names of the style sheet
    const pointer = new Pointer(host, surface);
    const guides = new GuidePuller(desk.current, host, (pulled) => { surface.guide(pulled); });
    const sized = new ResizeObserver(() => { room(host); });
    sized.observe(host);
    const key = (event: KeyboardEvent): void => {
      if (event.type === 'keydown' && event.key === 'Escape' && (pointer.cancel() || guides.cancel())) { event.preventDefault(); event.stopPropagation(); }
      if (event.key !== ' ' || !host.contains(document.activeElement) || useBuilder.getState().mode === 'text') return;
      event.preventDefault();
      pointer.hand = event.type === 'keydown';
      host.dataset['hand'] = String(pointer.hand);
    };
    addEventListener('keydown', key, true);
    addEventListener('keyup', key, true);
    return () => {
      removeEventListener('keydown', key, true);
      removeEventListener('keyup', key, true);
      sized.disconnect();
      guides.destroy();
      pointer.destroy();
      surface.destroy();
    };
  }, []);

  // Where the keys go follows what is chosen, while the canvas has them.
  useEffect(() => {
    if (writing !== null || root.current?.contains(document.activeElement) !== true) return;
    focus(root.current, chosen);
  }, [chosen, writing]);

  // Words that are done leave the keys to nobody.
  useEffect(() => {
    const host = root.current;
    if (writing === null || host === null) return undefined;
    return () => { if (document.activeElement === document.body) focus(host, useBuilder.getState().selected); };
  }, [writing]);

  return (
    <div ref={desk} className={classes.desk}>
      {rulers && <RulerStrips />}
      <div
        ref={root} className={classes.canvas} data-canvas
        onPointerDown={(event) => { if (writing === null) { event.preventDefault(); focus(event.currentTarget, useBuilder.getState().selected); } }}
        onDragOver={(event) => { if (event.dataTransfer.types.includes('Files')) event.preventDefault(); }}
        onDrop={(event) => {
          const { left, top } = event.currentTarget.getBoundingClientRect();
          const at = toDocument(useBuilder.getState().view, { x: event.clientX - left, y: event.clientY - top });
          if (giveFiles([...event.dataTransfer.files], at)) event.preventDefault();
        }}
      >
        <div ref={stage} className={classes.stage} aria-hidden />
        <div ref={options} className={classes.options} role="listbox" aria-multiselectable aria-label={t('canvas.label')} aria-disabled={preview} tabIndex={none ? 0 : -1}>
          {ids.map((id, index) => <BlockOption key={id} id={id} position={index + 1} first={[...chosen][0] === id} />)}
        </div>
        <div ref={overlay} className={classes.overlay} aria-hidden />
        {writing !== null && <TextInPlace key={writing} id={writing} />}
        <LiveRegion />
      </div>
      {cropping !== null && <Suspense fallback={null}><CropInPlace id={cropping} /></Suspense>}
    </div>
  );
}

function focus(root: HTMLElement, chosen: ReadonlySet<string>): void {
  const [first] = chosen;
  const option = first === undefined ? null : root.querySelector<HTMLElement>(`[data-option=${JSON.stringify(first)}]`);
  (option ?? root.querySelector<HTMLElement>('[role=listbox]'))?.focus({ preventScroll: true });
}

/** Who looks at the whole page goes on to, also when a window becomes narrow; a view of one's own stays, with its middle. */
function room(host: HTMLElement): void {
  const { room: before, doc, view, setRoom, look } = useBuilder.getState();
  const now = { w: host.clientWidth, h: host.clientHeight };
  if (now.w === before.w && now.h === before.h) return;
  setRoom(now);
  if (before.w === 0 || fits(view, doc.size, before)) look(fitted(doc.size, now));
  else look({ ...view, x: view.x + (now.w - before.w) / 2, y: view.y + (now.h - before.h) / 2 });
}
