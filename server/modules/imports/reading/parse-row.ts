/** One raw row to one typed row, or the column and the reason why not. */

import type { ColumnMap } from './column-map.ts';
import type { Field } from './fields/field.ts';
import { type ImportKind, KIND_SPECS, type RowByKind } from './kinds.ts';
import type { RawRow } from './read-rows.ts';
import type { Parsed, Reason } from './reason.ts';

export type RowResult<Row> =
  | { readonly ok: true; readonly row: number; readonly value: Row }
  | {
      readonly ok: false;
      readonly row: number;
      /** Header of the column that is wrong; undefined when the row as a whole is. */
      readonly column: string | undefined;
      readonly reason: Reason;
    };

interface FieldReader {
  readonly name: string;
  readonly field: Field<unknown>;
  readonly positions: readonly number[];
  readonly column: string;
  readonly constant: string | undefined;
  /** The last text and its value: lines of one order repeat its date, customer and country. */
  lastText: string | undefined;
  lastValue: Parsed<unknown> | undefined;
}

/** Compiled once a map: column names become positions. */
const readersByMap = new WeakMap<ColumnMap, readonly FieldReader[]>();

export function parseRow<Kind extends ImportKind>(
  kind: Kind,
  map: ColumnMap,
  raw: RawRow,
): RowResult<RowByKind[Kind]> {
  if (raw.problem !== undefined) return { ok: false, row: raw.row, ...raw.problem };
  const values: Record<string, unknown> = {};
  for (const reader of readersOf(map)) {
    const text = textOf(reader, raw.cells);
    if (text === undefined) {
      if (!reader.field.isRequired) continue;
      return { ok: false, row: raw.row, column: reader.column, reason: MISSING };
    }
    const parsed = readValue(reader, text, map);
    if (!parsed.ok) {
      if (reader.field.isLenient === true) continue;
      return { ok: false, row: raw.row, column: reader.column, reason: parsed.reason };
    }
    values[reader.name] = parsed.value;
  }
  const finished = KIND_SPECS[kind].finish?.(values as never);
  if (finished?.ok === false) {
    const column = readersOf(map).find(({ name }) => name === finished.field)?.column;
    return { ok: false, row: raw.row, column, reason: finished.reason };
  }
  // The field table of the kind made each value, and `finish` the whole: RowByKind is derived from both.
  return { ok: true, row: raw.row, value: (finished?.value ?? values) as RowByKind[Kind] };
}

function readValue(reader: FieldReader, text: string, map: ColumnMap): Parsed<unknown> {
  if (reader.lastValue !== undefined && reader.lastText === text) return reader.lastValue;
  const parsed = reader.field.parse(text, map);
  reader.lastText = text;
  reader.lastValue = parsed;
  return parsed;
}

function textOf(reader: FieldReader, cells: RawRow['cells']): string | undefined {
  const { positions, field, constant } = reader;
  if (positions.length === 1) {
    const cell = cells[positions[0] ?? 0];
    return cell === undefined || isBlank(cell) ? constant : cell;
  }
  const parts: string[] = [];
  for (const position of positions) {
    const cell = cells[position];
    if (cell !== undefined && !isBlank(cell)) parts.push(cell.trim());
  }
  return parts.length === 0 ? constant : parts.join(field.joinedBy);
}

function isBlank(text: string): boolean {
  return text === '' || text.trim() === '';
}

function readersOf(map: ColumnMap): readonly FieldReader[] {
  let readers = readersByMap.get(map);
  if (readers === undefined) {
    readers = compileReaders(map);
    readersByMap.set(map, readers);
  }
  return readers;
}

function compileReaders(map: ColumnMap): FieldReader[] {
  const { fields } = KIND_SPECS[map.kind];
  return Object.entries(fields).flatMap(([name, field]) => {
    const columns = map.columns[name] ?? [];
    const constant = map.constants[name];
    if (columns.length === 0 && constant === undefined && !field.isRequired) return [];
    return [
      {
        name,
        field,
        positions: columns.map((column) => map.headers.indexOf(column)),
        column: columns.length === 0 ? name : columns.join(' + '),
        constant,
        lastText: undefined,
        lastValue: undefined,
      },
    ];
  });
}

const MISSING: Reason = {
  code: 'value_is_missing',
  ja: '必須の値が空です。',
  en: 'A value that is needed is empty.',
};
