/**
 * What lies in this browser until the hub has it: heads of templates (`docs`), what each window has under way (`outbox`) and what it drew
 * since with its unanswered conflicts (`drafts`), and files that are still to be uploaded (`assets`). Never a key, never a name
 * of a runner: a laptop at a finish line is anybody's.
 *
 * A window writes only what is its own. What a window left behind (closed, crashed) is taken over by the next one that opens the
 * template, in one transaction, so by one only. Should the old one live after all, the same batch is answered once and
 * the same property is already so: nothing happens twice.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Op } from '../../../document/ops';
import type { TemplateDocument } from '../../../document/schema';
import type { Batch, Copy, Held } from './copy';

/** `place`: partner and template, as one browser may serve several partners. */
export interface Kept { readonly place: string; readonly version: number; readonly head: TemplateDocument; readonly at: number }
interface Outgoing { readonly place: string; readonly window: string; readonly flying: Batch | null; readonly at: number }
interface Draft { readonly place: string; readonly window: string; readonly version: number; readonly pending: readonly Op[]; readonly conflicts: readonly Held[]; readonly at: number }
export interface KeptAsset { readonly sha256: string; readonly place: string; readonly name: string; readonly blob: Blob; readonly at: number }

interface Shelves extends DBSchema {
  docs: { key: string; value: Kept };
  outbox: { key: [string, string]; value: Outgoing };
  drafts: { key: [string, string]; value: Draft };
  assets: { key: string; value: KeptAsset };
}

/** What somebody left: its batch, if one was under way, and all that was drawn after it. */
export interface Left { readonly window: string; readonly flying: Batch | null; readonly pending: readonly Op[]; readonly conflicts: readonly Held[] }

const NAME = 'project88-builder';

export class Shelf {
  private constructor(private readonly db: IDBPDatabase<Shelves>) {}

  static async open(name = NAME): Promise<Shelf> {
    const db = await openDB<Shelves>(name, 1, {
      upgrade(fresh) {
        fresh.createObjectStore('docs', { keyPath: 'place' });
        fresh.createObjectStore('outbox', { keyPath: ['place', 'window'] });
        fresh.createObjectStore('drafts', { keyPath: ['place', 'window'] });
        fresh.createObjectStore('assets', { keyPath: 'sha256' });
      },
      // Another window has a newer build: it may go on, and this one opens its shelf again when it needs it.
      blocking(_current, _blocked, event) { (event.target as IDBDatabase).close(); },
    });
    return new Shelf(db);
  }

  close(): void { this.db.close(); }

  head(place: string): Promise<Kept | undefined> { return this.db.get('docs', place); }

  /** All of a copy, or nothing. An older head never takes the place of a newer one. */
  async save(place: string, window: string, copy: Copy, at: number): Promise<void> {
    const step = this.db.transaction(['docs', 'outbox', 'drafts'], 'readwrite');
    const docs = step.objectStore('docs');
    const known = await docs.get(place);
    if (known === undefined || known.version <= copy.version) await docs.put({ place, version: copy.version, head: copy.head, at });
    const { flying, pending, conflicts, version } = copy;
    if (flying === null && pending.length === 0 && conflicts.length === 0) {
      await Promise.all([step.objectStore('outbox').delete([place, window]), step.objectStore('drafts').delete([place, window])]);
    } else {
      await Promise.all([
        step.objectStore('outbox').put({ place, window, flying, at }),
        step.objectStore('drafts').put({ place, window, version, pending, conflicts, at }),
      ]);
    }
    await step.done;
  }

  /** Says that this window still lives; where windows cannot hold locks, that is how others know. */
  async alive(place: string, window: string, at: number): Promise<void> {
    const step = this.db.transaction('drafts', 'readwrite');
    const draft = await step.store.get([place, window]);
    if (draft !== undefined) await step.store.put({ ...draft, at });
    await step.done;
  }

  /** Takes what windows that are gone left of this template; from now on it is this one's to keep. */
  async takeOver(place: string, isGone: (window: string, at: number) => boolean): Promise<readonly Left[]> {
    const step = this.db.transaction(['outbox', 'drafts'], 'readwrite');
    const drafts = await step.objectStore('drafts').getAll(IDBKeyRange.bound([place, ''], [place, '\uffff']));
    const left: Left[] = [];
    for (const { window, at, pending, conflicts } of drafts) {
      if (!isGone(window, at)) continue;
      const outgoing = await step.objectStore('outbox').get([place, window]);
      left.push({ window, flying: outgoing?.flying ?? null, pending, conflicts });
      await Promise.all([step.objectStore('outbox').delete([place, window]), step.objectStore('drafts').delete([place, window])]);
    }
    await step.done;
    return left;
  }

  /** Whether anything of this place is still to be sent, of any window. */
  async waiting(place: string): Promise<number> {
    const drafts = await this.db.getAll('drafts', IDBKeyRange.bound([place, ''], [place, '\uffff']));
    const outgoing = await this.db.getAll('outbox', IDBKeyRange.bound([place, ''], [place, '\uffff']));
    return drafts.reduce((sum, { pending }) => sum + pending.length, 0) + outgoing.reduce((sum, { flying }) => sum + (flying?.ops.length ?? 0), 0);
  }

  async keepAsset(asset: KeptAsset): Promise<void> { await this.db.put('assets', asset); }
  assets(): Promise<readonly KeptAsset[]> { return this.db.getAll('assets'); }
  async dropAsset(sha256: string): Promise<void> { await this.db.delete('assets', sha256); }
}

/** Asks the browser not to throw this away when its disk is full. Without a secure context there is nobody to ask. */
export async function askToKeep(): Promise<boolean> {
  const storage = (navigator as { readonly storage?: StorageManager }).storage;
  return storage?.persist === undefined ? false : await storage.persist().catch(() => false);
}
