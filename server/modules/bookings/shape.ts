import { formatId } from '#kernel/ids';
import type { Booking, Resource } from './schemas.ts';
import type { BookingRow, ResourceRow } from './store.ts';

export function toBooking(row: BookingRow): Booking {
  return {
    id: formatId('booking', row.id),
    resourceId: formatId('resource', row.resource_id),
    placeId: formatId('place', row.place_id),
    startsAt: String(row.starts_at),
    endsAt: String(row.ends_at),
    partySize: row.party_size,
    units: row.units,
    state: row.state,
  };
}

export function toResource(row: ResourceRow): Resource {
  return {
    id: formatId('resource', row.id),
    placeId: formatId('place', row.place_id),
    code: row.code,
    kind: row.kind,
    name: { ja: row.name_ja, en: row.name_en },
    capacity: row.capacity,
    leadMinutes: row.lead_minutes,
    horizonDays: row.horizon_days,
    cancelMinutes: row.cancel_minutes,
  };
}
