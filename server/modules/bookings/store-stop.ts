// SQL by which contacts of bookings follow a stop of use: what is open keeps its own row, since it is carried out; what is over
// follows.
import { statement } from '#kernel/db';
import { purposes, stoppedMask } from '#kernel/purposes';
import { maskFollower } from '#privacy';

export const bookingsStop = maskFollower('bookings', [
  {
    table: 'bookings.contact',
    shut: statement<object>(`
      UPDATE bookings.contact c SET consent = ${stoppedMask} FROM bookings.booking p
      WHERE c.record_id = ANY ($1::uuid[]) AND c.consent <> ${stoppedMask} AND p.id = c.booking_id
        AND p.state IN ('fulfilled', 'cancelled', 'noshow')`),
    open: statement<object>(`
      UPDATE bookings.contact SET consent = ${purposes.service.bit}
      WHERE record_id = ANY ($1::uuid[]) AND consent = ${stoppedMask}`),
  },
]);
