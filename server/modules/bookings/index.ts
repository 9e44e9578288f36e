// The front door of bookings.
export { type BookingToMake, book } from './book.ts';
export { bookingToken, isBookingToken } from './booking-token.ts';
export { cancelBooking, moveBooking, noteBooking } from './change-booking.ts';
export { bookingsRefusals } from './errors.ts';
export { findFreeSlots } from './find-slots.ts';
export { findElsewhere, listExpected, moveBookingElsewhere } from './move-elsewhere.ts';
export type { BookingState } from './state.ts';
export {
  type BookingRow,
  findBookingRow as findBooking,
  findResourceRow as findResource,
  insertResourceRow as addResource,
  listResourceRows as listResources,
  type ResourceRow,
} from './store.ts';
export { countBookings, hasResources, listComingOf, listUpcoming } from './store-day.ts';
