/**
 * Finds SQL in the strings of a program and the schemas it names. This reads words, not grammar: it is
 * meant to catch a statement that went to the wrong place, and errs towards what people write here.
 */

const sqlShapes = [
  /\b(?:SELECT|INSERT INTO|DELETE FROM|TRUNCATE|SET LOCAL|LOCK TABLE)\s/,
  /\bselect\b[^;]*\bfrom\s+(?:only\s+)?\w+\.\w+/i,
  /\binsert\s+into\s+\w+\.\w+/i,
  /\bdelete\s+from\s+(?:only\s+)?\w+\.\w+/i,
  /\bupdate\s+(?:only\s+)?\w+(?:\.\w+)?(?:\s+(?:as\s+)?\w+)?\s+set\s+\w/i,
  /\bjoin\s+(?:lateral\s+)?\w+\.\w+\s+(?:as\s+)?(?:\w+\s+)?(?:on|using)\b/i,
];

export function looksLikeSql(text: string): boolean {
  return sqlShapes.some((shape) => shape.test(text));
}

/** The statement without comments and without the contents of quoted strings. */
export function stripSql(sql: string): string {
  const blank = (found: string): string => found.replace(/[^\n]/g, ' ');
  return sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g, blank);
}

export type NamedSchema = {
  readonly schema: string;
  /** Whether rows of that schema are read or written, not only a function or a collation of it used. */
  readonly hasTable: boolean;
};

/**
 * Which of `schemas` the statement names. After FROM, JOIN, INTO and their like `word.word` is always a
 * table; elsewhere (`word.column`, `word.function()`) it counts unless the statement uses the word as an alias.
 */
export function findSchemas(text: string, schemas: readonly string[]): NamedSchema[] {
  const sql = stripSql(text);
  const found: NamedSchema[] = [];
  for (const schema of schemas) {
    const name = `"?${schema}"?\\.\\w+`;
    const writes = new RegExp(
      `\\b(?:into|update|delete\\s+from|copy|table)\\s+(?:only\\s+)?${name}`,
      'i',
    );
    const reads = new RegExp(
      `(?<!distinct\\s+)\\b(?:from|join|using|only|lateral)\\s+(?:only\\s+)?${name}(?!\\w|\\s*\\()`,
      'i',
    );
    const mention = new RegExp(`(?<![.\\w])${name}`, 'i');
    const alias = new RegExp(
      `\\bas\\s+${schema}\\b|\\b${schema}\\s+as\\b|\\.\\w+\\s+${schema}\\b`,
      'i',
    );
    const hasTable = writes.test(sql) || reads.test(sql);
    if (hasTable || (mention.test(sql) && !alias.test(sql))) found.push({ schema, hasTable });
  }
  return found;
}
