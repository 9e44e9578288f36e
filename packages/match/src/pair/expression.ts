/**
 * The SQL of levels and keys, worked out for one pair without a database. The plan stays the one place
 * where a level is written down: the store runs it over millions, this runs it over one new record and
 * the few it might be. Only what plans use is understood; anything else throws when the plan is read.
 * NULL is as in SQL: a comparison with it is neither true nor false.
 */
import { damerauLevenshtein, hamming, jaroWinkler } from './similarity.ts';

export type Cell = string | number | boolean | null;
/** A prepared record: what `Prepared.read` gave, by its name. */
export type PreparedRecord = Readonly<Record<string, string | null>>;
export type Expression = (left: PreparedRecord, right: PreparedRecord) => Cell;

const TOKEN =
  /\s*(?:('(?:[^']|'')*')|(\d+(?:\.\d+)?)|([a-z_]\w*(?:\.[a-z_]\w*)?)|(<>|<=|>=|\|\||[=<>(),+-]))/giy;

/** Throws where the text holds what is not understood. */
export function compileExpression(sql: string): Expression {
  const words = wordsOf(sql);
  let at = 0;
  const peek = () => words[at]?.toUpperCase();
  const take = () => words[at++] ?? '';
  const skip = (word: string): boolean => {
    if (peek() !== word) return false;
    at += 1;
    return true;
  };
  const expect = (word: string) => {
    if (!skip(word)) throw new Error(`${word} is missing at ${words.slice(at).join(' ')}: ${sql}`);
  };

  function either(): Expression {
    let left = both();
    while (skip('OR')) left = or(left, both());
    return left;
  }
  function both(): Expression {
    let left = not();
    while (skip('AND')) left = and(left, not());
    return left;
  }
  function not(): Expression {
    if (!skip('NOT')) return compared();
    const inner = not();
    return (l, r) => {
      const value = inner(l, r);
      return value === null ? null : value !== true;
    };
  }
  function compared(): Expression {
    const left = joined();
    if (skip('IS')) {
      const isNot = skip('NOT');
      expect('NULL');
      return (l, r) => (left(l, r) === null) !== isNot;
    }
    const operator = peek() ?? '';
    const test = COMPARISONS[operator];
    if (test === undefined) return left;
    at += 1;
    const right = joined();
    return (l, r) => {
      const a = left(l, r);
      if (a === null) return null;
      const b = right(l, r);
      return b === null ? null : test(a, b);
    };
  }
  function joined(): Expression {
    let left = atom();
    for (;;) {
      const word = peek();
      if (word !== '||' && word !== '-' && word !== '+') return left;
      at += 1;
      left = combine(word, left, atom());
    }
  }
  function atom(): Expression {
    const word = take();
    if (word === '(') {
      const inner = either();
      expect(')');
      return inner;
    }
    if (word.startsWith("'")) return constant(word.slice(1, -1).replaceAll("''", "'"));
    if (/^\d/.test(word)) return constant(Number(word));
    const upper = word.toUpperCase();
    if (upper === 'TRUE' || upper === 'FALSE') return constant(upper === 'TRUE');
    if (!/^[a-z_]/i.test(word)) throw new Error(`"${word}" is not understood: ${sql}`);
    return peek() === '(' ? called(word.toLowerCase()) : column(word);
  }
  function called(name: string): Expression {
    expect('(');
    const given: Expression[] = [];
    do given.push(either());
    while (skip(','));
    expect(')');
    return call(name, given);
  }
  const compiled = either();
  if (at < words.length) throw new Error(`"${words[at] ?? ''}" is not understood: ${sql}`);
  return compiled;
}

function wordsOf(sql: string): string[] {
  const words: string[] = [];
  TOKEN.lastIndex = 0;
  const text = sql.trim();
  while (TOKEN.lastIndex < text.length) {
    const from = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (found === null)
      throw new Error(`"${text.slice(from, from + 20)}" is not understood: ${sql}`);
    words.push(found[0].trim());
  }
  return words;
}

const constant =
  (value: Cell): Expression =>
  () =>
    value;

/** `l.town`, `r.town`; without a side it is the left one, as in keys of one record. */
function column(word: string): Expression {
  const [side, name] = word.includes('.') ? word.split('.') : ['l', word];
  const key = name ?? '';
  return side === 'r' ? (_, r) => r[key] ?? null : (l) => l[key] ?? null;
}

const and =
  (one: Expression, other: Expression): Expression =>
  (l, r) => {
    const a = one(l, r);
    if (a === false) return false;
    const b = other(l, r);
    if (b === false) return false;
    return a === null || b === null ? null : true;
  };
const or =
  (one: Expression, other: Expression): Expression =>
  (l, r) => {
    const a = one(l, r);
    if (a === true) return true;
    const b = other(l, r);
    if (b === true) return true;
    return a === null || b === null ? null : false;
  };

const COMPARISONS: Readonly<Record<string, (a: Cell, b: Cell) => boolean>> = {
  '=': (a, b) => a === b,
  '<>': (a, b) => a !== b,
  '<': (a, b) => (a ?? 0) < (b ?? 0),
  '>': (a, b) => (a ?? 0) > (b ?? 0),
  '<=': (a, b) => (a ?? 0) <= (b ?? 0),
  '>=': (a, b) => (a ?? 0) >= (b ?? 0),
};

function combine(word: '||' | '-' | '+', one: Expression, other: Expression): Expression {
  return (l, r) => {
    const a = one(l, r);
    const b = other(l, r);
    if (a === null || b === null) return null;
    if (word === '||') return `${a}${b}`;
    return word === '+' ? Number(a) + Number(b) : Number(a) - Number(b);
  };
}

const points = (text: Cell) => Array.from(String(text));
/** As the store compares: by bytes. */
const isBefore = (a: Cell, b: Cell) =>
  Buffer.compare(Buffer.from(String(a), 'utf8'), Buffer.from(String(b), 'utf8')) < 0;

const FUNCTIONS: Readonly<Record<string, (...cells: readonly Cell[]) => Cell>> = {
  jaro_winkler_similarity: (a = '', b = '') => jaroWinkler(String(a), String(b)),
  damerau_levenshtein: (a = '', b = '') => damerauLevenshtein(String(a), String(b)),
  hamming: (a = '', b = '') => hamming(String(a), String(b)),
  left: (text = '', count = 0) => cut(text, 0, Number(count)),
  right: (text = '', count = 0) => cut(text, -Number(count)),
  substr: (text = '', from = 1, count = 0) =>
    cut(text, Number(from) - 1, Number(from) - 1 + Number(count)),
  length: (text = '') => points(text).length,
  starts_with: (text = '', start = '') => String(text).startsWith(String(start)),
};

function cut(text: Cell, from: number, until?: number): string {
  const whole = String(text);
  // Readings, digits and mail addresses are ASCII: no need to take them apart.
  return /^[\x20-\x7e]*$/.test(whole)
    ? whole.slice(from, until)
    : points(whole).slice(from, until).join('');
}

function call(name: string, given: readonly Expression[]): Expression {
  if (name === 'coalesce') {
    return (l, r) => {
      for (const each of given) {
        const value = each(l, r);
        if (value !== null) return value;
      }
      return null;
    };
  }
  if (name === 'least' || name === 'greatest') return extreme(name === 'least', given);
  const work = FUNCTIONS[name];
  if (work === undefined) throw new Error(`the function ${name} is not understood`);
  return (l, r) => {
    const cells: Cell[] = [];
    for (const each of given) {
      const value = each(l, r);
      if (value === null) return null;
      cells.push(value);
    }
    return work(...cells);
  };
}

/** Of the values that are there; NULL counts as none, as in the store. */
function extreme(isLeast: boolean, given: readonly Expression[]): Expression {
  return (l, r) => {
    let best: Cell = null;
    for (const each of given) {
      const value = each(l, r);
      if (value !== null && (best === null || isBefore(value, best) === isLeast)) best = value;
    }
    return best;
  };
}
