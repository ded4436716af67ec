/** A hub made of a table: `GET /api/people` → what it answers. Remembers what it was asked; an unknown question fails loudly. */
import { vi } from 'vitest';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A value is sent as JSON with status 200, undefined as 204. */
export type Answer = (asked: Asked) => unknown;

export function problem(status: number, code: string, detail: string, fields: readonly { field: string; message: string }[] = []): Response {
  return json({ title: 'Problem', status, detail, code, ...(fields.length > 0 ? { fields } : {}) }, status, 'application/problem+json');
}

export function json(value: unknown, status = 200, type = 'application/json'): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'Content-Type': type } });
}

export function fakeHub(answers: Readonly<Record<string, Answer | object>>): { readonly asked: Asked[] } {
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    const { pathname, searchParams } = new URL(url, 'http://hub');
    const method = init.method ?? 'GET';
    const request = { method, path: pathname, query: searchParams, headers: new Headers(init.headers), body: parsed(init.body) };
    asked.push(request);
    const answer = answers[`${method} ${pathname}`];
    if (answer === undefined) throw new Error(`the fake hub was not told how to answer ${method} ${pathname}`);
    const said: unknown = await (typeof answer === 'function' ? (answer as Answer)(request) : answer);
    if (said instanceof Response) return said;
    return said === undefined ? new Response(null, { status: 204 }) : json(said);
  });
  return { asked };
}

function parsed(body: RequestInit['body']): unknown {
  return typeof body === 'string' ? JSON.parse(body) : body ?? undefined;
}
