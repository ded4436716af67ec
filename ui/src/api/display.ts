/**
 * Why: before a screen has a stream it must learn what it shows. Three things can come back, and each
 * has its own picture: the display exists, the link is unknown or has ended, or nobody answers.
 * An error page is not among them.
 */
import { type TimingSession, parseSession } from './messages';

export interface DisplayInfo {
  readonly id: string;
  readonly title: string;
  readonly zone: string | null;
  readonly session: TimingSession | null;
  readonly stream: string;
}

export type Lookup =
  | { readonly kind: 'found'; readonly info: DisplayInfo }
  /** The hub says that there is no such link, or no longer. */
  | { readonly kind: 'ended' }
  /** No answer, or one that is not from the hub: try again. */
  | { readonly kind: 'away' };

const LINK = /^\/display\/([A-Za-z0-9]{8})\/?$/;

/** The eight characters of `/display/ABCD2345`; null for any other address. */
export function displayId(pathname: string): string | null {
  return LINK.exec(pathname)?.[1] ?? null;
}

function own(path: unknown, fallback: string): string {
  // Only an address on this hub: two slashes would lead to another host.
  return typeof path === 'string' && /^\/(?!\/)/.test(path) ? path : fallback;
}

/** Accepts what the hub says of itself; missing titles are empty, a missing stream is the usual one. */
export function readInfo(id: string, body: unknown): DisplayInfo | null {
  if (typeof body !== 'object' || body === null) return null;
  const row = body as Readonly<Record<string, unknown>>;
  return {
    id,
    title: typeof row['title'] === 'string' ? row['title'] : '',
    zone: typeof row['zone'] === 'string' ? row['zone'] : null,
    session: parseSession(row['session']),
    stream: own(row['stream'], `/api/display/${id}/stream`),
  };
}

const ENDED = [400, 403, 404, 410, 422];

/** Never rejects: whatever happens on the line is one of the three answers. */
export async function lookUp(id: string, ask: typeof fetch): Promise<Lookup> {
  try {
    const answer = await ask(`/api/display/${id}`, { cache: 'no-store' });
    if (ENDED.includes(answer.status)) return { kind: 'ended' };
    if (!answer.ok) return { kind: 'away' };
    const info = readInfo(id, await answer.json());
    return info === null ? { kind: 'away' } : { kind: 'found', info };
  } catch (error) {
    // TypeError: no network; SyntaxError: a proxy's own page; both mean that the hub did not answer.
    if (error instanceof TypeError || error instanceof SyntaxError) return { kind: 'away' };
    if (error instanceof DOMException) return { kind: 'away' };
    throw error;
  }
}
