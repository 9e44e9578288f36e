/** Rows of the Japanese benchmark as the cells of a person (`PERSON_FIELDS`). */
import { PERSON_FIELDS, type PersonCells, type PersonField } from '@engawa/match';
import type { Table } from './score.ts';

const FIELD_OF: Readonly<Record<string, PersonField>> = {
  会員ID: 'key',
  姓: 'familyName',
  名: 'givenName',
  セイ: 'familyKana',
  メイ: 'givenKana',
  性別: 'gender',
  生年月日: 'birthDate',
  電話番号: 'phone',
  メールアドレス: 'email',
  郵便番号: 'postalCode',
  住所: 'address',
};

/** Where each field of a person stands in a row; −1 where it does not. */
export function fieldsFrom(headers: readonly string[]): number[] {
  return PERSON_FIELDS.map((field) => headers.findIndex((header) => FIELD_OF[header] === field));
}

/** The profile that these cells are. */
export function profileOf(cells: PersonCells): Record<string, string> {
  return Object.fromEntries(
    PERSON_FIELDS.flatMap((field, at): [string, string][] => {
      const cell = cells[at] ?? '';
      return field === 'key' || cell === '' ? [] : [[field, cell]];
    }),
  );
}

export function personCells(table: Table): PersonCells[] {
  const from = fieldsFrom(table.headers);
  return table.rows.map((row) => from.map((at) => (at === -1 ? undefined : row[at])));
}
