/**
 * Why: when the hub or the network is away, one banner says so for the whole page, instead of a red box in every
 * corner of it. The client tells what it met; the banner asks the hub until it answers again.
 */
export type Connection = 'good' | 'network' | 'hub';

let state: Connection = 'good';
const listeners = new Set<() => void>();

function become(next: Connection): void {
  if (next === state) return;
  state = next;
  for (const tell of listeners) tell();
}

export function heard(): void { become('good'); }
export function lost(how: 'network' | 'hub'): void { become(how); }
export function connection(): Connection { return state; }

export function onConnection(listener: () => void): () => void {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
}
