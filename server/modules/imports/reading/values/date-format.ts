/**
 * A small date pattern for exports that do not write the year first: `M/d/yyyy H:mm`, `dd.MM.yy`,
 * `MM/dd/yyyy h:mm a`.
 */
export interface DateFields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

type ReadDate = (text: string) => DateFields | undefined;

const TOKENS = /yyyy|yy|MM|M|dd|d|HH|H|hh|h|mm|m|ss|s|SSS|a/g;
const compiled = new Map<string, ReadDate>();

/** Null when the pattern names no year, month or day. */
export function checkDateFormat(format: string): string | null {
  const tokens = new Set(format.match(TOKENS)?.map((token) => token[0]));
  return tokens.has('y') && tokens.has('M') && tokens.has('d')
    ? null
    : `dateFormat "${format}" must name year, month and day, as in "M/d/yyyy H:mm".`;
}

/** Compiled once a pattern; two-digit years are 1970–2069. */
export function compileDateFormat(format: string): ReadDate {
  let read = compiled.get(format);
  if (read === undefined) {
    read = compile(format);
    compiled.set(format, read);
  }
  return read;
}

function compile(format: string): ReadDate {
  const tokens: string[] = [];
  let pattern = '';
  let last = 0;
  for (const match of format.matchAll(TOKENS)) {
    pattern += escapeRegExp(format.slice(last, match.index)) + patternOf(match[0]);
    tokens.push(match[0]);
    last = match.index + match[0].length;
  }
  const expression = new RegExp(`^${pattern}${escapeRegExp(format.slice(last))}$`, 'i');
  return (text) => {
    const match = expression.exec(text);
    if (match === null) return undefined;
    const values = new Map(tokens.map((token, index) => [token[0], match[index + 1] ?? '']));
    return fieldsOf(values);
  };
}

function patternOf(token: string): string {
  if (token === 'a') return '([ap]m|午前|午後)';
  if (token === 'yyyy') return '(\\d{4})';
  if (token === 'SSS') return '(\\d{3})';
  return token.length === 2 ? '(\\d{2})' : '(\\d{1,2})';
}

function fieldsOf(values: ReadonlyMap<string | undefined, string>): DateFields {
  const year = values.get('y') ?? '';
  const half = values.get('a');
  let hour = Number(values.get('H') ?? values.get('h') ?? 0);
  if (half !== undefined) {
    const isAfternoon = /^p|午後/i.test(half);
    hour = (hour % 12) + (isAfternoon ? 12 : 0);
  }
  return {
    year: year.length === 2 ? Number(year) + (Number(year) < 70 ? 2000 : 1900) : Number(year),
    month: Number(values.get('M')),
    day: Number(values.get('d')),
    hour,
    minute: Number(values.get('m') ?? 0),
    second: Number(values.get('s') ?? 0),
    millisecond: Number(values.get('S') ?? 0),
  };
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
