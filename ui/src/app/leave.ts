/**
 * Why: a laptop at a finish line is anybody's. Who signs out leaves nothing that the next person could see: who they were, the pictures of
 * their templates, what they drew without network. Only what the hub does not have yet may stay, when the person says so; it is theirs
 * alone, and goes to the hub when they open the template here again.
 */
import i18next from 'i18next';
import { session, type Leaving } from '../api/client';
import { forgetMe } from '../api/me';
import { choose } from '../components/confirm';
import { forgetKept } from '../sw/kept';

/** What is on its way has a moment to arrive. */
const LOOKS = 6;
const LOOK_MS = 300;

/** Null when the person would rather stay. */
export async function mayLeave(): Promise<Leaving | null> {
  const { edits, files } = await unsent();
  if (edits + files === 0) return 'drop';
  const { t } = i18next;
  const what = [...(edits > 0 ? [t('shell:unsent.edits', { count: edits })] : []), ...(files > 0 ? [t('shell:unsent.files', { count: files })] : [])].join(', ');
  const answer = await choose({ title: t('shell:unsent.title'), text: t('shell:unsent.text', { what }), verb: t('shell:unsent.drop'), gentle: t('shell:unsent.keep') });
  return answer === 'no' ? null : answer === 'yes' ? 'drop' : 'keep';
}

export async function left(leaving: Leaving): Promise<void> {
  const { person } = session;
  session.csrf = '';
  session.person = null;
  forgetMe();
  await forgetKept();
  if (leaving === 'drop' && person !== null) await dropped(person);
}

async function unsent(): Promise<{ readonly edits: number; readonly files: number }> {
  let found = await lying();
  for (let look = 1; look < LOOKS && found.edits + found.files > 0 && navigator.onLine; look += 1) {
    await new Promise((resolve) => { setTimeout(resolve, LOOK_MS); });
    found = await lying();
  }
  return found;
}

/** A browser that keeps nothing for us holds nothing back. */
async function lying(): Promise<{ readonly edits: number; readonly files: number }> {
  const nothing = { edits: 0, files: 0 };
  if (session.person === null) return nothing;
  try {
    const { unsentOf } = await import('../features/builder/offline/unsent');
    return await unsentOf(session.person);
  } catch {
    return nothing;
  }
}

async function dropped(person: number): Promise<void> {
  try {
    const { drop } = await import('../features/builder/offline/unsent');
    await drop(person);
  } catch { /* it is that person's shelf: nobody else is shown it */ }
}
