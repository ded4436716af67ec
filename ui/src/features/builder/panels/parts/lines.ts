/** Why: lines come from everywhere, typed, from a text file or the first column of a table; whatever they were, they become lines. */
export const LONGEST = 200;

const CONTROL = /[\x00-\x1f\x7f\u2028\u2029]+/g; // what a line does not take

/** Trimmed, not empty, none twice, none too long. */
export function cleaned(lines: readonly string[], most: number): string[] {
  const found = new Set<string>();
  for (const line of lines) {
    const text = line.replace(CONTROL, ' ').trim().slice(0, LONGEST).trim();
    if (text !== '') found.add(text);
  }
  return [...found].slice(0, most);
}

/** One line a row; of a table the first column, with its quotes taken away. */
export function linesOf(text: string, table: boolean): string[] {
  const whole = text.replace(/^\ufeff/, '');
  if (!table) return whole.split(/\r\n|\r|\n/);
  const rows: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",;\t\r\n]*))([^\r\n]*)(\r\n|\r|\n|$)/gy;
  for (let match = cell.exec(whole); match !== null && match[0] !== ''; match = cell.exec(whole)) rows.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
  return rows;
}

export function csvOf(lines: readonly string[]): string {
  return lines.map((line) => `"${/^[=+\-@\t]/.test(line) ? "'" : ''}${line.replaceAll('"', '""')}"\r\n`).join('');
}
