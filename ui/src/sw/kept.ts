/**
 * Why: who draws without network sees the pictures of the template all the same. Contents have their hash as their address, so what is kept
 * is right for ever; the address names the partner, so nobody sees another's. At most so many and so much, the oldest go first; all of
 * it goes when the person signs out.
 */
export const KEPT = 'project88-kept-files';
const MOST_FILES = 300;
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_OF_ONE = 8 * 1024 * 1024;
const CONTENT = /^\/api\/assets\/files\/[0-9a-f]{64}$/;
const DRAWN = /^(image|font)\//;

/** Whether the address is that of a content. */
export function isContent(url: URL): boolean {
  return CONTENT.test(url.pathname);
}

/** Kept, else asked for and kept. Whatever goes wrong with keeping, the answer is given. */
export async function contentOf(request: Request): Promise<Response> {
  const cache = await caches.open(KEPT);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept !== undefined) return kept;
  const answer = await fetch(request);
  if (answer.status === 200) await keep(request.url, answer.clone()).catch(() => undefined);
  return answer;
}

/** Keeps this answer, if it is something to draw with, and lets the oldest go. */
export async function keep(url: string, answer: Response): Promise<void> {
  if (!DRAWN.test(answer.headers.get('Content-Type') ?? '')) return;
  const body = await answer.blob();
  if (body.size > MOST_OF_ONE) return;
  const cache = await caches.open(KEPT);
  await cache.put(url, new Response(body, { headers: headersOf(answer, body.size) }));
  await thin(cache);
}

/** As the hub sent it, its sandbox too, and how large it is. */
function headersOf(answer: Response, size: number): Headers {
  const headers = new Headers(answer.headers);
  headers.delete('Content-Encoding');
  headers.set('Content-Length', String(size));
  return headers;
}

async function thin(cache: Cache): Promise<void> {
  const requests = await cache.keys();
  const sizes = await Promise.all(requests.map(async (one) => Number((await cache.match(one))?.headers.get('Content-Length') ?? 0)));
  let [files, bytes] = [requests.length, sizes.reduce((sum, size) => sum + size, 0)];
  for (let at = 0; at < requests.length && (files > MOST_FILES || bytes > MOST_BYTES); at += 1) {
    await cache.delete(requests[at] as Request);
    files -= 1;
    bytes -= sizes[at] ?? 0;
  }
}

/** Where a page may have none: without a secure context there is no cache. */
export async function forgetKept(): Promise<void> {
  if (typeof caches !== 'undefined') await caches.delete(KEPT);
}
