// What bookings announces. Who comes is never in the payload: the record is in the event's own field.
import { Type } from 'typebox';
import { defineEvent } from '#kernel/events';

const about = {
  bookingId: Type.String(),
  resourceId: Type.String(),
  placeId: Type.String(),
  startsAt: Type.String(),
  endsAt: Type.String(),
  units: Type.Integer(),
};

export const bookingsBooked = defineEvent('bookings.booked', 1, Type.Object(about));
export const bookingsMoved = defineEvent(
  'bookings.moved',
  1,
  Type.Object({ ...about, startedAt: Type.String({ description: 'When it was before.' }) }),
);
export const bookingsCancelled = defineEvent(
  'bookings.cancelled',
  1,
  Type.Object({ ...about, reason: Type.String() }),
);
export const bookingsArrived = defineEvent('bookings.arrived', 1, Type.Object(about));
export const bookingsFulfilled = defineEvent('bookings.fulfilled', 1, Type.Object(about));
export const bookingsMissed = defineEvent('bookings.missed', 1, Type.Object(about));
