// A booking as an iCalendar object (RFC 5545). It names no person: calendars are shared and synchronised.
import ical, { ICalEventStatus } from 'ical-generator';
import { formatId } from '#kernel/ids';
import type { PlaceRow } from '#places';
import type { BookingRow, ResourceRow } from './store.ts';

export function renderCalendar(
  booking: BookingRow,
  resource: ResourceRow,
  place: PlaceRow,
): string {
  const isEnglish = booking.language === 'en';
  const title = isEnglish
    ? `${place.name_en ?? place.name_ja} ${resource.name_en ?? resource.name_ja}`
    : `${place.name_ja} ${resource.name_ja}`;
  const calendar = ical({ prodId: { company: 'Engawa', product: 'bookings', language: 'JA' } });
  calendar.createEvent({
    id: `${formatId('booking', booking.id)}@engawa`,
    sequence: booking.revision,
    stamp: toDate(booking.created_at),
    start: toDate(booking.starts_at),
    end: toDate(booking.ends_at),
    summary: title,
    status:
      booking.state === 'cancelled'
        ? ICalEventStatus.CANCELLED
        : booking.state === 'proposed'
          ? ICalEventStatus.TENTATIVE
          : ICalEventStatus.CONFIRMED,
    ...(place.address === null ? {} : { location: place.address }),
  });
  return calendar.toString();
}

function toDate(at: Temporal.Instant): Date {
  return new Date(at.epochMilliseconds);
}
