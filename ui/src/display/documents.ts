/**
 * Why: a screen never shows half a template. The document is asked for by its hash, then every file and every
 * face in it, and only when all of that lies here is it handed out; until then, and when it cannot be had or
 * read, the one before stays. With HTTPS it lies in a cache of its own, so that a screen that starts
 * without a hub has it too; without, the browser's own cache has to do, and pictures are kept in memory.
 */
import { bring } from '../blocks/registry';
import type { Asset, TemplateDocument } from '../document/schema';

export interface Prepared {
  readonly hash: string;
  readonly document: TemplateDocument;
}

export interface DocumentsWorld {
  readonly fetch: (address: string) => Promise<Response>;
  readonly caches: CacheStorage | undefined;
  readonly after: (ms: number, callback: () => void) => () => void;
  /** Loads a face and makes it known. */
  readonly face: (family: string, address: string, weight: string | undefined) => Promise<unknown>;
  /** An address for bytes that are kept in memory; and that they are not wanted any more. */
  readonly keep: (bytes: Blob) => string;
  readonly drop: (address: string) => void;
  /** What windows of this browser show: only that is kept. */
  readonly shown: { readonly get: () => readonly string[]; readonly set: (hash: string) => void };
}

const PREFIX = 'project88-template-';
const FIRST_RETRY_MS = 3000;
const LAST_RETRY_MS = 60_000;

class Trouble extends Error {}

/** The file of an asset that is drawn: made for screens, where there is one. */
export function fileOf({ sha256, variants }: Asset): string {
  return variants?.find(({ name }) => name === 'full')?.sha256 ?? sha256;
}

function isDocument(value: unknown): value is TemplateDocument {
  const row = value as Partial<TemplateDocument> | null;
  return row !== null && typeof row === 'object' && row.v === 1 && [row.size, row.pages, row.blocks].every((part) => typeof part === 'object');
}

/** It draws one runner, and many may come. */
function lacks({ pages, play }: TemplateDocument): boolean {
  const roles = new Set(Object.values(pages).map(({ role }) => role));
  return roles.has('solo') && play?.most !== 1 && !(roles.has('group') && roles.has('compact'));
}

export class Documents {
  private wanted: string | null = null;
  private ready: Prepared | null = null;
  private retryMs = FIRST_RETRY_MS;
  private cancel: () => void = () => undefined;
  private readonly memory = new Map<string, string>();
  /** Why the wanted one is not there; empty while it is, or is on its way. For the hub. */
  trouble = '';

  constructor(private readonly world: DocumentsWorld, private readonly path: string) {}

  /** Null: nothing is to be drawn from a document. */
  want(hash: string | null): void {
    if (hash === this.wanted) return;
    this.wanted = hash;
    this.ready = null;
    this.trouble = '';
    this.retryMs = FIRST_RETRY_MS;
    this.cancel();
    if (hash !== null) void this.prepare(hash);
  }

  /** The wanted one, whole; null while it is not. */
  get whole(): Prepared | null {
    return this.ready;
  }

  /** It is drawn from now on: what nobody shows goes. */
  taken({ hash, document }: Prepared): void {
    const files = new Set(Object.values(document.assets ?? {}).map(fileOf));
    for (const [file, address] of [...this.memory]) {
      if (files.has(file)) continue;
      this.memory.delete(file);
      this.world.drop(address);
    }
    this.world.shown.set(hash);
    void this.tidy();
  }

  addressOf(asset: Asset): string {
    const file = fileOf(asset);
    return this.memory.get(file) ?? `${this.path}/assets/${file}`;
  }

  private async prepare(hash: string): Promise<void> {
    try {
      const document = await this.load(hash);
      if (this.wanted === hash) this.ready = { hash, document };
      this.trouble = '';
    } catch (error) {
      if (this.wanted !== hash) return;
      this.trouble = error instanceof Trouble ? error.message : 'The template could not be fetched.';
      this.cancel = this.world.after(this.retryMs, () => { void this.prepare(hash); });
      this.retryMs = Math.min(LAST_RETRY_MS, this.retryMs * 2);
    }
  }

  private async load(hash: string): Promise<TemplateDocument> {
    const shelf = await this.world.caches?.open(PREFIX + hash).catch(() => undefined);
    const response = await this.file(`${this.path}/templates/${hash}`, shelf);
    const document: unknown = await response.json();
    if (!isDocument(document)) throw new Trouble('The template cannot be read.');
    await bring(Object.values(document.blocks).map(({ type }) => type));
    await Promise.all(Object.values(document.assets ?? {}).map((asset) => this.asset(asset, shelf)));
    const faces = Object.values(document.fonts ?? {}).flatMap(({ family, src, weight }) => (src ?? []).flatMap((id) => {
      const asset = document.assets?.[id];
      return asset === undefined ? [] : [this.world.face(family, `${this.path}/assets/${fileOf(asset)}`, weight)];
    }));
    await Promise.all(faces);
    // Who drew only a single runner gets pages for a crowd too.
    return lacks(document) ? (await import('./after')).derived(document) : document;
  }

  private async asset(asset: Asset, shelf: Cache | undefined): Promise<void> {
    const file = fileOf(asset);
    const bytes = await (await this.file(`${this.path}/assets/${file}`, shelf)).blob();
    if (shelf === undefined && asset.kind === 'image' && !this.memory.has(file)) this.memory.set(file, this.world.keep(bytes));
  }

  /** From wherever it lies already, and from then on in this cache too. */
  private async file(address: string, shelf: Cache | undefined): Promise<Response> {
    const kept = await this.world.caches?.match(address);
    const response = kept ?? await this.world.fetch(address);
    if (!response.ok) throw new Trouble(`The hub answers ${String(response.status)} for a file of the template.`);
    if (shelf === undefined) return response;
    const copy = response.clone();
    // A full disk must not cost the picture: then it lies where the browser keeps it.
    await shelf.put(address, copy).catch(() => undefined);
    return response;
  }

  private async tidy(): Promise<void> {
    const { caches, shown } = this.world;
    if (caches === undefined) return;
    const wanted = new Set([...shown.get(), this.wanted].map((hash) => PREFIX + String(hash)));
    const names = await caches.keys().catch(() => []);
    await Promise.all(names.filter((name) => name.startsWith(PREFIX) && !wanted.has(name)).map((name) => caches.delete(name).catch(() => false)));
  }
}
