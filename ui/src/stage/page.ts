/**
 * Why: one page of a template, drawn into any element: on a wall, in the builder, as a small picture. Everything in it is made when it
 * is mounted; afterwards values only flow through it. Whoever mounts it scales it as a whole.
 */
import type { Block, Page, TemplateDocument } from '../document/schema';
import type { Values } from '../binding/values';
import { animate, still } from '../blocks/animate';
import { Children } from '../blocks/children';
import { drawBlock } from '../blocks/draw';
import { ground, layer, px, style, tint } from '../blocks/look';
import type { PlayKind, Scene, SceneContext } from '../blocks/scene';

export type { SceneContext } from '../blocks/scene';

export interface MountedPage {
  readonly root: HTMLElement;
  /** Once per frame or whenever something changed; the same `values` again cost nearly nothing. An array: one for each place of `runners`. */
  update(values: Values | readonly (Values | null)[], now: number): void;
  /** How long it takes, in ms. `change`: another runner on the same page. After `out` the page is still there: `show(false)`. */
  play(kind: PlayKind): number;
  /** Not shown: invisible, films and tickers rest. */
  show(on: boolean): void;
  /** Another edition of the document: only what differs is touched. */
  restyle(document: TemplateDocument): void;
  /** The element that has a block's place; its transform may be written while it is dragged. */
  element(id: string): HTMLElement | null;
  destroy(): void;
}

const FALLBACK = "'Fallback Plain', 'Fallback Square', 'Noto Sans', 'Noto Sans CJK JP', 'Arial Narrow', sans-serif, 'Noto Color Emoji'";
const GENERIC = /^(sans-)?serif$|^monospace$/;
const USUAL = 'Sofia Sans Condensed';

/** By parent; blocks of the page itself under ''. A group that is repeated for each runner is drawn only there. */
function familyTree(document: TemplateDocument, page: string): Map<string, [string, Block][]> {
  const all = Object.entries(document.blocks).filter(([, block]) => block.page === page);
  const repeated = new Set(all.map(([, block]) => (block.type === 'runners' ? block.group : '')));
  const tree = new Map<string, [string, Block][]>();
  for (const entry of all) {
    const [id, { parent }] = entry;
    if (repeated.has(id)) continue;
    const under = parent && document.blocks[parent] !== undefined ? parent : '';
    const brothers = tree.get(under);
    if (brothers === undefined) tree.set(under, [entry]);
    else brothers.push(entry);
  }
  for (const brothers of tree.values()) brothers.sort(([a, one], [b, other]) => (one.z === other.z ? (a < b ? -1 : 1) : one.z < other.z ? -1 : 1));
  return tree;
}

class Drawing implements MountedPage {
  readonly root = document.createElement('div');
  /** A layer of its own: a picture or a gradient is painted once, and not again with every name that lies on it. */
  private readonly ground = layer(this.root);
  private readonly scene: Scene;
  private readonly children: Children;
  private tree = new Map<string, [string, Block][]>();
  private given: unknown = null;
  private made: Values = {};

  constructor(host: HTMLElement, private template: TemplateDocument, private readonly id: string, context: SceneContext) {
    this.scene = this.sceneOf(context);
    this.children = new Children(this.root, this.scene);
    this.root.dataset['page'] = id;
    this.ground.style.willChange = 'transform';
    style(this.root, { position: 'absolute', left: '0', top: '0', overflow: 'hidden', contain: 'strict' });
    this.lay(false);
    host.append(this.root);
  }

  update(values: Values | readonly (Values | null)[], now: number): void {
    if (values !== this.given) {
      this.given = values;
      this.made = Array.isArray(values)
        ? { ...(values as readonly (Values | null)[]).find((each) => each !== null), slots: values as readonly (Values | null)[] }
        : values as Values;
      tint(this.root, this.made);
    }
    this.children.update(this.made, now);
  }

  play(kind: PlayKind): number {
    if (kind === 'in') this.show(true);
    const anim = kind === 'in' ? this.page?.enter : kind === 'out' ? this.page?.exit : undefined;
    const own = animate(this.root, anim, kind, this.scene.calm);
    return Math.max(own, kind === 'change' ? this.children.play('in', true) : this.children.play(kind, false));
  }

  show(on: boolean): void {
    this.root.style.visibility = on ? '' : 'hidden';
    this.children.wake(on);
  }

  restyle(template: TemplateDocument): void {
    const before = this.template;
    if (template === before) return;
    this.template = template;
    this.lay(template.theme !== before.theme || template.fonts !== before.fonts || template.assets !== before.assets);
  }

  element(id: string): HTMLElement | null {
    return this.root.querySelector(`[data-block=${JSON.stringify(id)}]`);
  }

  destroy(): void {
    still(this.root);
    this.children.destroy();
    this.root.remove();
  }

  private get page(): Page | undefined {
    return this.template.pages[this.id];
  }

  private lay(all: boolean): void {
    const { w, h } = this.template.size;
    style(this.root, { width: px(w), height: px(h) });
    ground(this.ground, this.scene.transparent === true ? undefined : this.page?.bg, w, h, this.scene);
    this.tree = familyTree(this.template, this.id);
    this.children.sync(this.scene.children(''), all);
  }

  /** The context lies below, so that what changes in it is seen at once. */
  private sceneOf(context: SceneContext): Scene {
    const theme = (token: string): string => context.theme?.(token) ?? this.template.theme?.[token] ?? '';
    const own: Omit<Scene, keyof SceneContext> = {
      paint: (value) => (value ?? '').replace(/\$([\w-]+)/g, (_all, token: string) => theme(token)),
      family: (font) => {
        const family = (font ? this.template.fonts?.[font]?.family ?? font : USUAL).replace(/["\\\n]/g, '');
        if (GENERIC.test(family)) return `${family}, ${FALLBACK}`;
        // Faces that the hub brings carry this word in their files.
        return `"${family}", "${family} Variable", ${FALLBACK}`;
      },
      asset: (id) => this.template.assets?.[id],
      block: (id) => this.template.blocks[id],
      children: (id) => this.tree.get(id) ?? [],
      draw: (id, block) => drawBlock(id, block, scene),
    };
    const scene = Object.assign(Object.create(context) as SceneContext, own);
    return scene;
  }
}

export function mountPage(host: HTMLElement, template: TemplateDocument, pageId: string, context: SceneContext): MountedPage {
  return new Drawing(host, template, pageId, context);
}

