// A saved address as the fields of the checkout, on the server and in the browser alike. Pure.
import type { CheckoutField } from './contract.ts';
import type { SavedAddress } from './contract-account.ts';

/** All of them, so that nothing of an address that was chosen before stays. */
export function toFields(saved: SavedAddress): Partial<Record<CheckoutField, string>> {
  const { familyName, givenName, familyKana, givenKana, phone, postalCode, prefecture } = saved;
  const all = {
    familyName,
    givenName,
    familyKana,
    givenKana,
    phone,
    postalCode,
    prefecture,
    city: saved.city,
    street: saved.address,
    building: '',
  };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, value ?? '']));
}
