// The export for analysis as pseudonymously processed information (仮名加工情報, APPI art. 41): no name, no address, no
// number, birth dates as decades, and an id from a key space of this export alone. The key is drawn for the export and
// never kept, so two exports cannot be laid over each other and none leads back to a record.
import { createHmac, randomBytes } from 'node:crypto';
import { listRecordIds, readProfiles } from '#customers';
import type { Database } from '#kernel/db';
import { transaction } from '#kernel/transaction';
import { sumOrdersOf } from '#orders';

const pageSize = 500;

export type PseudonymisedRow = {
  readonly pseudonym: string;
  readonly bornIn: string | null;
  readonly gender: string | null;
  readonly prefecture: string | null;
  readonly orders: number;
  readonly netMinor: number;
  readonly firstMonth: string | null;
  readonly lastMonth: string | null;
};

/** Rows of everybody who agreed to analytics; the transactions declare it, so the database leaves out the others. */
export async function* pseudonymisedRows(
  db: Database,
  actor: string,
): AsyncIterable<PseudonymisedRow> {
  const key = randomBytes(32);
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const options = { purpose: 'analytics', actor, timeoutMs: 30_000 } as const;
    const page = await transaction(db, options, async (tx) => {
      const ids = await listRecordIds(tx, after, pageSize);
      const profiles = await readProfiles(tx, ids);
      const agreed = ids.filter((id) => (profiles.get(id) ?? null) !== null);
      const sums = await sumOrdersOf(tx, agreed);
      const rows = agreed.map((id): PseudonymisedRow => {
        const profile = profiles.get(id) ?? {};
        const sum = sums.get(id);
        return {
          pseudonym: createHmac('sha256', key).update(id).digest('base64url').slice(0, 22),
          bornIn: decadeOf(profile.birthDate),
          gender: profile.gender ?? null,
          prefecture: profile.prefecture ?? null,
          orders: sum?.orders ?? 0,
          netMinor: sum?.netMinor ?? 0,
          firstMonth: sum?.first.toString().slice(0, 7) ?? null,
          lastMonth: sum?.last.toString().slice(0, 7) ?? null,
        };
      });
      return { ids, rows };
    });
    yield* page.rows;
    after = page.ids.at(-1) ?? after;
    if (page.ids.length < pageSize) {
      return;
    }
  }
}

function decadeOf(birthDate: string | undefined): string | null {
  return birthDate !== undefined && /^\d{4}/.test(birthDate) ? `${birthDate.slice(0, 3)}0s` : null;
}
