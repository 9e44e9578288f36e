// English: how the house sells and sends.
import type { Words } from './ja.ts';

export const selling: Words['selling'] = {
  title: 'Selling and sending',
  lead: 'Holds from the next order on. Orders that were placed keep the terms of their time.',
  ownerOnly: 'Only an owner can change this.',
  policy: 'Tax, points and refunds',
  taxRounding: 'Fractions of tax',
  taxRoundingHint: 'Rounded once for each rate on a receipt.',
  roundings: { floor: 'Rounded down', half_up: 'Rounded to the nearest', ceil: 'Rounded up' },
  refundOrder: 'Order of refunds',
  refundOrderHint: 'Where an order was paid in several ways, which of them is given back first.',
  refundOrders: {
    last_first: 'The last means of payment',
    first_first: 'The first means of payment',
  },
  pointsAs: 'Points that are spent are',
  pointsAsHint: 'A discount lowers what is taxed as well; a payment does not.',
  pointsAses: { discount: 'A discount', payment: 'A payment' },
  pointValue: (currency) => `Worth of one point (${currency})`,
  pointValueHint: 'This changes the worth of points that customers already have, too.',
  pointPer: (currency) => `One point for every (${currency})`,
  pointPerHint: 'With 0 no basic points are given.',
  pointBase: 'Points are counted from',
  pointBases: { net: 'The amount without tax', gross: 'The amount with tax' },
  pointDays: 'Points last (days)',
  pointDaysHint: 'Leave it empty and they never expire.',
  saved: 'Saved. It holds from the next order on.',
  routing: 'Which place sends',
  split: 'Parcels of one order, at most',
  splitHint: 'Where no one place has all of it, this many may send it together; 1 never splits.',
  routingLead:
    'From where deliveries are sent that a place without stock has sold, such as the web shop. A place is chosen that has all of the order; where none has, several send it together.',
  strategy: 'Choose',
  strategies: {
    nearest: 'The place nearest to the customer',
    fewest: 'The place that makes fewest parcels',
    capacity: 'The place with most room to pack',
  },
  packing: 'Most parcels waiting',
  packingLead:
    'As many parcels may wait at a place at once; one that is full is not chosen. Empty: no limit. 0: it sends nothing.',
  noSenders: 'No place holds stock and can send yet.',
  toPlaces: 'See the places',
};
