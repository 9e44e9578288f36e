// Brands of the house, and the companies it works with.
import { formatId, newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { placesRefusals } from './errors.ts';
import { placesBrandAdded, placesPartyAdded } from './events.ts';
import { readInvoiceNumber } from './invoice-number.ts';
import {
  type BrandRow,
  insertBrandRow,
  insertPartyRow,
  type PartyKind,
  type PartyRow,
} from './store.ts';

export type BrandToAdd = {
  readonly code: string;
  readonly nameJa: string;
  readonly nameEn?: string;
};
export type PartyToAdd = BrandToAdd & {
  readonly kind: PartyKind;
  /** T and 13 digits, as typed. */
  readonly invoiceNumber?: string;
};

/** Refuses with places.code_taken. */
export async function addBrand(tx: Tx, brand: BrandToAdd): Promise<BrandRow> {
  const row = toBrandRow(brand);
  await insertBrandRow(tx, row);
  const brandId = formatId('brand', row.id);
  tx.emit(placesBrandAdded.make(brandId, { brandId, code: row.code, name: row.name_ja }));
  return row;
}

/** Refuses with places.code_taken, places.invoice_number_invalid. */
export async function addParty(tx: Tx, party: PartyToAdd): Promise<PartyRow> {
  const { invoiceNumber } = party;
  const read = invoiceNumber === undefined ? null : readInvoiceNumber(invoiceNumber);
  if (read === undefined) {
    throw placesRefusals.invoice_number_invalid({ invoiceNumber: invoiceNumber ?? '' });
  }
  const row = { ...toBrandRow(party), kind: party.kind, invoice_number: read };
  await insertPartyRow(tx, row);
  const partyId = formatId('party', row.id);
  const { code, kind, name_ja: name } = row;
  tx.emit(placesPartyAdded.make(partyId, { partyId, code, kind, name }));
  return row;
}

function toBrandRow(brand: BrandToAdd): BrandRow {
  return {
    id: newId(),
    code: brand.code,
    name_ja: brand.nameJa,
    name_en: brand.nameEn ?? null,
    is_active: true,
  };
}
