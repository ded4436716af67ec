/**
 * Why: how one signs in must not be changed by whoever finds a browser open. Within a quarter of an hour of signing
 * in the hub takes our word; after that it wants the password again, and we ask before we send.
 */
import type { Me } from '../../../api/me';

export interface Proof { readonly password: string | null }

/** A minute less than the hub's, for clocks that differ. */
const FRESH_MS = 14 * 60_000;

type Answer = (password: string | null) => void;
let waiting: Answer | null = null;
const listeners = new Set<() => void>();

function become(next: Answer | null): void {
  waiting = next;
  for (const tell of listeners) tell();
}

/** Null when the person changed their mind. */
export function prove(me: Me, now = Date.now()): Promise<Proof | null> {
  if (!me.has_password || now - new Date(me.proved_at).getTime() < FRESH_MS) return Promise.resolve({ password: null });
  return new Promise((resolve) => {
    become((password) => { become(null); resolve(password === null ? null : { password }); });
  });
}

export function proofWanted(): Answer | null { return waiting; }

export function onProof(listener: () => void): () => void {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
}
