/** Where the builder's state, the shelf of this browser and the hub are joined: one template at a time. */
import { address, session } from '../../../api/client';
import { watch } from '../../../api/watch';
import type { TemplateDocument } from '../../../document/schema';
import { failed } from '../../../components/toast';
import { attend, type Editor } from '../bar/presence';
import { useBuilder, type SaveState } from '../store';
import { Keeper, type Said, type Saving } from './keeper';
import { askToKeep, Shelf } from './shelf';
import { sendKept, withSent } from './uploads';
import { tabOfThisPage, windowsOf } from './windows';
import { wireOf } from './wire';

interface Head { readonly version: number }

const SHOWN: Readonly<Record<Saving['is'], SaveState>> = { saved: 'saved', saving: 'sending', offline: 'offline', conflict: 'saved', refused: 'failed' };

const UPLOADS_MS = 30_000;

let current: Keeper | null = null;

/** Opens a template, from the hub or from the shelf, and keeps it saved until the returned function is called. Raises Failure. */
export async function openTemplate(partner: string, template: number): Promise<() => void> {
  if (session.person === null) throw new Error('nobody is signed in');
  const shelf = await Shelf.open(session.person);
  const keeper = new Keeper({
    place: `${partner}/${String(template)}`,
    shelf,
    wire: wireOf(template),
    windows: windowsOf((navigator as { readonly locks?: LockManager }).locks, Date.now, tabOfThisPage()),
    now: Date.now,
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => { clearTimeout(timer); };
    },
    onChange: (said) => { if (current === keeper) show(said); },
  });
  const end = async (): Promise<void> => {
    await keeper.close();
    shelf.close();
  };
  try {
    const said = await keeper.open();
    current = keeper;
    useBuilder.getState().open(template, said.version, said.doc);
    show(said);
  } catch (error) {
    await end();
    throw error;
  }
  void askToKeep();
  const leave = [followEdits(keeper, template), followHub(keeper, template), followNetwork(keeper), followUploads(partner, template)];
  return () => {
    if (current === keeper) current = null;
    for (const one of leave) one();
    void end();
  };
}

function show({ doc, version, saving, conflicts }: Said): void {
  const builder = useBuilder.getState();
  if (builder.version !== version || builder.conflicts !== conflicts || builder.doc !== doc) builder.rebased(version, doc, conflicts);
  builder.saving(SHOWN[saving.is]);
}

/** What the store's document becomes by anybody but the keeper is an edit. */
function followEdits(keeper: Keeper, template: number): () => void {
  return useBuilder.subscribe((state, before) => {
    if (state.doc !== before.doc && state.template === template && state.doc !== keeper.state.doc) keeper.edited(state.doc);
  });
}

function followHub(keeper: Keeper, template: number): () => void {
  return watch<Head>(address(`/api/templates/${template}/stream`), { event: 'head', snapshot: ({ version }) => { keeper.heardOf(version); }, others: { editors: (told) => { attend(told as readonly Editor[]); } }, beat: () => undefined, lost: () => undefined });
}

function followNetwork(keeper: Keeper): () => void {
  const back = (): void => { keeper.retry(); };
  window.addEventListener('online', back);
  return () => { window.removeEventListener('online', back); };
}

/** Files that were chosen while the hub was away go to it now, when the network is back, and every half minute. */
function followUploads(partner: string, template: number): () => void {
  const send = async (): Promise<void> => {
    for (const sent of await sendKept(partner)) {
      const builder = useBuilder.getState();
      if (sent.problem !== null) failed(`${sent.name}: ${sent.problem}`);
      const doc = withSent(builder.doc, sent);
      // No step of the person's to undo.
      if (builder.template === template && doc !== builder.doc) builder.rebased(builder.version, doc, builder.conflicts);
    }
  };
  const tried = (): void => { void send().catch(() => undefined); }; // a shelf that cannot be opened is tried again
  tried();
  window.addEventListener('online', tried);
  const timer = setInterval(tried, UPLOADS_MS);
  return () => { window.removeEventListener('online', tried); clearInterval(timer); };
}

/** What becomes of a conflict: theirs is there already, or mine over it. `key` is `keyOf` of it. */
export function decide(key: string, whose: 'mine' | 'theirs'): void {
  if (whose === 'mine') current?.useMine(key);
  else current?.keepTheirs(key);
}

/** The whole template with mine in the place of theirs, to be seen beside it. */
export function withMineOf(key: string): TemplateDocument | null {
  return current?.withMine(key) ?? null;
}

/** All states of saving, for who shows more than a word. */
export function savingNow(): Saving | null {
  return current?.state.saving ?? null;
}
