/**
 * Why our own: sixty lines do what the app needs of HTTP, and a generated runtime would be one more thing to
 * replace. It knows who is signed in (the CSRF token), which timing partner the page's address names, how the hub
 * says no (problem+json), and that a hub which restarts is back in a moment. Types come from `generated/`.
 */
import { heard, lost } from './connection';

/** What is wrong with one field of a form, in the hub's words. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** The hub said no, or could not be reached (`status` 0). `message` is a sentence for people. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields: readonly FieldProblem[] = [],
    /** Seconds to wait, when the hub said so. */
    readonly retryAfter: number | null = null,
  ) {
    super(message);
  }

  /** Nobody's fault here: the hub or the network is away. */
  get away(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

export type Query = Readonly<Record<string, string | number | boolean | null | undefined | readonly (string | number)[]>>;

export interface Options {
  readonly query?: Query;
  readonly signal?: AbortSignal;
  /** Of a DELETE that must say more than what is deleted. */
  readonly body?: unknown;
  /** For another partner than the one in the page's address; null for none. */
  readonly partner?: string | null;
}

/** What becomes of what is not saved yet when a person leaves this browser. */
export type Leaving = 'keep' | 'drop';

/** What the client is told by the app. */
export const session = {
  csrf: '',
  /** Number of who is signed in here: what lies in this browser is theirs. */
  person: null as number | null, // the type of what follows
  /** Asks for the token again: another tab may have signed in anew. */
  renew: async (): Promise<void> => undefined,
  /** Asks the person to show that it is them; false when they would rather not. */
  prove: (): Promise<boolean> => Promise.resolve(false),
  /** Called when the hub no longer knows who we are. */
  onSignedOut: (): void => undefined,
  /** Asks, where something is not saved yet; null when the person would rather stay. */
  mayLeave: (): Promise<Leaving | null> => Promise.resolve('drop'),
  /** Called when the person has signed out: nothing of theirs may be seen here any more. */
  left: (() => Promise.resolve()) as (leaving: Leaving) => Promise<void>, // the app's own takes an argument
};

const RETRIES = 2;
const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 3_000;
/** Other 401s answer what was typed in (a wrong code), and are no end of a session. */
const SIGN_IN_FIRST = 'sign_in';
/** The page asks this itself, before it is shown, and goes to sign-in by itself. */
const WHO_AM_I = '/api/me';

/** The slug in `/p/{slug}/…`. */
export function partnerOf(pathname: string): string | null {
  const slug = /^\/p\/([^/]+)/.exec(pathname)?.[1];
  return slug === undefined ? null : decodeURIComponent(slug);
}

export function withQuery(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue;
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const each of values) parameters.append(name, String(each));
  }
  const text = parameters.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** An address that the browser opens itself (a download, an EventSource): the partner goes into the query. */
export function address(path: string, query: Query = {}): string {
  return withQuery(path, { ...query, partner: partnerOf(location.pathname) });
}

async function request<T>(method: string, path: string, body: unknown, options: Options): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await answered(withQuery(path, options.query), { method, credentials: 'same-origin', signal: options.signal ?? null, ...content(method, body, options) });
    if (!(answer instanceof ApiProblem)) return await read<T>(answer);
    if (answer.code === 'csrf' && attempt === 0) await session.renew();
    else if (answer.code === 'prove_again' && attempt === 0 && await session.prove()) continue;
    else if (method === 'GET' && answer.away && attempt < RETRIES) await pause(waitMs(answer, attempt), options.signal);
    else throw failed(answer, path);
  }
}

function waitMs(answer: ApiProblem, attempt: number): number {
  return Math.min(LONGEST_WAIT_MS, answer.retryAfter === null ? FIRST_WAIT_MS * 3 ** attempt : answer.retryAfter * 1000);
}

function content(method: string, body: unknown, options: Options): { headers: Headers; body: BodyInit | null } {
  const headers = new Headers({ Accept: 'application/json' });
  const partner = options.partner === undefined ? partnerOf(location.pathname) : options.partner;
  if (partner !== null) headers.set('X-Timing-Partner', partner);
  if (method !== 'GET' && session.csrf !== '') headers.set('X-CSRF-Token', session.csrf);
  if (body === undefined) return { headers, body: null };
  if (body instanceof FormData) return { headers, body };
  headers.set('Content-Type', 'application/json');
  return { headers, body: JSON.stringify(body) };
}

async function answered(url: string, init: RequestInit): Promise<Response | ApiProblem> {
  try {
    const answer = await fetch(url, init);
    if (answer.ok) return answer;
    return await problem(answer);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    return new ApiProblem(0, 'unreachable', 'The hub cannot be reached. Is this device connected?');
  }
}

function failed(answer: ApiProblem, path: string): ApiProblem {
  if (answer.away) lost(answer.status === 0 ? 'network' : 'hub');
  else heard();
  if (answer.status === 401 && answer.code === SIGN_IN_FIRST && path !== WHO_AM_I) session.onSignedOut();
  return answer;
}

async function read<T>(answer: Response): Promise<T> {
  heard();
  if (answer.status === 204) return undefined as T; // T is void where the route says 204
  const kind = answer.headers.get('Content-Type') ?? '';
  return await (kind.includes('json') ? answer.json() : kind.includes('zip') ? answer.blob() : answer.text()) as T; // the route's own schema, as generated
}

interface Said {
  readonly code?: unknown;
  readonly detail?: unknown;
  readonly title?: unknown;
  readonly fields?: unknown;
}

async function problem(answer: Response): Promise<ApiProblem> {
  const wait = Number.parseInt(answer.headers.get('Retry-After') ?? '', 10);
  const said = await answer.json().catch(() => ({})) as Said; // checked member by member below
  return new ApiProblem(
    answer.status,
    text(said.code) ?? `http_${answer.status}`,
    text(said.detail) ?? text(said.title) ?? `The hub answered ${answer.status}.`,
    fieldsOf(said.fields),
    Number.isNaN(wait) ? null : wait,
  );
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function fieldsOf(value: unknown): readonly FieldProblem[] {
  if (!Array.isArray(value)) return [];
  return value.filter((each): each is FieldProblem => (
    typeof each === 'object' && each !== null && 'field' in each && 'message' in each
    && typeof each.field === 'string' && typeof each.message === 'string'
  ));
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) { reject(new DOMException('Aborted', 'AbortError')); return; }
    const timer = setTimeout(() => { signal?.removeEventListener('abort', stop); resolve(); }, milliseconds);
    const stop = (): void => { clearTimeout(timer); reject(new DOMException('Aborted', 'AbortError')); };
    signal?.addEventListener('abort', stop, { once: true });
  });
}

export const api = {
  get: <T>(path: string, options: Options = {}): Promise<T> => request<T>('GET', path, undefined, options),
  post: <T = void>(path: string, body?: unknown, options: Options = {}): Promise<T> => request<T>('POST', path, body, options),
  put: <T = void>(path: string, body?: unknown, options: Options = {}): Promise<T> => request<T>('PUT', path, body, options),
  patch: <T = void>(path: string, body?: unknown, options: Options = {}): Promise<T> => request<T>('PATCH', path, body, options),
  delete: <T = void>(path: string, options: Options = {}): Promise<T> => request<T>('DELETE', path, options.body, options),
};
