// Another system tells of one person: a till of its card, LINE of its user, a partner of its member. The record is made
// or brought up to date, and the signs that were shown link it, or say why not.
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { customersRefusals } from './errors.ts';
import type { SignKind } from './identifier.ts';
import { identifyRecords, type Sign } from './identify-records.ts';
import { importCustomers } from './import-customers.ts';
import type { Profile } from './profile.ts';
import { findCustomersOfRecords, findRecords } from './read-profiles.ts';
import type { RecordKind } from './store.ts';
import type { RefusalReason } from './store-identifiers.ts';

export type RecordToTell = {
  readonly source: string;
  readonly kind?: RecordKind;
  /** The system's own id of the person. */
  readonly key: string;
  readonly profile?: Profile;
  /** uuids */
  readonly placeId?: string;
  readonly partyId?: string;
  readonly signs: readonly {
    readonly kind: SignKind;
    readonly value: string;
    readonly issuer?: string;
  }[];
  /** How the signs were shown: till, line_login, code. */
  readonly provedBy: string;
};

export type ToldRecord = {
  readonly recordId: string;
  readonly customerId: string;
  readonly isNew: boolean;
  /** Links made. */
  readonly links: number;
  readonly refused: readonly { readonly reason: RefusalReason }[];
};

/** The house tells of these itself. */
const ourOwn: ReadonlySet<string> = new Set(['web', 'guest', 'device']);

/** Refuses with customers.source_reserved, customers.erased. */
export async function tellRecord(tx: Tx, told: RecordToTell): Promise<ToldRecord> {
  const { source, kind = 'customer', key, profile, placeId, partyId, provedBy } = told;
  if (ourOwn.has(source)) {
    throw customersRefusals.source_reserved({ source });
  }
  const row = { key, ...(profile === undefined ? {} : { profile }) };
  const from = { source, kind, placeId: placeId ?? null, partyId: partyId ?? null };
  const [outcome] = await importCustomers(tx, from, [row]);
  const recordId = outcome?.recordId ?? '';
  const record = (await findRecords(tx, [recordId])).get(recordId);
  if (record === undefined || record.isErased) {
    throw customersRefusals.erased();
  }
  const signs = told.signs.map((sign): Sign => ({ ...sign, recordId, provedBy }));
  const { linkIds, refused } = await identifyRecords(tx, signs);
  const customerId = (await findCustomersOfRecords(tx, [recordId])).get(recordId) ?? '';
  return {
    recordId: formatId('record', recordId),
    customerId: formatId('customer', customerId),
    isNew: outcome?.outcome === 'created',
    links: linkIds.length,
    refused: refused.map(({ reason }) => ({ reason })),
  };
}
