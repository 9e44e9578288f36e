/** How a field of an import is found (by header names) and read (by a parser). */
import type { Parsed, Reason } from '../reason.ts';
import type { MomentContext } from '../values/moment.ts';

type ParseValue<T> = (text: string, context: MomentContext) => Parsed<T>;

export interface Field<T, Required extends boolean = boolean> {
  readonly parse: ParseValue<T>;
  /** Alternatives, most specific first; each one header or several whose cells are joined. */
  readonly headers: readonly (readonly string[])[];
  readonly isRequired: Required;
  /** Between the cells of a field made of several columns. */
  readonly joinedBy: string;
  /** A value that cannot be read is left out instead of costing the row. */
  readonly isLenient?: boolean;
}

export type FieldTable = Readonly<Record<string, Field<unknown>>>;

type ValueOf<F> = F extends Field<infer T> ? T : never;
type RequiredNames<T> = {
  [Name in keyof T]: T[Name] extends Field<unknown, true> ? Name : never;
}[keyof T];

/** The typed row of a field table: required fields are there, the others may be absent. */
export type RowOf<T extends FieldTable> = {
  readonly [Name in RequiredNames<T>]: ValueOf<T[Name]>;
} & {
  readonly [Name in Exclude<keyof T, RequiredNames<T>>]?: ValueOf<T[Name]>;
};

/** Headers are told as `TEL | 電話番号 | TEL1 + TEL2 + TEL3`: `|` between alternatives, `+` between parts. */
function readHeaders(lines: readonly string[]): string[][] {
  return lines.flatMap((line) => line.split(' | ')).map((names) => names.split(' + '));
}

/** A field without which a row says nothing. */
export function required<T>(parse: ParseValue<T>, ...headers: string[]): Field<T, true> {
  return { parse, headers: readHeaders(headers), isRequired: true, joinedBy: ' ' };
}

export function optional<T>(parse: ParseValue<T>, ...headers: string[]): Field<T, false> {
  return { parse, headers: readHeaders(headers), isRequired: false, joinedBy: ' ' };
}

/** As `optional`, with what stands between the cells when the field is split over columns. */
export function split<T>(
  joinedBy: string,
  parse: ParseValue<T>,
  ...headers: string[]
): Field<T, false> {
  return { parse, headers: readHeaders(headers), isRequired: false, joinedBy };
}

/**
 * A field whose wrong value must not cost the row: the order was placed whatever its contact says.
 */
export function lenient<T>(field: Field<T, false>): Field<T, false> {
  return { ...field, isLenient: true };
}

/** What the rules over a whole row say; `field` names the one that is wrong. */
export type Finished<Row> =
  | { readonly ok: true; readonly value: Row }
  | { readonly ok: false; readonly field?: string; readonly reason: Reason };

/** Header names compare without width, case, spaces, brackets, underscores and the like. */
export function normalizeHeader(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s()[\]{}【】「」『』〔〕〈〉_\-.:・/*#"'※]/g, '');
}
