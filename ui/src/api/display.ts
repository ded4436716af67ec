/**
 * Why: when a stream does not come, a screen must learn why. Four things can come back, and each has its
 * own picture: the display is there, it opens later, the link is unknown or has ended, or nobody answers.
 * An error page is not among them.
 */
import { fields, instant, text } from './fields';

export interface DisplayInfo {
  readonly id: string;
  readonly label: string;
  readonly name: string;
  readonly zone: string | null;
  readonly stream: string;
  /** Ms UTC; null: it is open. */
  readonly opensAt: number | null;
}

export type Lookup =
  | { readonly kind: 'found'; readonly info: DisplayInfo }
  /** It is known and opens later; until then there is no stream. */
  | { readonly kind: 'waiting'; readonly info: DisplayInfo }
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

/** Where the stream of a link is, as long as the hub says nothing else. */
export function usualStream(id: string): string {
  return `/api/display/${id}/stream`;
}

/** Accepts what the hub says of itself; missing names are empty, a missing stream is the usual one. */
export function readInfo(id: string, body: unknown): DisplayInfo | null {
  const row = fields(body);
  if (row === null) return null;
  return {
    id,
    label: text(row['label']) ?? '',
    name: text(row['name']) ?? '',
    zone: text(row['zone']),
    stream: own(row['stream'], usualStream(id)),
    opensAt: row['state'] === 'waiting' ? instant(row['opens_at']) : null,
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
    if (info === null) return { kind: 'away' };
    return { kind: info.opensAt === null ? 'found' : 'waiting', info };
  } catch (error) {
    // TypeError: no network; SyntaxError: a proxy's own page; both mean that the hub did not answer.
    if (error instanceof TypeError || error instanceof SyntaxError) return { kind: 'away' };
    if (error instanceof DOMException) return { kind: 'away' };
    throw error;
  }
}
