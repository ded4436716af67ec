/**
 * Why: what comes over the line is somebody else's text until it has been looked at. These look: each
 * answers with a value of the wanted sort or with nothing, so that no other module asks "is it there?".
 */

export type Fields = Readonly<Record<string, unknown>>;

export function fields(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

export function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

export function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** Ids are compared, never counted with: number or text, here they are text. */
export function identity(value: unknown): string | null {
  return typeof value === 'number' ? String(value) : text(value);
}

/** Ms UTC, from a number of them or from the text of RFC 3339. */
export function instant(value: unknown): number | null {
  return typeof value === 'string' ? number(Date.parse(value)) : number(value);
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What cannot be read is left out and costs nothing else. */
export function each<T>(value: unknown, read: (item: unknown) => T | null): readonly T[] {
  return list(value).map(read).filter((item): item is T => item !== null);
}

/** One of the words; else the first of them. */
export function word<T extends string>(value: unknown, ...words: readonly [T, ...T[]]): T {
  return words.find((one) => one === value) ?? words[0];
}

export function decode(data: string): Fields | null {
  try {
    return fields(JSON.parse(data));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
