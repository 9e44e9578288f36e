// The life of a booking, in the words of FHIR's Appointment.

export type BookingState = 'proposed' | 'booked' | 'arrived' | 'fulfilled' | 'cancelled' | 'noshow';

const ways: Readonly<Record<BookingState, readonly BookingState[]>> = {
  proposed: ['booked', 'cancelled'],
  booked: ['arrived', 'fulfilled', 'cancelled', 'noshow'],
  arrived: ['fulfilled', 'cancelled'],
  fulfilled: [],
  cancelled: [],
  // She came after all.
  noshow: ['arrived'],
};

export function canBecome(from: BookingState, to: BookingState): boolean {
  return ways[from].includes(to);
}
