// The first-day tour: a few steps for each screen.
import type { TourStep, tourJa } from './tour-ja.ts';

const orders: readonly TourStep[] = [
  {
    title: 'Orders as they come',
    text: 'A new order rings and stands on top. Press its number to open it.',
  },
  {
    title: 'One big button',
    text: 'What comes next is always the big button: prepare, ready, hand over.',
  },
  {
    title: 'Handing over',
    text: 'Read her QR code on any screen. When the order opens, press hand over.',
  },
];
const today: readonly TourStep[] = [
  {
    title: 'The work of today',
    text: 'What is urgent comes first. Press it to go where it is done.',
  },
  {
    title: 'Promises to customers',
    text: 'Calls that are due today stand here too. Names are masked until you open them.',
  },
];
const customers: readonly TourStep[] = [
  { title: 'Read her card', text: 'It opens her page: name, greeting, last visit.' },
  {
    title: 'Looking needs a reason',
    text: 'Without a card, choose a reason. Who looked and why is hers to read.',
  },
  {
    title: 'Proposals and promises',
    text: 'Who agreed is proposed three things of this shop, with shelf. Promises come up on their day.',
  },
];
const stock: readonly TourStep[] = [
  {
    title: 'Find an item',
    text: 'By name, code or barcode: how many are here, and in shops nearby.',
  },
  { title: 'Ask another shop', text: 'Press “Ask” and its tablet rings. The answer comes here.' },
  { title: 'Order it', text: 'What is not here can be ordered at once and sent to her home.' },
];
const scan: readonly TourStep[] = [
  { title: 'Read anywhere', text: 'The reader works on every screen. The camera is here.' },
  {
    title: 'What can be read',
    text: 'Goods, member cards, orders and holds: each opens its own page.',
  },
];
const till: readonly TourStep[] = [
  {
    title: 'Open the till',
    text: 'Count the float and open the drawer. Selling works without a line too.',
  },
  {
    title: 'Put goods in',
    text: 'Read barcodes or search by name. Press a line for quantity and discount.',
  },
  { title: 'Member card', text: 'It shows the greeting, her points and the best of her coupons.' },
  { title: 'Close', text: 'Count the cash at the end of the day. A difference is kept as it is.' },
];
const kitchen: readonly TourStep[] = [
  {
    title: 'By the promised time',
    text: 'Tickets stand in the order of their promise. What runs late changes colour.',
  },
  { title: 'Done', text: 'Press when it is ready. A slip is taken back by recall.' },
  {
    title: 'Pause',
    text: 'Sold out or too busy: pause an item or the shop. Her screen changes at once.',
  },
];
const pick: readonly TourStep[] = [
  {
    title: 'Along the shelves',
    text: 'Lines stand in the order of your walk, with shelf and picture.',
  },
  {
    title: 'Read to confirm',
    text: 'The barcode says whether it is the right one. Press “short” for what is missing.',
  },
];
const parcels: readonly TourStep[] = [
  { title: 'What is ready', text: 'Each has a shelf number. Read her code when you hand it over.' },
  { title: 'What nobody came for', text: 'After its time it goes back to the shelf.' },
];
const bookings: readonly TourStep[] = [
  { title: 'Bookings of today', text: 'By the clock. Press “Is here” when she comes.' },
  { title: 'After that', text: 'Press “Served”, or “Did not come”.' },
];

export const tourEn: typeof tourJa = {
  offer: 'New to this screen? There is a short tour.',
  see: 'Show me',
  later: 'Not needed',
  again: 'The tour of this screen again',
  step: (at, of) => `${at} / ${of}`,
  back: 'Back',
  next: 'Next',
  done: 'Got it',
  close: 'Close the tour',
  title: 'First-day tour',
  rooms: { orders, today, customers, stock, scan, till, kitchen, pick, parcels, bookings },
};
