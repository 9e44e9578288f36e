import type { Sentence } from './reading-error.ts';

/** Why one value or one row was not taken: a stable code and a sentence in both languages. */
export interface Reason extends Sentence {
  readonly code: string;
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: Reason };

export function accept<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

export function refuse(code: string, ja: string, en: string): Parsed<never> {
  return { ok: false, reason: { code, ja, en } };
}

/** A value quoted in a reason: long cells are cut, so a report line stays a line. */
export function quote(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
