// The front door of bookings.
export { type BookingToMake, book } from './book.ts';
export { cancelBooking, moveBooking, noteBooking } from './change-booking.ts';
export { bookingsRefusals } from './errors.ts';
export { findFreeSlots } from './find-slots.ts';
export { findElsewhere, listExpected, moveBookingElsewhere } from './move-elsewhere.ts';
export type { BookingState } from './state.ts';
export {
  type BookingRow,
  findResourceRow as findResource,
  insertResourceRow as addResource,
  type ResourceRow,
} from './store.ts';
export { countBookings, hasResources, listUpcoming } from './store-day.ts';
