// The addresses to which she has things sent: her own, her mother's, the office. Each says who receives it there. One is
// the default as long as there is any.
import { houseDay } from '#kernel/clock';
import { newId } from '#kernel/ids';
import { seal, unseal } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { loadRecordKeys } from '#privacy';
import { accountsRefusals } from './errors.ts';
import { readProfile } from './read-profile.ts';
import {
  deleteAddressRow,
  insertAddressRow,
  listAddressRows,
  lockAddresses,
  preferAddressRow,
  updateAddressRow,
} from './store-addresses.ts';

/** What the form has; without these nothing arrives. */
export const addressFields = [
  'familyName',
  'givenName',
  'familyKana',
  'givenKana',
  'phone',
  'postalCode',
  'prefecture',
  'city',
  'address',
] as const;
type AddressField = (typeof addressFields)[number];
const needed: readonly AddressField[] = addressFields.filter((name) => !name.endsWith('Kana'));

export type AddressForm = Readonly<Partial<Record<AddressField, string>>>;

export type Address = AddressForm & {
  /** uuid */
  readonly id: string;
  readonly isDefault: boolean;
};

const addressesMax = 20;
/** What is bound into the sealed bytes. */
export const addressUse = 'accounts.address';

/** Of an account (its record, uuid), the default first. */
export async function listAddresses(tx: Tx, recordId: string): Promise<Address[]> {
  const key = (await loadRecordKeys(tx, [recordId])).get(recordId);
  const rows = key === undefined ? [] : await listAddressRows(tx, [recordId]);
  return rows.flatMap((row) =>
    key === undefined
      ? []
      : [
          {
            ...unseal<AddressForm>(key, addressUse, row.sealed),
            id: row.id,
            isDefault: row.is_default,
          },
        ],
  );
}

/**
 * Adds an address and answers its id (uuid); the first is the default. Refuses with accounts.profile_wrong, whose
 * details name each field that is missing or cannot be read, and with accounts.too_many_addresses.
 */
export async function addAddress(
  tx: Tx,
  recordId: string,
  form: AddressForm & { readonly isDefault?: boolean },
): Promise<string> {
  const { isDefault = false, ...fields } = form;
  const address = readAddress(tx, fields);
  await lockAddresses(tx, recordId);
  const before = await listAddressRows(tx, [recordId]);
  if (before.length >= addressesMax) {
    throw accountsRefusals.too_many_addresses({ most: addressesMax });
  }
  const id = newId();
  const sealed = await sealAddress(tx, recordId, address);
  await insertAddressRow(tx, { id, record_id: recordId, sealed });
  if (isDefault || before.length === 0) {
    await preferAddressRow(tx, id, recordId);
  }
  return id;
}

/** Refuses with accounts.address_unknown, accounts.profile_wrong. */
export async function changeAddress(
  tx: Tx,
  recordId: string,
  id: string,
  form: AddressForm & { readonly isDefault?: boolean },
): Promise<void> {
  const { isDefault = false, ...fields } = form;
  const address = readAddress(tx, fields);
  await lockAddresses(tx, recordId);
  const sealed = await sealAddress(tx, recordId, address);
  if (!(await updateAddressRow(tx, { id, record_id: recordId, sealed }))) {
    throw accountsRefusals.address_unknown();
  }
  if (isDefault) {
    await preferAddressRow(tx, id, recordId);
  }
}

/** The oldest of the others becomes the default when it was. Refuses with accounts.address_unknown. */
export async function removeAddress(tx: Tx, recordId: string, id: string): Promise<void> {
  await lockAddresses(tx, recordId);
  if (!(await deleteAddressRow(tx, id, recordId))) {
    throw accountsRefusals.address_unknown();
  }
  const [first] = await listAddressRows(tx, [recordId]);
  if (first !== undefined && !first.is_default) {
    await preferAddressRow(tx, first.id, recordId);
  }
}

function readAddress(tx: Tx, form: AddressForm): AddressForm {
  const missing = needed.filter((name) => (form[name]?.trim() ?? '') === '');
  if (missing.length > 0) {
    throw accountsRefusals.profile_wrong(Object.fromEntries(missing.map((name) => [name, true])));
  }
  const read = readProfile(form, houseDay(tx));
  const filled = addressFields.flatMap((name) => {
    const value = read[name];
    return value === undefined || value === '' ? [] : [[name, value]];
  });
  return Object.fromEntries(filled);
}

async function sealAddress(tx: Tx, recordId: string, address: AddressForm): Promise<Buffer> {
  const key = (await loadRecordKeys(tx, [recordId])).get(recordId);
  if (key === undefined) {
    throw accountsRefusals.address_unknown();
  }
  return seal(key, addressUse, address);
}
