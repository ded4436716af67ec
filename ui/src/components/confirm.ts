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

/** One that can be answered in a second way, which loses nothing. */
export interface Choice extends Question {
  readonly gentle: string;
}

export type Answer = 'no' | 'yes' | 'gentle';

export interface Asked extends Question {
  readonly gentle?: string;
  readonly answer: (answer: Answer) => void;
}

let asked: Asked | null = null;
const listeners = new Set<() => void>();

function become(next: Asked | null): void {
  asked = next;
  for (const tell of listeners) tell();
}

export async function ask(question: Question): Promise<boolean> {
  return await choose(question) === 'yes';
}

export function choose(question: Question | Choice): Promise<Answer> {
  asked?.answer('no');
  return new Promise((resolve) => {
    become({ ...question, answer: (answer) => { become(null); resolve(answer); } });
  });
}

export function openQuestion(): Asked | null { return asked; }

export function onQuestion(listener: () => void): () => void {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
}
