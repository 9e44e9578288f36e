// EMVCo data objects: two digits of id, two digits of length, then the value. Lengths count characters, not
// bytes; objects may come in any order, except that the check digits (63) are last.
import { paymentsRefusals } from '../errors.ts';
import { crcOf } from './crc.ts';

/** Reads one level of data objects. Refuses with payments.code_unreadable. */
export function readDataObjects(text: string): Map<string, string> {
  const characters = Array.from(text);
  const objects = new Map<string, string>();
  let at = 0;
  while (at < characters.length) {
    const head = characters.slice(at, at + 4).join('');
    if (!/^[0-9]{4}$/.test(head)) {
      throw paymentsRefusals.code_unreadable({ reason: `position ${at}` });
    }
    const id = head.slice(0, 2);
    const end = at + 4 + Number(head.slice(2));
    if (end > characters.length || objects.has(id)) {
      throw paymentsRefusals.code_unreadable({ reason: `tag ${id}` });
    }
    objects.set(id, characters.slice(at + 4, end).join(''));
    at = end;
  }
  return objects;
}

/** Writes data objects in the order of their ids, leaving out what is undefined. */
export function writeDataObjects(objects: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(objects)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, value]) => (value === undefined ? '' : writeDataObject(id, value)))
    .join('');
}

function writeDataObject(id: string, value: string): string {
  const { length } = Array.from(value);
  if (length === 0 || length > 99) {
    throw paymentsRefusals.code_unreadable({ reason: `tag ${id}: ${length}` });
  }
  return `${id}${String(length).padStart(2, '0')}${value}`;
}

/** The text with its check digits behind it. */
export function withCheckDigits(text: string): string {
  return `${text}6304${crcOf(`${text}6304`)}`;
}

/** Refuses with payments.code_unreadable, payments.code_corrupt. */
export function assertCheckDigits(text: string): void {
  if (!/6304[0-9A-Fa-f]{4}$/.test(text)) {
    throw paymentsRefusals.code_unreadable({ reason: 'tag 63' });
  }
  const actual = text.slice(-4).toUpperCase();
  const expected = crcOf(text.slice(0, -4));
  if (actual !== expected) {
    throw paymentsRefusals.code_corrupt({ actual, expected });
  }
}
