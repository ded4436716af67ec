/**
 * Why: only what cannot be undone is asked about beforehand (else: do it, and offer an undo). `ask` is answered by
 * the person; `Confirm` draws it.
 */
export interface Question {
  readonly title: string;
  /** What will be gone, in a sentence. */
  readonly text: string;
  /** The button that does it, a verb: "Remove key". */
  readonly verb: string;
}

export interface Asked extends Question {
  readonly answer: (yes: boolean) => void;
}

let asked: Asked | null = null;
const listeners = new Set<() => void>();

function become(next: Asked | null): void {
  asked = next;
  for (const tell of listeners) tell();
}

export function ask(question: Question): Promise<boolean> {
  asked?.answer(false);
  return new Promise((resolve) => {
    become({ ...question, answer: (yes) => { become(null); resolve(yes); } });
  });
}

export function openQuestion(): Asked | null { return asked; }

export function onQuestion(listener: () => void): () => void {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
}
