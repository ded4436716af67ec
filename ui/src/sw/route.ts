/**
 * Why: what the worker may touch is the whole of its risk, so it is one small decision with its own
 * test. The stream and everything else under /api/ are left alone: browsers cut streams that pass
 * through a worker after some minutes.
 */

export type Route =
  /** A display page: from the hub when it answers, else the shell. */
  | 'page'
  /** A hashed file: never changes, so the cache is right. */
  | 'asset'
  /** Not ours. */
  | 'leave';

export interface Asked {
  readonly method: string;
  readonly mode: string;
  readonly url: string;
}

export function route(asked: Asked, origin: string): Route {
  const url = new URL(asked.url);
  if (asked.method !== 'GET' || url.origin !== origin) return 'leave';
  if (asked.mode === 'navigate' && url.pathname.startsWith('/display/')) return 'page';
  return url.pathname.startsWith('/assets/') ? 'asset' : 'leave';
}
