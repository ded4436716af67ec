/** Why so little: the hub knows everything; what it refuses has a code, and a page says the same in its own language. */
import type { Card, Kiosk, KioskResult, Matches } from '../api/generated/types.gen';

export class Refusal extends Error {
  constructor(readonly status: number, readonly code: string) {
    super(code);
  }
}

const PATIENCE_MS = 8_000;

/** Raises `Refusal` when the hub says no, `TypeError` when it cannot be reached. */
async function ask<T>(path: string): Promise<T> {
  const over = new AbortController();
  const timer = setTimeout(() => { over.abort(); }, PATIENCE_MS);
  try {
    const answer = await fetch(path, { cache: 'no-store', credentials: 'omit', signal: over.signal });
    if (answer.ok) return await answer.json() as T;
    const problem = await answer.json().catch(() => ({})) as { code?: string };
    throw new Refusal(answer.status, problem.code ?? '');
  } catch (error) {
    if (error instanceof DOMException) throw new TypeError('the hub does not answer');
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Of one event: what the kiosk asks. */
export class KioskHub {
  private readonly base: string;

  constructor(slug: string) {
    this.base = `/api/results/${slug}/kiosk`;
  }

  event(): Promise<Kiosk> {
    return ask(this.base);
  }

  find(search: string): Promise<Matches> {
    return ask(`${this.base}/people?search=${encodeURIComponent(search)}`);
  }

  result(bib: string): Promise<KioskResult> {
    return ask(`${this.base}/result?bib=${encodeURIComponent(bib)}`);
  }

  /** Address of a file to print. */
  paper(what: 'certificate' | 'card', bib: string, language: string, paper: string): string {
    const more = what === 'card' ? `&paper=${paper}` : '';
    return `${this.base}/${what}?bib=${encodeURIComponent(bib)}&language=${language}${more}`;
  }
}

export function card(slug: string, token: string): Promise<Card> {
  return ask(`/api/results/${slug}/card/${token}`);
}
