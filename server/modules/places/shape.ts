// Rows as the API shows them.
import { formatId, formatOptionalId } from '#kernel/ids';
import { fromMask } from './capabilities.ts';
import type { Opening } from './opening.ts';
import type { Brand, OpeningOfDay, Party, Place } from './schemas.ts';
import type { BrandRow, PartyRow, PlaceRow } from './store.ts';

export function toPlace(row: PlaceRow, distanceM?: number): Place {
  return {
    id: formatId('place', row.id),
    code: row.code,
    kind: row.kind,
    name: { ja: row.name_ja, en: row.name_en, kana: row.name_kana },
    brandId: formatOptionalId('brand', row.brand_id),
    partyId: formatOptionalId('party', row.party_id),
    capabilities: fromMask(row.capabilities),
    timeZone: row.time_zone,
    currency: row.currency,
    position:
      row.latitude === null || row.longitude === null
        ? null
        : { latitude: row.latitude, longitude: row.longitude },
    postalCode: row.postal_code,
    address: row.address,
    addressKana: row.address_kana,
    phone: row.phone,
    dayEndsMinute: row.day_ends_minute,
    closesOnHolidays: row.closes_on_holidays,
    isActive: row.is_active,
    ...(distanceM === undefined ? {} : { distanceM: Math.round(distanceM) }),
  };
}

export function toOpeningOfDay(opening: Opening): OpeningOfDay {
  return {
    day: opening.day.toString(),
    holiday: opening.holiday,
    isSpecial: opening.isSpecial,
    reason: opening.reason,
    intervals: opening.intervals.map(({ opensAt, closesAt }) => ({
      opensAt: opensAt.toString(),
      closesAt: closesAt.toString(),
    })),
  };
}

export function toBrand(row: BrandRow): Brand {
  return {
    id: formatId('brand', row.id),
    code: row.code,
    name: { ja: row.name_ja, en: row.name_en },
  };
}

export function toParty(row: PartyRow): Party {
  return {
    id: formatId('party', row.id),
    code: row.code,
    kind: row.kind,
    name: { ja: row.name_ja, en: row.name_en },
    invoiceNumber: row.invoice_number,
  };
}
