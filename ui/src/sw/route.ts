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

/** What a page that goes wants to be said for it: to the hub, about displays, and without anybody's cookies. Null: not that. */
export function lastWords(data: unknown, origin: string): Request | null {
  const { path, body } = (data ?? {}) as { readonly path?: unknown; readonly body?: unknown };
  if (typeof path !== 'string' || typeof body !== 'object') return null;
  const url = new URL(path, origin);
  if (url.origin !== origin || !url.pathname.startsWith('/api/display/')) return null;
  return new Request(url, { method: 'POST', credentials: 'omit', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
}
