// Parameters on their way to Postgres. The driver would write Temporal values as JSON text with quotes, and it
// quotes every element of an array by two regular expressions: set-based statements are made of arrays, and that
// was a tenth of a checkout's time in Node. Arrays whose type the statement tells go in binary (db-arrays.ts).
import { type ArrayKinds, binaryArray } from './db-arrays.ts';

/**
 * Parameters of a statement whose array kinds these are: Temporal values become text, arrays binary where the kind is
 * known and array literals otherwise; everything else goes as it is.
 */
export function toParameters(kinds: ArrayKinds, parameters: readonly unknown[]): unknown[] {
  return parameters.map((value, index) => toParameter(value, kinds[index]));
}

function toParameter(value: unknown, kind: ArrayKinds[number]): unknown {
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) {
    return value;
  }
  if (Array.isArray(value)) {
    return (kind && binaryArray(kind, value)) ?? arrayLiteral(value);
  }
  return isTemporal(value) ? value.toString() : value;
}

function arrayLiteral(values: readonly unknown[]): string {
  let text = '{';
  for (let index = 0; index < values.length; index += 1) {
    text += index === 0 ? element(values[index]) : `,${element(values[index])}`;
  }
  return `${text}}`;
}

/** Ids, numbers, codes and times stand without quotes; `null` as a word would be no value. */
const plain = /^[\w.:+-]+$/;

function element(value: unknown): string {
  if (typeof value === 'string') {
    return plain.test(value) && !/^null$/i.test(value) ? value : quoted(value);
  }
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
    return String(value);
  }
  return value === undefined || value === null ? 'NULL' : objectElement(value);
}

function objectElement(value: unknown): string {
  if (Buffer.isBuffer(value)) {
    return `\\\\x${value.toString('hex')}`;
  }
  if (Array.isArray(value)) {
    return arrayLiteral(value);
  }
  if (value instanceof Date) {
    return quoted(value.toISOString());
  }
  return isTemporal(value) ? value.toString() : quoted(JSON.stringify(value));
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function isTemporal(
  value: unknown,
): value is Temporal.Instant | Temporal.PlainDate | Temporal.PlainTime {
  return (
    value instanceof Temporal.Instant ||
    value instanceof Temporal.PlainDate ||
    value instanceof Temporal.PlainTime
  );
}
