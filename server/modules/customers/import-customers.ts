// Customers of another system: a record each, the whole profile as that system has it now.
import type { Tx } from '#kernel/transaction';
import {
  ensureChunk,
  type FoundRecord,
  type RecordToEnsure,
  type Source,
} from './ensure-records.ts';
import { identifyRecords, type Sign } from './identify-records.ts';
import { writeProfiles } from './write-profiles.ts';

export type ImportedCustomer = RecordToEnsure & {
  /** What its system calls her on LINE. */
  readonly lineUserId?: string;
};

export type ImportOutcome = {
  readonly key: string;
  readonly recordId: string;
  /** `unchanged` also for a person who was erased here: an import does not bring her back. */
  readonly outcome: 'created' | 'updated' | 'unchanged';
};

const chunkSize = 2000;

/**
 * Takes customers in; one outcome a row, in order. A profile that differs becomes the next version. A key
 * that comes twice is worked in the order of the rows. Call it with some thousand rows a transaction.
 */
export async function importCustomers(
  tx: Tx,
  source: Source,
  rows: readonly ImportedCustomer[],
): Promise<ImportOutcome[]> {
  const outcomes: ImportOutcome[] = [];
  for (const pass of passesOf(rows)) {
    for (let start = 0; start < pass.length; start += chunkSize) {
      const chunk = pass.slice(start, start + chunkSize);
      const done = await importChunk(
        tx,
        source,
        chunk.map(({ row }) => row),
      );
      chunk.forEach(({ index }, position) => {
        const outcome = done[position];
        if (outcome !== undefined) {
          outcomes[index] = outcome;
        }
      });
    }
  }
  return outcomes;
}

async function importChunk(
  tx: Tx,
  source: Source,
  rows: readonly ImportedCustomer[],
): Promise<ImportOutcome[]> {
  const found = await ensureChunk(tx, source, rows);
  const told = rows.flatMap((row) => {
    const record = found.get(row.key);
    const isTold = record !== undefined && !record.isNew && !record.isErased;
    return isTold && row.profile !== undefined
      ? [{ recordId: record.recordId, profile: row.profile }]
      : [];
  });
  const changed = await writeProfiles(tx, told);
  await identifyRecords(tx, signsOf(source, rows, found));
  return rows.map((row) => {
    const record = found.get(row.key);
    if (record === undefined) {
      throw new Error('a source key has no record although it was just made');
    }
    const { recordId, isNew } = record;
    const isChanged = changed.has(recordId);
    return {
      key: row.key,
      recordId,
      outcome: isNew ? 'created' : isChanged ? 'updated' : 'unchanged',
    };
  });
}

/** What the source has proved of those it tells of. */
function signsOf(
  { source, proves }: Source,
  rows: readonly ImportedCustomer[],
  found: ReadonlyMap<string, FoundRecord>,
): Sign[] {
  if (proves === undefined) {
    return [];
  }
  const { email, phone, memberIssuer, lineProvider } = proves;
  const issuerOf: Partial<Record<Sign['kind'], string>> = {
    ...(memberIssuer === undefined ? {} : { member: memberIssuer }),
    ...(lineProvider === undefined ? {} : { line: lineProvider }),
  };
  return rows.flatMap(({ key, profile = {}, lineUserId }) => {
    const record = found.get(key);
    if (record === undefined || record.isErased) {
      return [];
    }
    const told: readonly (readonly [Sign['kind'], string | undefined])[] = [
      ['email', email === true ? profile.email : undefined],
      ['phone', phone === true ? profile.phone : undefined],
      ['phone', phone === true ? profile.mobilePhone : undefined],
      // A list whose key is the number on the card has no column beside it.
      ['member', memberIssuer === undefined ? undefined : (profile.memberNumber ?? key)],
      ['line', lineProvider === undefined ? undefined : lineUserId],
    ];
    return told.flatMap(([kind, value]): Sign[] =>
      value === undefined
        ? []
        : [
            {
              recordId: record.recordId,
              kind,
              value,
              issuer: issuerOf[kind] ?? '',
              provedBy: `import:${source}`,
            },
          ],
    );
  });
}

type Numbered = { readonly index: number; readonly row: ImportedCustomer };

/** The first occurrence of every key, then the second ones, and so on. */
function passesOf(rows: readonly ImportedCustomer[]): Numbered[][] {
  const passes: Numbered[][] = [];
  const seen = new Map<string, number>();
  rows.forEach((row, index) => {
    const nth = seen.get(row.key) ?? 0;
    seen.set(row.key, nth + 1);
    const pass = passes[nth] ?? [];
    pass.push({ index, row });
    passes[nth] = pass;
  });
  return passes;
}
