/**
 * Why: how people sign in, and who they are, must not be changed by whoever finds a browser open. For a quarter of an
 * hour after signing in the hub takes our word; after that it answers `prove_again`, the client asks here, a dialog
 * of the shell asks the person, and the request is sent once more. No page needs to know.
 */
type Answer = (proved: boolean) => void;

let waiting: Answer | null = null;
let asked: Promise<boolean> | null = null;
const listeners = new Set<() => void>();

function become(next: Answer | null): void {
  waiting = next;
  for (const tell of listeners) tell();
}

/** False when the person changed their mind. Several requests at once ask once. */
export function proveAgain(): Promise<boolean> {
  asked ??= new Promise<boolean>((resolve) => {
    become((proved) => { asked = null; become(null); resolve(proved); });
  });
  return asked;
}

export function proofWanted(): Answer | null { return waiting; }

export function onProof(listener: () => void): () => void {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
}
