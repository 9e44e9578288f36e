// Giving data to another company. The transaction declares the purpose of the transfer, so the database itself hands
// out only those who agreed to it; each row that goes out is in the book of provisions in the same commit (APPI arts.
// 27 and 29). For advertising services addresses go as hashes only.
import { createHash } from 'node:crypto';
import { listRecordIds, type Profile, readProfiles } from '#customers';
import type { Database } from '#kernel/db';
import { formatId } from '#kernel/ids';
import { type Tx, transaction } from '#kernel/transaction';
import { findParty } from '#places';
import { findGivenConsents, recordProvision } from '#privacy';
import { rightsRefusals } from './errors.ts';
import { isOutgoing, type OutgoingPurpose } from './outgoing.ts';
import type { RequestRow } from './store.ts';

const pageSize = 500;

export type TransferredRow = Readonly<Record<string, string | null>>;

/**
 * The rows of an approved transfer, page by page, each page with its entries in the book. Whoever withdraws while it
 * runs is not in the pages after.
 */
export async function* transferRows(
  db: Database,
  request: RequestRow,
  actor: string,
): AsyncIterable<TransferredRow> {
  const { purpose, party_id: partyId, items } = request;
  if (purpose === null || partyId === null || !isOutgoing(purpose)) {
    throw rightsRefusals.unknown();
  }
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const page = await transaction(db, { purpose, actor, timeoutMs: 30_000 }, async (tx) => {
      const ids = await listRecordIds(tx, after, pageSize);
      return { ids, rows: await givePage(tx, ids, { purpose, partyId, items }) };
    });
    yield* page.rows;
    after = page.ids.at(-1) ?? after;
    if (page.ids.length < pageSize) {
      return;
    }
  }
}

async function givePage(
  tx: Tx,
  ids: readonly string[],
  to: {
    readonly purpose: OutgoingPurpose;
    readonly partyId: string;
    readonly items: readonly string[];
  },
): Promise<TransferredRow[]> {
  const party = await findParty(tx, to.partyId);
  const profiles = await readProfiles(tx, ids);
  const told = [...profiles].filter(([, profile]) => profile !== null);
  const consents = await findGivenConsents(
    tx,
    told.map(([id]) => id),
    to.purpose,
  );
  const rows = told.flatMap(([id, profile]) => {
    const row = shapeRow(profile ?? {}, to.items, to.purpose === 'ads_sharing');
    const isEmpty = Object.values(row).every((value) => value === null);
    return isEmpty ? [] : [{ id, row }];
  });
  await recordProvision(
    tx,
    {
      direction: 'given',
      party: { id: to.partyId, name: party?.name_ja ?? formatId('party', to.partyId) },
      items: to.items,
      purpose: to.purpose,
      basis: 'consent',
      channel: 'export',
    },
    rows.flatMap(({ id }) => {
      const consentId = consents.get(id);
      return consentId === undefined ? [] : [{ recordId: id, consentId }];
    }),
  );
  // Who agreed by another record of hers has her consent in the book under that record; without one nothing goes.
  return rows.filter(({ id }) => consents.has(id)).map(({ row }) => row);
}

function shapeRow(profile: Profile, items: readonly string[], isHashed: boolean): TransferredRow {
  const values = new Map<string, unknown>(Object.entries(profile));
  return Object.fromEntries(
    items.map((item) => {
      const value = values.get(item);
      if (typeof value !== 'string' || value === '') {
        return [item, null];
      }
      return [item, isHashed ? hashOf(value) : value];
    }),
  );
}

function hashOf(value: string): string {
  return createHash('sha256').update(value.normalize('NFKC').trim().toLowerCase()).digest('hex');
}
