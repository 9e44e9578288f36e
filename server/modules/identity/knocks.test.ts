// The public table of 100 knocks: 30 pairs share name and postal code; what agrees on the birth date is one person.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findCustomersOfRecords, importCustomers, type Profile } from '#customers';
import { transaction } from '#kernel/transaction';
import { expect, test } from '#testing';
import { learnBook } from './learn-book.ts';

const folder = join(process.env.ENGAWA_DATA ?? '/nowhere', 'jp-retail-100knocks');
const file = ['customer.csv', 'customer.csv.gz'].map((name) => join(folder, name)).find(existsSync);

async function rowsOf(path: string): Promise<string[][]> {
  const { readFileSync } = await import('node:fs');
  const { gunzipSync } = await import('node:zlib');
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(',').map((cell) => cell.replaceAll('"', '')));
}

test.runIf(file !== undefined)(
  'of pairs with one name and postal code, those of one birth date are linked, the others are asked',
  { timeout: 240_000 },
  async ({ house }) => {
    const rows = await rowsOf(file ?? '');
    const idOf = new Map<string, string>();
    for (let from = 0; from < rows.length; from += 2000) {
      const outcomes = await transaction(house.db, { timeoutMs: 60_000 }, (tx) =>
        importCustomers(
          tx,
          { source: 'knocks' },
          rows.slice(from, from + 2000).map((row) => ({
            key: row[0] ?? '',
            profile: {
              fullName: row[1] ?? '',
              gender: row[3] ?? '',
              birthDate: row[4] ?? '',
              postalCode: row[6] ?? '',
              address: row[7] ?? '',
            } satisfies Profile,
          })),
        ),
      );
      for (const { key, recordId } of outcomes) idOf.set(key, recordId);
    }
    await learnBook(house.db, { actor: 'test' });
    const same = Map.groupBy(rows, (row) => `${row[1]} ${row[6]}`);
    const pairs = [...same.values()].filter((group) => group.length === 2);
    const customers = await transaction(house.db, {}, (tx) =>
      findCustomersOfRecords(tx, [...idOf.values()]),
    );
    const isOne = (pair: string[][]) =>
      new Set(pair.map((row) => customers.get(idOf.get(row[0] ?? '') ?? ''))).size === 1;
    const agreeing = pairs.filter(([a, b]) => a?.[4] === b?.[4]);
    const differing = pairs.filter(([a, b]) => a?.[4] !== b?.[4]);
    expect([agreeing.length, differing.length]).toEqual([20, 10]);
    expect(agreeing.filter(isOne)).toHaveLength(20);
    expect(differing.filter(isOne)).toHaveLength(0);
    const { rows: asked } = await house.db.pool.query<{ record_a: string; record_b: string }>(
      "SELECT record_a, record_b FROM identity.pair WHERE state = 'open' AND conflict = 'birth date'",
    );
    const keys = new Set(
      asked.flatMap((row) => [
        `${row.record_a} ${row.record_b}`,
        `${row.record_b} ${row.record_a}`,
      ]),
    );
    const shown = differing.filter(([a, b]) =>
      keys.has(`${idOf.get(a?.[0] ?? '')} ${idOf.get(b?.[0] ?? '')}`),
    );
    expect(shown).toHaveLength(10);
    // And nobody else: given name, birth date and address agree once more, but the family name is another.
    expect(rows.length - new Set(customers.values()).size).toBe(20);
    const { rows: named } = await house.db.pool.query<{ state: string }>(
      "SELECT state FROM identity.pair WHERE conflict = 'family name'",
    );
    expect(named).toEqual([{ state: 'open' }]);
  },
);
