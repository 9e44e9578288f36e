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

export function personCells(table: Table): PersonCells[] {
  const from = PERSON_FIELDS.map((field) =>
    table.headers.findIndex((header) => FIELD_OF[header] === field),
  );
  return table.rows.map((row) => from.map((at) => (at === -1 ? undefined : row[at])));
}
