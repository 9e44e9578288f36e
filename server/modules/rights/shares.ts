// What she shows to one partner company, and what that company's people see of it. They look in transactions that declare
// the purpose `partners` and the company: the database hands out who agreed to both. Each look is a provision to a third
// party (APPI art. 29), written into the book in the same commit.
import { changeConsents, findOwnRecords, readProfiles } from '#customers';
import { formatId, formatOptionalId } from '#kernel/ids';
import { purposes } from '#kernel/purposes';
import type { Tx } from '#kernel/transaction';
import { findParty, listParties } from '#places';
import { consentMaskOf, findDecisions, findGivenConsents, recordProvision } from '#privacy';
import { rightsRefusals } from './errors.ts';
import {
  declareParty,
  endShareRows,
  findOwnShareRows,
  findShareRow,
  giveShareRow,
  listShareRows,
} from './store-shares.ts';

const pageSize = 50;

/** The partner companies of the house, and what an account (uuid) shows to each. */
export async function listOwnShares(tx: Tx, accountId: string) {
  const own = await findOwnRecords(tx, accountId);
  const shares = (await hasAgreed(tx, own)) ? await findOwnShareRows(tx, own) : [];
  const partners = (await listParties(tx, 'partner')).filter((row) => row.is_active);
  return partners.map((row) => {
    const share = shares.find(({ party_id }) => party_id === row.id);
    return {
      partyId: formatId('party', row.id),
      nameJa: row.name_ja,
      nameEn: row.name_en,
      isShared: share !== undefined,
      items: share?.items ?? [],
    };
  });
}

/** Whether these records (uuids) of hers may be used under the purpose; one that took it back decides. */
async function hasAgreed(tx: Tx, own: readonly string[]): Promise<boolean> {
  const decisions = await findDecisions(tx, own);
  return (consentMaskOf([...decisions.values()]) & purposes.partners.bit) !== 0;
}

/**
 * Shows fields to a company (uuids); with it she agrees to the purpose. What she showed to others before she took that
 * back stays over. Refuses with rights.no_partner.
 */
export async function giveShare(
  tx: Tx,
  accountId: string,
  partyId: string,
  items: readonly string[],
): Promise<void> {
  const party = await findParty(tx, partyId);
  if (party?.kind !== 'partner' || !party.is_active) {
    throw rightsRefusals.no_partner();
  }
  const own = await findOwnRecords(tx, accountId);
  if (!(await hasAgreed(tx, own))) {
    await endShareRows(tx, own, null);
  }
  await giveShareRow(tx, { recordId: accountId, partyId, items, placeId: null });
  const given = { purpose: 'partners', decision: 'given', channel: 'web' } as const;
  await changeConsents(
    tx,
    own.map((recordId) => ({ recordId, ...given })),
  );
}

/** Takes it back, whichever of her records gave it; the next look of the company finds nothing. */
export async function endShare(tx: Tx, accountId: string, partyId: string): Promise<void> {
  await endShareRows(tx, await findOwnRecords(tx, accountId), partyId);
}

type Looker = { readonly partyId: string; readonly placeId: string | null };

/** Who shows something to a company, without what; under the purpose `partners`. */
export async function listShared(tx: Tx, { partyId, placeId }: Looker, after: string) {
  await declareParty(tx, partyId, placeId);
  const rows = await listShareRows(tx, partyId, after, pageSize);
  return {
    people: rows.map((row) => ({
      recordId: formatId('record', row.record_id),
      items: row.items,
      givenAt: row.given_at.toString(),
    })),
    next:
      rows.length < pageSize ? null : formatOptionalId('record', rows.at(-1)?.record_id ?? null),
  };
}

/** The fields that she shows, as they are now. Refuses with rights.not_shared. */
export async function showShared(tx: Tx, { partyId, placeId }: Looker, recordId: string) {
  await declareParty(tx, partyId, placeId);
  const row = await findShareRow(tx, recordId, partyId);
  const profile = (await readProfiles(tx, [recordId])).get(recordId) ?? null;
  const consentId = (await findGivenConsents(tx, [recordId], 'partners')).get(recordId);
  if (row === undefined || profile === null || consentId === undefined) {
    throw rightsRefusals.not_shared();
  }
  const known = new Map<string, unknown>(Object.entries(profile));
  const party = await findParty(tx, partyId);
  await recordProvision(
    tx,
    {
      direction: 'given',
      party: { id: partyId, name: party?.name_ja ?? formatId('party', partyId) },
      items: row.items,
      purpose: 'partners',
      basis: 'consent',
      channel: 'console',
    },
    [{ recordId, consentId }],
  );
  return {
    recordId: formatId('record', recordId),
    fields: row.items.map((item) => {
      const value = known.get(item);
      return { item, value: typeof value === 'string' && value !== '' ? value : null };
    }),
  };
}
