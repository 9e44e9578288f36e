// SQL of what she shows to one company. Under the purpose `partners` the database hands out the rows of the company that
// was declared, and no others.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type ShareRow = {
  record_id: string;
  party_id: string;
  items: string[];
  given_at: Temporal.Instant;
};

const declare = statement<{ party: string }>(
  "SELECT set_config('engawa.party', $1, true) AS party, set_config('engawa.place', $2, true) AS place",
);
const listed = statement<ShareRow>(`
  SELECT record_id, party_id, items, given_at FROM rights.share
  WHERE party_id = $3 AND record_id > $1 ORDER BY record_id LIMIT $2`);
const found = statement<ShareRow>(
  'SELECT record_id, party_id, items, given_at FROM rights.share WHERE record_id = $1 AND party_id = $2',
);
const own = statement<ShareRow>(`
  SELECT record_id, party_id, items, given_at FROM rights.share
  WHERE record_id = ANY ($1::uuid[]) AND ended_at IS NULL ORDER BY given_at`);
const give = statement<object>(`
  INSERT INTO rights.share (record_id, party_id, items, place_id, given_at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (record_id, party_id) DO UPDATE SET items = excluded.items, place_id = excluded.place_id,
    given_at = excluded.given_at, ended_at = NULL`);
const end = statement<object>(`
  UPDATE rights.share SET ended_at = $3 WHERE record_id = ANY ($1::uuid[]) AND ($2::uuid IS NULL OR party_id = $2) AND ended_at IS NULL`);
const setPerson = statement<object>(`
  INSERT INTO rights.partner_person (staff_id, party_id, set_by, set_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (staff_id) DO UPDATE SET party_id = excluded.party_id, set_by = excluded.set_by, set_at = excluded.set_at`);
const partyOf = statement<{ party_id: string }>(
  'SELECT party_id FROM rights.partner_person WHERE staff_id = $1',
);

const people = statement<{ staff_id: string; party_id: string }>(
  'SELECT staff_id, party_id FROM rights.partner_person ORDER BY staff_id LIMIT 2000',
);

/** All shares of a person, ended ones too: for her. */
export const sharesOf = statement<object>(`
  SELECT s.given_at, s.ended_at, s.items, s.party_id FROM rights.share s
  WHERE s.record_id = ANY ($1::uuid[]) ORDER BY s.given_at LIMIT 1000`);

/** For whom this transaction looks (uuids); a place where the person is bound to one. */
export async function declareParty(tx: Tx, partyId: string, placeId: string | null): Promise<void> {
  await tx.one(declare, [partyId, placeId ?? '']);
}

export function listShareRows(
  tx: Tx,
  partyId: string,
  afterId: string,
  limit: number,
): Promise<ShareRow[]> {
  return tx.all(listed, [afterId, limit, partyId]);
}

export function findShareRow(
  tx: Tx,
  recordId: string,
  partyId: string,
): Promise<ShareRow | undefined> {
  return tx.maybe(found, [recordId, partyId]);
}

export function findOwnShareRows(tx: Tx, recordIds: readonly string[]): Promise<ShareRow[]> {
  return tx.all(own, [recordIds]);
}

export async function giveShareRow(
  tx: Tx,
  row: {
    readonly recordId: string;
    readonly partyId: string;
    readonly items: readonly string[];
    readonly placeId: string | null;
  },
): Promise<void> {
  await tx.run(give, [row.recordId, row.partyId, row.items, row.placeId, tx.now]);
}

/** To one company (uuid), or to all. */
export async function endShareRows(
  tx: Tx,
  recordIds: readonly string[],
  partyId: string | null,
): Promise<void> {
  await tx.run(end, [recordIds, partyId, tx.now]);
}

export async function setPartnerPerson(tx: Tx, staffId: string, partyId: string): Promise<void> {
  await tx.run(setPerson, [staffId, partyId, tx.actor, tx.now]);
}

export async function findPartyOfPerson(tx: Tx, staffId: string): Promise<string | undefined> {
  return (await tx.maybe(partyOf, [staffId]))?.party_id;
}

export function listPartnerPeople(tx: Tx): Promise<{ staff_id: string; party_id: string }[]> {
  return tx.all(people);
}
