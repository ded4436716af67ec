/**
 * Why: what a browser says to the hub of itself, to be known as a screen. Nothing of it may stop the
 * picture: each answer is one of three, and none of them is an exception.
 */
import { fields, identity, number, text } from './fields';

/** The device, as it enters. */
export interface Device {
  readonly width: number;
  readonly height: number;
  readonly pixel_ratio: number;
  readonly build: string;
  readonly language: string;
  readonly touch: boolean;
}

/** Who this browser is from now on. */
export interface Entered {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly key: string;
  /** Lets another device become this screen. */
  readonly code: string;
}

export type Answer =
  | { readonly kind: 'entered'; readonly screen: Entered }
  /** The hub said no; `code` is its word for why. */
  | { readonly kind: 'refused'; readonly status: number; readonly code: string }
  | { readonly kind: 'away' };

export type ScreenPage = 'rest' | 'runners' | 'notice' | 'message' | 'emergency' | 'blank' | 'identify';

export interface Report {
  readonly page: ScreenPage;
  readonly showing: readonly string[];
  readonly waiting: number;
  readonly frames: number;
  readonly version: string;
  readonly build: string;
  readonly width: number;
  readonly height: number;
  readonly pixel_ratio: number;
  readonly data_age_ms: number | null;
  readonly latency: { readonly count: number; readonly p50: number; readonly max: number };
  readonly errors: number;
  /** Hash of the template that is drawn; empty: a built-in look. */
  readonly template: string;
  /** Why it is not the one that it was told to draw. */
  readonly trouble: string;
}

/** One thing that was shown; instants in ms UTC of the hub. */
export interface ReportedPlay {
  readonly kind: 'runner' | Exclude<ScreenPage, 'runners'>;
  readonly at: number;
  readonly until: number | null;
  readonly session?: number;
  readonly passing?: string;
  readonly words?: string;
  readonly latency_ms?: number;
}

export interface Reporting {
  readonly key: string;
  readonly report: Report;
  readonly plays: readonly ReportedPlay[];
}

/** As `fetch`, with JSON. */
export type Post = (path: string, body: object) => Promise<Response>;

function parseEntered(body: unknown): Entered | null {
  const row = fields(body);
  const id = identity(row?.['id']);
  const key = text(row?.['key']);
  if (row === null || id === null || key === null) return null;
  return { id, key, number: number(row['number']) ?? 0, name: text(row['name']) ?? '', code: text(row['code']) ?? '' };
}

/** Not an answer of the hub: no network, or a proxy's own page. */
function nobody(error: unknown): boolean {
  return error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException;
}

async function ask(post: Post, path: string, body: object): Promise<Answer> {
  try {
    const answer = await post(path, body);
    const told: unknown = await answer.json();
    if (answer.status >= 500) return { kind: 'away' };
    if (!answer.ok) return { kind: 'refused', status: answer.status, code: text(fields(told)?.['code']) ?? '' };
    const screen = parseEntered(told);
    return screen === null ? { kind: 'away' } : { kind: 'entered', screen };
  } catch (error) {
    if (nobody(error)) return { kind: 'away' };
    throw error;
  }
}

function place(address: string): string {
  return `/api/display/${address}/screen`;
}

/** No key: it was never here. A key that the hub does not know any more makes a new screen. */
export function enter(post: Post, address: string, key: string | null, device: Device): Promise<Answer> {
  return ask(post, place(address), key === null ? device : { ...device, key });
}

export function takeOver(post: Post, address: string, code: string, device: Device): Promise<Answer> {
  return ask(post, `${place(address)}/take-over`, { ...device, code });
}

/** Where reports go, and where a page that is closed says so. */
export function reportPath(address: string): string {
  return `${place(address)}/report`;
}

export function leavePath(address: string): string {
  return `${place(address)}/leave`;
}

/** The status; 0 when nobody answered. */
export async function send(post: Post, path: string, body: object): Promise<number> {
  try {
    return (await post(path, body)).status;
  } catch (error) {
    if (nobody(error)) return 0;
    throw error;
  }
}
