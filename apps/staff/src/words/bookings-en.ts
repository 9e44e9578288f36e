// Words of bookings.
import type { bookingsJa } from './bookings-ja.ts';

export const bookingsEn: typeof bookingsJa = {
  title: 'Bookings',
  today: 'Bookings of today',
  none: 'Nothing is booked on this day',
  noneHint: 'What customers book in the app appears here.',
  before: 'Day before',
  after: 'Day after',
  noName: 'No name',
  people: (count) => (count === '1' ? '1 person' : `${count} people`),
  states: {
    proposed: 'To be confirmed',
    booked: 'Coming',
    arrived: 'Here',
    fulfilled: 'Done',
    cancelled: 'Cancelled',
    noshow: 'Did not come',
  },
  acts: { arrive: 'Is here', fulfil: 'Served', miss: 'Did not come' },
  actOf: (act, who) => `${who}: ${act}`,
  arrived: (time) => `New booking: ${time}`,
};
