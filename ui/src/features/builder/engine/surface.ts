/**
 * What is seen of a document: the page drawn by the display's own blocks below one scale, and an unscaled layer above it.
 * It follows the store by itself, so that React has nothing to do when a block moves or the page is pushed about.
 */
import { SAMPLE_NOW, sampleValues } from '../../../binding/sample';
import { mountPage, type MountedPage, type SceneContext } from '../../../stage/page';
import { useBuilder, type BuilderState } from '../store';
import { sceneFor } from './context';
import { boxOutOf, type Box } from './geometry';
import { NO_GUIDES } from '../desk';
import { guidesAfter, type PulledGuide } from './guide';
import { NOTHING, type Figure, type Gesture, type Shown } from './gestures';
import { Lettering } from './lettering';
import { Overlay, type OverlayClasses } from './overlay';
import type { Drawing } from './pointer';
import { boxOf, frameAt, onPage, sceneOf } from './scene';

export interface Layers {
  /** Scaled: the page. */
  readonly stage: HTMLElement;
  /** Scaled: what screen readers and the keyboard find of it. */
  readonly options: HTMLElement;
  /** Never scaled. */
  readonly overlay: HTMLElement;
}

const TICK_MS = 250;

export class Surface implements Drawing {
  private page: MountedPage | null = null;
  private readonly overlaid: Overlay;
  private readonly unfollow: () => void;
  private readonly began = performance.now();
  private readonly ticking: number;
  private readonly sample = sampleValues();
  private readonly lettering: Lettering;
  private gesture: Gesture | null = null;
  private pulled: PulledGuide | null = null;

  constructor(private readonly layers: Layers, classes: OverlayClasses, private readonly fileOf: (sha256: string) => string) {
    this.overlaid = new Overlay(layers.overlay, classes);
    this.unfollow = useBuilder.subscribe((state, before) => { this.follow(state, before); });
    this.lettering = new Lettering(fileOf, () => { this.tell(); });
    this.mount(useBuilder.getState());
    // A clock on the page runs; while something is pulled it waits, to leave the frame to that.
    this.ticking = window.setInterval(() => { if (this.gesture === null) this.tell(); }, TICK_MS);
  }

  destroy(): void {
    window.clearInterval(this.ticking);
    this.unfollow();
    this.lettering.destroy();
    this.page?.destroy();
    this.overlaid.destroy();
  }

  place(id: string, box: Box | null): void {
    const element = this.page?.element(id);
    if (element === null || element === undefined) return;
    const block = useBuilder.getState().doc.blocks[id];
    const at = box ?? (block === undefined ? null : boxOf(block));
    if (at === null) return;
    element.style.transform = `translate(${at.x}px, ${at.y}px)${at.rot === 0 ? '' : ` rotate(${at.rot}deg)`}`;
    element.style.width = `${at.w}px`;
    element.style.height = `${at.h}px`;
  }

  lift(ids: readonly string[], on: boolean): void {
    for (const id of ids) this.page?.element(id)?.style.setProperty('will-change', on ? 'transform' : '');
  }

  overlay(shown: Shown | null, gesture: Gesture | null): void {
    this.gesture = gesture;
    this.draw(useBuilder.getState(), shown);
  }

  /** A guide where the pointer has it; null: all where the store has them. */
  guide(pulled: PulledGuide | null): void {
    this.pulled = pulled;
    this.draw(useBuilder.getState(), null);
  }

  private follow(state: BuilderState, before: BuilderState): void {
    if (state.template !== before.template || state.page !== before.page) this.mount(state);
    else if (state.doc !== before.doc) { this.lettering.ask(state.doc); this.page?.restyle(state.doc); this.tell(); } else if (state.values !== before.values) this.tell();
    if (state.writing !== before.writing) this.write(state.writing, before.writing);
    if (state.view !== before.view || state.doc.size !== before.doc.size) this.look(state);
    if (OVERLAID.some((key) => state[key] !== before[key])) this.draw(state, null);
  }

  /** Words that are being written stand in their own field, not twice. */
  private write(now: string | null, before: string | null): void {
    for (const [id, shown] of [[before, ''], [now, 'hidden']] as const) if (id !== null) this.page?.element(id)?.style.setProperty('visibility', shown);
  }

  private mount(state: BuilderState): void {
    this.page?.destroy();
    this.lettering.ask(state.doc);
    this.page = state.doc.pages[state.page] === undefined ? null : mountPage(this.layers.stage, state.doc, state.page, this.context());
    this.tell();
    this.look(state);
    this.draw(state, null);
  }

  private tell(): void {
    const { values } = useBuilder.getState();
    this.page?.update(values ?? this.sample, this.now());
  }

  private now(): number {
    return (useBuilder.getState().values === null ? SAMPLE_NOW + performance.now() - this.began : Date.now());
  }

  private look({ view, doc }: BuilderState): void {
    for (const layer of [this.layers.stage, this.layers.options]) {
      layer.style.width = `${doc.size.w}px`;
      layer.style.height = `${doc.size.h}px`;
      layer.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.zoom})`;
    }
  }

  private draw(state: BuilderState, shown: Shown | null): void {
    const { doc, view, level, mode, guides } = state;
    const { boxes, hints, marquee, selected, figure } = shown ?? NOTHING;
    const chosen = mode === 'preview' ? [] : sceneOf(state).items.filter(({ id }) => (selected ?? state.selected).has(id));
    const free = chosen.length > 0 && chosen.every(({ id }) => doc.blocks[id]?.locked !== true);
    this.overlaid.show({
      view, frame: frameAt(doc, level),
      guides: mode === 'preview' ? NO_GUIDES : this.pulled === null ? guides : guidesAfter(guides, { ...this.pulled, at: null }),
      pulled: this.pulled,
      boxes: chosen.map(({ id, box }) => boxes.get(id) ?? box),
      hints, marquee,
      label: figure === null ? null : words(figure),
      handles: mode === 'draw' && free && (this.gesture === null || this.gesture.kind === 'resize'),
      safe: mode === 'preview' ? null : safeOf(doc),
      level: levelOf(doc, level),
    });
  }

  private context(): SceneContext {
    return sceneFor(() => useBuilder.getState().doc, this.fileOf, () => this.now(), true);
  }
}

function safeOf({ size, safe = 0 }: BuilderState['doc']): Box | null {
  return safe === 0 ? null : { x: size.w * safe, y: size.h * safe, w: size.w * (1 - 2 * safe), h: size.h * (1 - 2 * safe), rot: 0 };
}

/** The edge of the group one works in. */
function levelOf(doc: BuilderState['doc'], level: string | null): Box | null {
  const group = level === null ? undefined : doc.blocks[level];
  return group === undefined ? null : boxOutOf(frameAt(doc, level), { x: 0, y: 0, w: group.w, h: group.h, rot: 0 });
}

const OVERLAID = ['doc', 'view', 'selected', 'level', 'page', 'mode', 'guides'] as const;

function words(figure: Figure): string {
  if (figure.kind === 'place') return `${figure.x}, ${figure.y}`;
  return figure.kind === 'size' ? `${figure.w} × ${figure.h}` : `${figure.degrees}°`;
}

/** Where a block lies on the person's screen, in the canvas; for what is laid over it. */
export function onScreen({ doc, view }: BuilderState, id: string): Box {
  const box = onPage(doc, id);
  return { x: box.x * view.zoom + view.x, y: box.y * view.zoom + view.y, w: box.w * view.zoom, h: box.h * view.zoom, rot: box.rot };
}
