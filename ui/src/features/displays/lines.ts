/**
 * Lines for runners ("Well run, %name!") come out of a spreadsheet or a chat. What is pasted or uploaded is taken apart
 * here: one line each, of a table the first column, without what is empty, what is there already and what is over the top.
 */
export const MOST_LINES = 200;
export const LONGEST_LINE = 200;

export interface Taken {
  readonly lines: readonly string[];
  /** How many were left out, by reason. */
  readonly doubles: number;
  readonly tooLong: number;
  readonly tooMany: number;
}

const HEADS = new Set(['message', 'messages', 'line', 'lines', 'text', 'zeile', 'zeilen', 'nachricht', 'nachrichten']);

/** What is between the quotes, or before the first separator. */
function firstCell(row: string, separator: string): string {
  const quoted = /^\s*"((?:[^"]|"")*)"/.exec(row)?.[1];
  if (quoted !== undefined) return quoted.replaceAll('""', '"');
  const end = row.indexOf(separator);
  return end === -1 ? row : row.slice(0, end);
}

/** A comma belongs to a sentence, unless the file says of itself that it is a table. */
function rowsOf(text: string, table: boolean): string[] {
  const rows = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  if (!table) return rows.map((row) => firstCell(row, '\t'));
  const separator = [';', '\t'].find((each) => (rows[0] ?? '').includes(each)) ?? ',';
  const cells = rows.map((row) => firstCell(row, separator));
  return HEADS.has((cells[0] ?? '').trim().toLowerCase()) ? cells.slice(1) : cells;
}

export function takeLines(text: string, there: readonly string[], table = false): Taken {
  const known = new Set(there);
  const found = rowsOf(text, table).map((row) => row.replace(/\s+/g, ' ').trim()).filter((row) => row !== '');
  const short = found.filter((row) => row.length <= LONGEST_LINE);
  const fresh = short.filter((row) => !known.has(row) && known.add(row));
  const lines = fresh.slice(0, Math.max(0, MOST_LINES - there.length));
  return { lines, doubles: short.length - fresh.length, tooLong: found.length - short.length, tooMany: fresh.length - lines.length };
}

/** Bytes of a spreadsheet that still writes like thirty years ago are no UTF-8. */
export async function textOf(file: Blob): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
