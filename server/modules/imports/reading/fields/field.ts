/** How a field of an import is found (by header names) and read (by a parser). */
import type { Parsed } from '../reason.ts';
import type { MomentContext } from '../values/moment.ts';

export type ParseValue<T> = (text: string, context: MomentContext) => Parsed<T>;

/** One header name, or several whose cells are joined in this order. */
export type HeaderNames = string | readonly string[];

export interface Field<T, Required extends boolean = boolean> {
  readonly parse: ParseValue<T>;
  /** Alternatives, most specific first; compared by `normalizeHeader`. */
  readonly headers: readonly HeaderNames[];
  readonly isRequired: Required;
  /** Between the cells of a field made of several columns. */
  readonly joinedBy: string;
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

/** A field without which a row says nothing. */
export function required<T>(parse: ParseValue<T>, ...headers: HeaderNames[]): Field<T, true> {
  return { parse, headers, isRequired: true, joinedBy: ' ' };
}

export function optional<T>(parse: ParseValue<T>, ...headers: HeaderNames[]): Field<T, false> {
  return { parse, headers, isRequired: false, joinedBy: ' ' };
}

/** As `optional`, with what stands between the cells when the field is split over columns. */
export function split<T>(
  joinedBy: string,
  parse: ParseValue<T>,
  ...headers: HeaderNames[]
): Field<T, false> {
  return { parse, headers, isRequired: false, joinedBy };
}

/** Header names compare without width, case, spaces, brackets, underscores and the like. */
export function normalizeHeader(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s()[\]{}【】「」『』〔〕〈〉_\-.:・/*#"'※]/g, '');
}
