// Customer records with their profiles, unsealed for this file. Every record that goes out is written into the
// books of privacy with the reason that was given.
import { findRecords, listRecordIds, readProfiles } from '#customers';
import type { Database } from '#kernel/db';
import { formatId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { logAccess } from '#privacy';
import type { ExportedRow, Exporter } from './index.ts';

const pageSize = 1000;
const fields = {
  full_name: 'fullName',
  family_name: 'familyName',
  given_name: 'givenName',
  'お名前(セイ)': 'familyKana',
  'お名前(メイ)': 'givenKana',
  email: 'email',
  phone: 'phone',
  postal_code: 'postalCode',
  prefecture: 'prefecture',
  city: 'city',
  address: 'address',
  birth_date: 'birthDate',
  gender: 'gender',
} as const;

export const exportCustomers = {
  columns: ['customer_id', 'record_id', 'source', ...Object.keys(fields)],
  async *rows(db: Database, reason: string): AsyncIterable<ExportedRow> {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const page = await transaction(db, { actor: 'export', timeoutMs: 60_000 }, async (tx) => {
        const ids = await listRecordIds(tx, after, pageSize);
        const records = await findRecords(tx, ids);
        const profiles = await readProfiles(tx, ids);
        // Who has stopped every use goes nowhere.
        const shown = ids.filter((id) => (records.get(id)?.stoppedAt ?? null) === null);
        await logAccess(tx, shown, { reason, what: 'export' });
        return { ids, shown, records, profiles };
      });
      after = page.ids.at(-1) ?? after;
      for (const id of page.shown) {
        const record = page.records.get(id);
        const profile = page.profiles.get(id) ?? {};
        yield {
          customer_id: record === undefined ? null : formatId('customer', record.customerId),
          record_id: formatId('record', id),
          source: record?.source ?? null,
          ...Object.fromEntries(
            Object.entries(fields).map(([column, field]) => [column, profile[field] ?? null]),
          ),
        };
      }
      if (page.ids.length < pageSize) {
        return;
      }
    }
  },
} satisfies Exporter;
