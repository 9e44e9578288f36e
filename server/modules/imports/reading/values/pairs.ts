/**
 * Named values in one cell: `色=藍;サイズ=M`. What such a cell cannot hold (numbers, lists, a semicolon) is written as
 * JSON, and either is read.
 */
import { accept, type Parsed, quote, refuse } from '../reason.ts';

const PLAIN = /^[^=;{}"\s](?:[^=;{}"\r\n]*[^=;{}"\s])?$/;

/** The cell of named values; empty when there are none. */
export function writePairs(values: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(values);
  const isPlain = pairs.every(
    ([name, value]) => PLAIN.test(name) && typeof value === 'string' && PLAIN.test(value),
  );
  if (pairs.length === 0) return '';
  return isPlain
    ? pairs.map(([name, value]) => `${name}=${String(value)}`).join(';')
    : JSON.stringify(values);
}

/** Named values of any kind. */
export function parsePairs(text: string): Parsed<Readonly<Record<string, unknown>>> {
  const trimmed = text.trim();
  if (trimmed.startsWith('{')) return parseObject(trimmed);
  const values = new Map<string, string>();
  for (const part of trimmed.split(/[;；]/)) {
    const at = part.search(/[=＝]/);
    const name = part.slice(0, Math.max(at, 0)).trim();
    const value = part.slice(at + 1).trim();
    if (part.trim() === '') continue;
    if (name === '' || value === '') return refusePairs(text);
    values.set(name, value);
  }
  return accept(Object.fromEntries(values));
}

/** Named values that are texts: the options of a variant. */
export function parseTextPairs(text: string): Parsed<Readonly<Record<string, string>>> {
  const parsed = parsePairs(text);
  if (!parsed.ok) return parsed;
  const texts = Object.entries(parsed.value).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  );
  return texts.length === Object.keys(parsed.value).length
    ? accept(Object.fromEntries(texts))
    : refusePairs(text);
}

/** A list in one cell; a list whose words hold a comma is JSON. */
export function writeList(values: readonly string[]): string {
  const isPlain = values.every((value) => value.trim() === value && !/[,、[\r\n]/.test(value));
  return isPlain ? values.join(',') : JSON.stringify(values);
}

/** Steps from the widest to the narrowest: `food > drink > tea`. */
export function writeSteps(steps: readonly string[]): string {
  return steps.some((step) => /[>＞[]/.test(step) || step.trim() !== step)
    ? JSON.stringify(steps)
    : steps.join(' > ');
}

export function parseSteps(text: string): Parsed<readonly string[]> {
  const listed = parseTextList(text);
  return (
    listed ??
    accept(
      text
        .split(/[>＞]/)
        .map((step) => step.trim())
        .filter((step) => step !== ''),
    )
  );
}

/** The texts of a JSON list; undefined for anything that does not begin as one. */
export function parseTextList(text: string): Parsed<readonly string[]> | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith('[')) return undefined;
  const value = parseJson(trimmed);
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
    ? accept(value)
    : undefined;
}

function parseObject(text: string): Parsed<Readonly<Record<string, unknown>>> {
  const value = parseJson(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? accept({ ...value })
    : refusePairs(text);
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    // Half a surrogate pair is no character; the database takes none, nor NUL.
    return /\\u(?:[dD][89a-fA-F]|0000)/.test(text) ? undefined : value;
  } catch {
    return undefined;
  }
}

function refusePairs(text: string): Parsed<never> {
  return refuse(
    'pairs_are_wrong',
    `「${quote(text)}」は 名前=値;名前=値 の形で書いてください。`,
    `"${quote(text)}" must be written as name=value;name=value.`,
  );
}
