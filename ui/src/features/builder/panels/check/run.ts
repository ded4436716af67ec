/** A check as it runs: in slices that leave every frame to whoever draws, and to be stopped at any time. What was found stays when the panel closes. */
import { create } from 'zustand';
import type { Word } from '../../../../api/generated';
import { SAMPLE_NOW, sampleValues } from '../../../../binding/sample';
import type { TemplateDocument } from '../../../../document/schema';
import { canvasTools, lettersCome } from './canvas';
import { checking, type Distance, type Finding } from './steps';
import { textsOf } from './texts';
import { sampleWords, wordsOf } from './words';

/** Ms of one slice. */
const SLICE_MS = 10;

export interface Checked {
  readonly findings: readonly Finding[];
  readonly doc: TemplateDocument;
  readonly words: number;
  readonly texts: number;
  /** How long it took, asking the hub apart. */
  readonly ms: number;
  /** The longest time for which nothing else could run. */
  readonly held: number;
}

export type Check =
  | { readonly is: 'idle' }
  | { readonly is: 'asking'; readonly count: number }
  | { readonly is: 'fonts' }
  | { readonly is: 'running'; readonly share: number }
  | { readonly is: 'failed'; readonly error: Error };

interface State extends Distance {
  readonly event: string | undefined;
  readonly check: Check;
  readonly checked: Checked | null;
}

export const useCheck = create<State>()(() => ({ event: undefined, distance: 30, height: 3, check: { is: 'idle' }, checked: null }));

let stop = new AbortController();

export function stopCheck(): void {
  stop.abort();
  useCheck.setState({ check: { is: 'idle' } });
}

/** A turn for whatever waits: input, frames. Timers would wait for four ms each. */
function others(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { port1.close(); resolve(); };
    port2.postMessage(null);
  });
}

async function check(doc: TemplateDocument, words: readonly Word[], distance: Distance, signal: AbortSignal): Promise<void> {
  const set = (next: Check): void => { useCheck.setState({ check: next }); };
  set({ is: 'fonts' });
  const characters = [...new Set(words.flatMap(({ one, two = '' }) => [...one, ...two]))].join('');
  const texts = textsOf(doc);
  await lettersCome(doc, texts, characters);
  const began = performance.now();
  const steps = checking({ doc, words, page: sampleValues(), now: SAMPLE_NOW, ...distance }, canvasTools(doc));
  let held = 0;
  for (let told = 0; ;) {
    signal.throwIfAborted();
    const from = performance.now();
    let step = steps.next();
    while (step.done !== true && performance.now() - from < SLICE_MS) step = steps.next();
    held = Math.max(held, performance.now() - from);
    if (step.done === true) {
      useCheck.setState({ check: { is: 'idle' }, checked: { findings: step.value, doc, words: words.length, texts: texts.length, ms: performance.now() - began, held } });
      return;
    }
    if (performance.now() - told > 100) {
      told = performance.now();
      set({ is: 'running', share: step.value });
    }
    await others();
  }
}

export async function startCheck(doc: TemplateDocument): Promise<void> {
  stop.abort();
  stop = new AbortController();
  const { signal } = stop;
  const { event, distance, height } = useCheck.getState();
  try {
    useCheck.setState({ check: { is: 'asking', count: 0 } });
    const words = event === undefined ? sampleWords() : await wordsOf(event, (count) => { useCheck.setState({ check: { is: 'asking', count } }); }, signal);
    await check(doc, words, { distance, height }, signal);
  } catch (error) {
    if (signal.aborted) return;
    useCheck.setState({ check: { is: 'failed', error: error instanceof Error ? error : new Error(String(error)) } });
  }
}
