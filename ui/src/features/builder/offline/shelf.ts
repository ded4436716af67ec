/**
 * What lies in this browser until the hub has it: heads of templates (`docs`), what each window has under way (`outbox`) and what it drew
 * since with its unanswered conflicts (`drafts`), and files that are still to be uploaded (`assets`). Never a key, never a name
 * of a runner: a laptop at a finish line is anybody's. So each person has a shelf of their own here, which goes when they sign out.
 *
 * A window writes only what is its own. What a window left behind (closed, crashed) is taken over by the next one that opens the
 * template, in one transaction, so by one only. Should the old one live after all, the same batch is answered once and
 * the same property is already so: nothing happens twice.
 */
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import type { Op } from '../../../document/ops';
import type { TemplateDocument } from '../../../document/schema';
import type { Batch, Copy, Held } from './copy';

/** `place`: partner and template, as one browser may serve several partners. */
export interface Kept { readonly place: string; readonly version: number; readonly head: TemplateDocument; readonly at: number }
interface Outgoing { readonly place: string; readonly window: string; readonly flying: Batch | null; readonly at: number }
interface Draft { readonly place: string; readonly window: string; readonly version: number; readonly pending: readonly Op[]; readonly conflicts: readonly Held[]; readonly at: number }
/** `place`: the partner whose it will be. */
export interface KeptAsset { readonly sha256: string; readonly place: string; readonly name: string; readonly blob: Blob; readonly at: number; readonly width?: number; readonly height?: number }

interface Shelves extends DBSchema {
  docs: { key: string; value: Kept };
  outbox: { key: [string, string]; value: Outgoing };
  drafts: { key: [string, string]; value: Draft };
  assets: { key: [string, string]; value: KeptAsset };
}

/** What somebody left: its batch, if one was under way, and all that was drawn after it. */
export interface Left { readonly window: string; readonly flying: Batch | null; readonly pending: readonly Op[]; readonly conflicts: readonly Held[] }

/** What the hub does not have: edits (with those that somebody has to decide), and files. */
export interface Unsent { readonly edits: number; readonly files: number }

const STORES = ['docs', 'outbox', 'drafts', 'assets'] as const;
/** Of builds that had one shelf for everybody. */
const OLD_NAME = 'project88-builder';

function nameOf(person: number): string {
  return `${OLD_NAME}-${String(person)}`;
}

export class Shelf {
  private constructor(private readonly db: IDBPDatabase<Shelves>) {}

  /** Of this person. */
  static async open(person: number): Promise<Shelf> {
    const db = await openDB<Shelves>(nameOf(person), 1, {
      upgrade(fresh) {
        fresh.createObjectStore('docs', { keyPath: 'place' });
        fresh.createObjectStore('outbox', { keyPath: ['place', 'window'] });
        fresh.createObjectStore('drafts', { keyPath: ['place', 'window'] });
        fresh.createObjectStore('assets', { keyPath: ['place', 'sha256'] });
      },
      // Another window has a newer build, or the person has signed out there: this one writes no more.
      blocking(_current, _blocked, event) { (event.target as IDBDatabase).close(); },
    });
    await adopt(db).catch(() => undefined); // what cannot be read stays where it is
    return new Shelf(db);
  }

  /** Takes all of a person's away; windows that still have it open write no more. */
  static async clear(person: number): Promise<void> {
    const shelf = await Shelf.open(person);
    const step = shelf.db.transaction(STORES, 'readwrite');
    await Promise.all([...STORES.map((name) => step.objectStore(name).clear()), step.done]);
    shelf.close();
    // A window that sleeps holds this up; it is empty, and that is enough.
    void deleteDB(nameOf(person)).catch(() => undefined);
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

  /** What would be lost with this shelf, of all partners. */
  async unsent(): Promise<Unsent> {
    const [drafts, outgoing, files] = await Promise.all([this.db.getAll('drafts'), this.db.getAll('outbox'), this.db.count('assets')]);
    const drawn = drafts.reduce((sum, { pending, conflicts }) => sum + pending.length + conflicts.length, 0);
    return { edits: drawn + outgoing.reduce((sum, { flying }) => sum + (flying?.ops.length ?? 0), 0), files };
  }

  async keepAsset(asset: KeptAsset): Promise<void> { await this.db.put('assets', asset); }
  assets(partner: string): Promise<readonly KeptAsset[]> { return this.db.getAll('assets', IDBKeyRange.bound([partner, ''], [partner, '\uffff'])); }
  async dropAsset(partner: string, sha256: string): Promise<void> { await this.db.delete('assets', [partner, sha256]); }
}

/** What lay on the one shelf for everybody goes to who is signed in when the new build comes; nobody else finds it after that. */
async function adopt(into: IDBPDatabase<Shelves>): Promise<void> {
  const known = await (indexedDB as { databases?: IDBFactory['databases'] }).databases?.();
  if (known?.some(({ name }) => name === OLD_NAME) !== true) return;
  const old = await openDB<Shelves>(OLD_NAME);
  for (const name of [...STORES].filter((each) => old.objectStoreNames.contains(each))) {
    const values = await old.getAll(name);
    const step = into.transaction(name, 'readwrite');
    await Promise.all([...values.map((value) => step.store.put(value)), step.done]);
  }
  old.close();
  void deleteDB(OLD_NAME).catch(() => undefined);
}

/** Asks the browser not to throw this away when its disk is full. Without a secure context there is nobody to ask. */
export async function askToKeep(): Promise<boolean> {
  const storage = (navigator as { readonly storage?: StorageManager }).storage;
  return storage?.persist === undefined ? false : await storage.persist().catch(() => false);
}
