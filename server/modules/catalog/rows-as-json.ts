// Rows on their way into json_to_recordset. Postgres takes no NUL and no half of a surrogate pair inside
// text; JSON writes both as escapes, so they are seen without looking at every string.

/** The rows as JSON that Postgres reads: NULs dropped, lone surrogates replaced by U+FFFD. */
export function rowsAsJson(rows: readonly object[]): string {
  const text = JSON.stringify(rows);
  return /\\u(?:0000|d[89a-f])/i.test(text) ? JSON.stringify(rows, mendText) : text;
}

function mendText(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : value;
}
