// The books that the machine keeps by itself: who looked at whom, and what went to or came from others.
import { houseDay } from '#kernel/clock';
import { newId } from '#kernel/ids';
import type { Purpose } from '#kernel/purposes';
import type { Tx } from '#kernel/transaction';
import { insertAccessRows, insertNewAccessRows, insertProvisionRows } from './store-books.ts';

/** Writes that the actor of the transaction saw these records unmasked. `reason` and `what` are codes. */
export async function logAccess(
  tx: Tx,
  recordIds: readonly string[],
  look: { readonly reason: string; readonly what: string },
): Promise<void> {
  if (recordIds.length > 0) {
    const rows = recordIds.map((recordId) => ({ id: newId(), recordId }));
    await insertAccessRows(tx, look, rows);
  }
}

/** How long a page that is open counts as one look. */
const oneLook = { hours: 1 } as const;

/**
 * The same for pages and lists that ask again by themselves: one look an hour of each actor. Records that are null (a
 * sale to nobody) are left out.
 */
export async function logOpenPage(
  tx: Tx,
  recordIds: readonly (string | null)[],
  what: string,
): Promise<void> {
  const ids = [...new Set(recordIds.flatMap((recordId) => recordId ?? []))];
  if (ids.length > 0) {
    const rows = ids.map((recordId) => ({ id: newId(), recordId }));
    await insertNewAccessRows(tx, { reason: 'role', what }, rows, tx.now.subtract(oneLook));
  }
}

export type Provision = {
  readonly direction: 'given' | 'received';
  readonly party: {
    readonly id?: string;
    readonly name: string;
    readonly address?: string;
    readonly representative?: string;
  };
  /** Names of fields: email, purchase_history …; never values. */
  readonly items: readonly string[];
  readonly purpose: Purpose;
  readonly basis: 'consent' | 'opt_out' | 'entrusted' | 'joint_use' | 'law';
  readonly acquiredHow?: string;
  readonly channel: string;
};

/**
 * Writes the record of giving to or receiving from a third party (APPI arts. 29 to 31), one row a person,
 * kept for three years. `consentIds` names the consent of each record where the basis is consent.
 */
export async function recordProvision(
  tx: Tx,
  provision: Provision,
  records: readonly { readonly recordId: string; readonly consentId?: string }[],
): Promise<void> {
  if (records.length === 0) {
    return;
  }
  const keepUntil = houseDay(tx).add({ years: 3 });
  await insertProvisionRows(
    tx,
    {
      direction: provision.direction,
      partyId: provision.party.id ?? null,
      partyName: provision.party.name,
      partyAddress: provision.party.address ?? null,
      partyRepresentative: provision.party.representative ?? null,
      items: provision.items,
      purpose: provision.purpose,
      basis: provision.basis,
      acquiredHow: provision.acquiredHow ?? null,
      channel: provision.channel,
      keepUntil,
    },
    records.map((each) => ({
      id: newId(),
      recordId: each.recordId,
      consentId: each.consentId ?? null,
    })),
  );
}
