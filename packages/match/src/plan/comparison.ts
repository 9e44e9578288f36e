/**
 * What two records are compared by. A comparison is a list of levels from the strongest agreement
 * to none; the first that holds counts. Each level carries what is believed before any data is
 * seen: `m`, how often two records of one person stand there, and `u`, how often two strangers do.
 */
export interface Level {
  readonly label: string;
  /** SQL over the records `l` and `r`. */
  readonly when: string;
  readonly m: number;
  readonly u: number;
  /** How often two of one household stand here, where it is more than strangers: twins. */
  readonly near?: number;
  /** Column whose frequency says how much this very value tells. */
  readonly frequencyOf?: string;
}

export interface Comparison {
  readonly name: string;
  /**
   * `own` belongs to one person or article alone; `shared` is what a household or a product line
   * has in common.
   */
  readonly sharing: 'own' | 'shared';
  /** SQL: nothing to compare, so it says neither yes nor no. */
  readonly isMissing: string;
  /** The last level holds always. */
  readonly levels: readonly Level[];
  /** Level from which on the pair contradicts itself: not linked without an identifying agreement. */
  readonly conflictFrom?: number;
  /** Levels up to this one identify (e-mail, telephone, number). */
  readonly identifiesTo?: number;
  /**
   * How much what is believed weighs against what is learned, as a share of the matches: the words of
   * two articles of one line are so alike that EM alone would take the line for one article.
   */
  readonly trust?: number;
  /** Filled from the words of a text column instead of `when`. */
  readonly textColumn?: string;
}

/** What candidates are found by: records that agree on the key meet. */
export interface BlockKey {
  readonly name: string;
  /** Keys of one subject are not combined with each other. */
  readonly subject: string;
  /** SQL over one record; several when any of them may meet any other. */
  readonly expressions: readonly string[];
}

/** A column of prepared records and how it is read from the cells of a row. */
export interface Prepared {
  readonly name: string;
  readonly read: (cells: readonly (string | undefined)[]) => string | null;
}

export interface Part {
  readonly prepared: readonly Prepared[];
  readonly comparisons: readonly Comparison[];
  readonly keys: readonly BlockKey[];
}

const MATCH_TEXT_CHARS_MAX = 300;

const NOTHING = new Set([
  '',
  '-',
  '--',
  '.',
  'n/a',
  'na',
  'nan',
  'null',
  'none',
  'nil',
  'unknown',
  'undefined',
  'anonymous',
  'invalid',
  '?',
  'なし',
  '無し',
  '不明',
  '未設定',
  '未登録',
  '未入力',
]);

/** The cell without its edges, or undefined when it says nothing: nobody is matched by emptiness. */
export function readCell(
  cells: readonly (string | undefined)[],
  index: number | undefined,
): string | undefined {
  if (index === undefined) return undefined;
  const text = cells[index]?.trim();
  if (text === undefined) return undefined;
  if (text.length < 10 && NOTHING.has(text.toLowerCase())) return undefined;
  return text.length > MATCH_TEXT_CHARS_MAX ? text.slice(0, MATCH_TEXT_CHARS_MAX) : text;
}

/** Latin text in one case without accents and signs; other scripts stay as NFKC has them. */
export function foldText(text: string): string {
  const plain = /^[\p{ASCII}]*$/u.test(text)
    ? text
    : text
        .normalize('NFD')
        .replaceAll(/[\u0300-\u036f]/g, '')
        .normalize('NFKC');
  return plain
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

export function orNull(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}

export const equal = (column: string) => `l.${column} = r.${column}`;
export const jaroWinkler = (column: string, least: number) =>
  `jaro_winkler_similarity(l.${column}, r.${column}) >= ${least}`;
export const edits = (column: string, most: number) =>
  `damerau_levenshtein(l.${column}, r.${column}) <= ${most}`;
export const missing = (column: string) => `(l.${column} IS NULL OR r.${column} IS NULL)`;
