/**
 * Which column is what: by its header, else by what stands in it. A column of the truth (cluster,
 * entity_id …) is never read. What cannot be told and is different on every row is left out: it is
 * somebody's own number, and two of them never agree.
 */
import { hasJapanese } from '../japanese/script.ts';
import { normalizeHeader, ROLES, type Role, roleOfHeader } from './headers.ts';

export interface RecognisedColumn {
  readonly index: number;
  readonly header: string;
  readonly role: Role;
}

export interface Recognised {
  readonly keyIndex: number;
  readonly columns: readonly RecognisedColumn[];
  readonly isJapanese: boolean;
}

type Cells = readonly (string | undefined)[];

export class ColumnsError extends Error {
  override readonly name = 'ColumnsError';
}

/** `map`: role → header or headers; null or `ignore` leaves out. `key` names the key column. */
export type ColumnsMap = Readonly<Record<string, string | readonly string[] | null>>;

const PERSON_ROLES = new Set<Role>(['givenName', 'familyName', 'givenKana', 'birthDate', 'gender']);
const PRODUCT_ROLES = new Set<Role>(['price', 'model', 'brand', 'description', 'title']);

/** Throws ColumnsError when the map names what the file does not have, or nothing can be compared. */
export function recogniseColumns(
  headers: readonly string[],
  sample: readonly Cells[],
  map: ColumnsMap = {},
): Recognised {
  const keyIndex = findKey(headers, map);
  const told = readMap(headers, map);
  const byHeader = headers.map((header, index) =>
    index === keyIndex ? 'ignore' : (told.get(index) ?? roleOfHeader(header)),
  );
  // Beside a person's names a title is Mr or Dr, and no name of anything.
  const isPerson = byHeader.some((role) => role === 'givenName' || role === 'familyName');
  const first = byHeader.map((role, index) =>
    isPerson && role === 'title' && !told.has(index) ? 'ignore' : role,
  );
  const known = new Set(first);
  const nameRole = roleOfName(known, () => areOfPeople(headers, sample));
  const columns = headers.map((header, index): RecognisedColumn => {
    const role = first[index];
    const values = sample.map((row) => row[index]?.trim() ?? '').filter((cell) => cell !== '');
    if (role === 'name') return { index, header, role: nameRole };
    return { index, header, role: role ?? roleOfContent(values) };
  });
  const used = columns.filter(({ role }) => role !== 'ignore');
  if (used.length === 0) {
    throw new ColumnsError(
      `No column can be compared. The headers are: ${headers.join(', ')}. Name them in a map: --columns map.json`,
    );
  }
  const names = used.filter(({ role }) => /Name|Kana|title|organisation|address/.test(role));
  const looked = sample.slice(0, 2_000);
  const japanese = looked.filter((row) => names.some(({ index }) => hasJapanese(row[index] ?? '')));
  return { keyIndex, columns: used, isJapanese: japanese.length > looked.length * 0.1 };
}

/** Of cells under "name": two words, or one and a comma, as persons are called and seldom anybody else. */
function areOfPeople(headers: readonly string[], sample: readonly Cells[]): boolean {
  const at = headers.findIndex((header) => roleOfHeader(header) === 'name');
  const names = sample.slice(0, 2_000).map((row) => row[at]?.trim() ?? '');
  const told = names.filter((name) => name !== '');
  const isPerson = (name: string) => /^[\p{L}'’.-]+[\s,、]+[\p{L}'’.-]+$/u.test(name);
  return told.length >= 3 && told.filter(isPerson).length > told.length * 0.75;
}

function roleOfName(
  known: ReadonlySet<Role | 'name' | undefined>,
  areNamesOfPeople: () => boolean,
): Role {
  const has = (roles: ReadonlySet<Role>) => [...roles].some((role) => known.has(role));
  if (has(PERSON_ROLES) || known.has('fullKana')) return 'fullName';
  if (has(PRODUCT_ROLES)) return 'title';
  if (known.has('email') || areNamesOfPeople()) return 'fullName';
  return 'organisation';
}

function findKey(headers: readonly string[], map: ColumnsMap): number {
  const named = map.key ?? map.id;
  if (typeof named === 'string') return findHeader(headers, named);
  const exact = headers.findIndex((header) => header.trim().toLowerCase() === 'id');
  return exact === -1 ? 0 : exact;
}

function readMap(headers: readonly string[], map: ColumnsMap): Map<number, Role> {
  const told = new Map<number, Role>();
  for (const [role, named] of Object.entries(map)) {
    if (role === 'key' || role === 'id') continue;
    if (!isRole(role)) {
      throw new ColumnsError(
        `The map has "${role}", which is not known. It may hold key, ${ROLES.join(', ')}.`,
      );
    }
    if (named === null) {
      headers.forEach((header, index) => {
        if (roleOfHeader(header) === role) told.set(index, 'ignore');
      });
      continue;
    }
    const names = typeof named === 'string' ? [named] : named;
    for (const name of names) told.set(findHeader(headers, name), role);
  }
  return told;
}

function isRole(text: string): text is Role {
  return ROLES.some((role) => role === text);
}

function findHeader(headers: readonly string[], wanted: string): number {
  const plain = normalizeHeader(wanted);
  const found = headers.findIndex((header) => normalizeHeader(header) === plain);
  if (found !== -1) return found;
  throw new ColumnsError(
    `The map names the column "${wanted}", which the file does not have. Its headers: ${headers.join(', ')}`,
  );
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const DATE = /^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})/;

function roleOfContent(values: readonly string[]): Role {
  if (values.length === 0) return 'ignore';
  const share = (test: (value: string) => boolean) => values.filter(test).length / values.length;
  const distinct = new Set(values).size / values.length;
  if (share((value) => EMAIL.test(value)) > 0.8) return 'email';
  if (share((value) => DATE.test(value)) > 0.8) return 'date';
  const isNumber = share((value) => /^[-+]?[\d.,]+$/.test(value)) > 0.9;
  if (isNumber) return distinct > 0.98 && values.length > 50 ? 'ignore' : 'number';
  const words = values.reduce((sum, value) => sum + value.split(/\s+/).length, 0) / values.length;
  if (words >= 4) return 'description';
  if (distinct > 0.98 && words < 1.2 && values.length > 50) return 'ignore';
  return distinct < 0.05 ? 'category' : 'word';
}
