/**
 * Which column feeds which field: guessed from the headers, or told by a map file (README.md), or
 * both: a map only needs to name what the guess gets wrong.
 */
import { type Field, normalizeHeader } from './fields/field.ts';
import { type ImportKind, KIND_SPECS } from './kinds.ts';
import { ReadingError } from './reading-error.ts';
import { checkDateFormat } from './values/date-format.ts';

export interface ColumnMap {
  readonly kind: ImportKind;
  readonly headers: readonly string[];
  /** Field → the headers its value is made of. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  /** Field → text used where the row has no value of its own. */
  readonly constants: Readonly<Record<string, string>>;
  readonly timeZone: string;
  readonly dateFormat?: string;
  /** Name of the system the file comes from; part of each row's identity. */
  readonly source?: string;
  readonly unusedHeaders: readonly string[];
}

const DEFAULT_TIME_ZONE = 'Asia/Tokyo';

/** Throws ReadingError `columns_are_missing`, `header_is_duplicated`. */
export function guessColumns(kind: ImportKind, headers: readonly string[]): ColumnMap {
  return applyMap(kind, headers, {});
}

/**
 * `mapJson` is the parsed map file. Throws ReadingError `map_is_wrong`, `columns_are_missing`,
 * `header_is_duplicated`.
 */
export function applyMap(
  kind: ImportKind,
  headers: readonly string[],
  mapJson: unknown,
): ColumnMap {
  const told = readMap(kind, headers, mapJson);
  const columns: Record<string, readonly string[]> = {};
  for (const [name, field] of Object.entries(KIND_SPECS[kind].fields)) {
    const named = told.columns.get(name) ?? findColumns(field, headers);
    if (named.length > 0) columns[name] = named;
  }
  assertUnambiguous(headers, columns, told.columns);
  assertComplete(kind, headers, new Set([...Object.keys(columns), ...told.constants.keys()]));
  const used = new Set(Object.values(columns).flat());
  return {
    kind,
    headers,
    columns,
    constants: Object.fromEntries(told.constants),
    timeZone: told.timeZone,
    ...(told.dateFormat === undefined ? {} : { dateFormat: told.dateFormat }),
    ...(told.source === undefined ? {} : { source: told.source }),
    unusedHeaders: headers.filter((header) => !used.has(header)),
  };
}

function findColumns(field: Field<unknown>, headers: readonly string[]): readonly string[] {
  const byName = new Map<string, string>();
  for (const header of headers) {
    const name = normalizeHeader(header);
    if (!byName.has(name)) byName.set(name, header);
  }
  for (const alternative of field.headers) {
    const found = alternative.map((name) => byName.get(normalizeHeader(name)));
    if (found.every((header) => header !== undefined)) return found;
  }
  return [];
}

interface ToldMap {
  readonly columns: ReadonlyMap<string, readonly string[]>;
  readonly constants: ReadonlyMap<string, string>;
  readonly timeZone: string;
  readonly dateFormat: string | undefined;
  readonly source: string | undefined;
}

const MAP_KEYS = ['columns', 'constants', 'timeZone', 'dateFormat', 'source'];

function readMap(kind: ImportKind, headers: readonly string[], mapJson: unknown): ToldMap {
  if (!isObject(mapJson))
    throw mapError(
      'map.json の中身はオブジェクトにしてください。',
      'map.json must hold an object.',
    );
  const unknownKey = Object.keys(mapJson).find((key) => !MAP_KEYS.includes(key));
  if (unknownKey !== undefined) {
    throw mapError(
      `map.json の「${unknownKey}」は知らない項目です。使えるのは ${MAP_KEYS.join('、')} です。`,
      `map.json has "${unknownKey}", which is not known. It may hold ${MAP_KEYS.join(', ')}.`,
    );
  }
  return {
    columns: readColumns(kind, headers, mapJson.columns ?? {}),
    constants: readConstants(kind, mapJson.constants ?? {}),
    timeZone: readTimeZone(mapJson.timeZone ?? DEFAULT_TIME_ZONE),
    dateFormat: readDateFormat(mapJson.dateFormat),
    source: readSource(mapJson.source),
  };
}

function readColumns(
  kind: ImportKind,
  headers: readonly string[],
  value: unknown,
): Map<string, readonly string[]> {
  if (!isObject(value))
    throw mapError('columns はオブジェクトにしてください。', '"columns" must be an object.');
  const columns = new Map<string, readonly string[]>();
  for (const [field, told] of Object.entries(value)) {
    assertKnownField(kind, field);
    // null switches a guessed column off.
    const names = told === null ? [] : Array.isArray(told) ? told : [told];
    columns.set(
      field,
      names.map((name) => findHeader(field, name, headers)),
    );
  }
  return columns;
}

function findHeader(field: string, name: unknown, headers: readonly string[]): string {
  const wanted = String(name);
  const found =
    headers.find((header) => header === wanted) ??
    headers.find((header) => normalizeHeader(header) === normalizeHeader(wanted));
  if (found !== undefined) return found;
  throw mapError(
    `map.json は ${field} に列「${wanted}」を指していますが、ファイルにありません。ファイルの見出し: ${headers.join('、')}`,
    `map.json takes ${field} from the column "${wanted}", which the file does not have. ` +
      `Its headers: ${headers.join(', ')}`,
  );
}

function readConstants(kind: ImportKind, value: unknown): Map<string, string> {
  if (!isObject(value))
    throw mapError('constants はオブジェクトにしてください。', '"constants" must be an object.');
  for (const [field, constant] of Object.entries(value)) {
    assertKnownField(kind, field);
    if (!['string', 'number', 'boolean'].includes(typeof constant)) {
      throw mapError(
        `constants の ${field} は文字か数にしてください。`,
        `The constant of ${field} must be a text or a number.`,
      );
    }
  }
  return new Map(Object.entries(value).map(([field, constant]) => [field, String(constant)]));
}

function assertKnownField(kind: ImportKind, field: string): void {
  const known = Object.keys(KIND_SPECS[kind].fields);
  if (known.includes(field)) return;
  throw mapError(
    `map.json の「${field}」は ${kind} の項目ではありません。項目: ${known.join('、')}`,
    `map.json names "${field}", which is no field of ${kind}. Fields: ${known.join(', ')}`,
  );
}

function readTimeZone(value: unknown): string {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(String(value)).timeZoneId;
  } catch {
    throw mapError(
      `timeZone「${String(value)}」は知らない時間帯です。Asia/Tokyo のように書いてください。`,
      `The timeZone "${String(value)}" is not known. Write it like Asia/Tokyo.`,
    );
  }
}

function readDateFormat(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const format = typeof value === 'string' ? value : '';
  const complaint = checkDateFormat(format);
  if (complaint === null) return format;
  throw mapError(`dateFormat には年・月・日が要ります（例: M/d/yyyy H:mm）。`, complaint);
}

function readSource(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && /^[\w.-]{1,60}$/.test(value)) return value;
  throw mapError(
    'source は英数字と . _ - の60文字までにしてください。',
    '"source" must be 1–60 letters, digits, dots, dashes or underscores.',
  );
}

function assertUnambiguous(
  headers: readonly string[],
  columns: Readonly<Record<string, readonly string[]>>,
  told: ReadonlyMap<string, unknown>,
): void {
  for (const [field, names] of Object.entries(columns)) {
    const twice = names.find((name) => headers.includes(`${name} (2)`));
    if (twice === undefined || told.has(field)) continue;
    throw new ReadingError('header_is_duplicated', {
      ja:
        `見出し「${twice}」が2回あり、${field} にどちらを使うか決められません。map.json の columns に ` +
        `"${field}": "${twice}" か "${twice} (2)" と書いてください。`,
      en:
        `The header "${twice}" occurs twice, so ${field} could be either. Write ` +
        `"${field}": "${twice}" or "${twice} (2)" under columns in map.json.`,
    });
  }
}

function assertComplete(
  kind: ImportKind,
  headers: readonly string[],
  given: ReadonlySet<string>,
): void {
  const { fields, anyOf } = KIND_SPECS[kind];
  const missing = Object.entries(fields)
    .filter(([name, field]) => field.isRequired && !given.has(name))
    .map(([name]) => name);
  const missingGroups = anyOf.filter((group) => !group.some((name) => given.has(name)));
  if (missing.length === 0 && missingGroups.length === 0) return;
  const wanted = [...missing, ...missingGroups.map((group) => group.join(' / '))];
  const toMap = [...missing, ...missingGroups.flatMap((group) => group.slice(0, 1))];
  const example = JSON.stringify({
    columns: Object.fromEntries(toMap.map((name, i) => [name, headers[i] ?? '…'])),
    timeZone: DEFAULT_TIME_ZONE,
    source: 'my-shop',
  });
  throw new ReadingError('columns_are_missing', {
    ja:
      `${kind} の取り込みに要る列が見つかりません: ${wanted.join('、')}。ファイルの見出し: ` +
      `${headers.join('、')}。どの列か map.json に書いて --map で渡してください。例: ${example}`,
    en:
      `Columns needed to import ${kind} were not found: ${wanted.join(', ')}. Headers of the ` +
      `file: ${headers.join(', ')}. Name them in a map.json and pass it with --map, ` +
      `for example: ${example}`,
  });
}

function mapError(ja: string, en: string): ReadingError {
  return new ReadingError('map_is_wrong', { ja, en });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
