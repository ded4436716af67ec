/**
 * Why: the world that stream and link ask for, as a browser gives it. What a screen asks for is in device.ts.
 */
import type { Source, SourceEvent, Surroundings } from '../api/stream';

/** Calls back once after `ms`; the answer cancels. */
export function after(ms: number, callback: () => void): () => void {
  const timer = setTimeout(callback, ms);
  return () => { clearTimeout(timer); };
}

function open(url: string): Source {
  const source = new EventSource(url);
  const wrapped: Source = {
    get readyState() { return source.readyState; },
    onerror: null,
    addEventListener: (name, listener) => {
      source.addEventListener(name, (event) => {
        const { data } = event as MessageEvent<string>;
        listener({ data } satisfies SourceEvent);
      });
    },
    close: () => { source.close(); },
  };
  source.onerror = () => wrapped.onerror?.();
  return wrapped;
}

export const SURROUNDINGS: Surroundings = {
  open,
  now: () => performance.now(),
  random: () => Math.random(),
  after,
};

/** The build's own name: that of its script. */
export const BUILD = /([^/]+)\.js$/.exec(import.meta.url)?.[1] ?? 'development';
