// English, held to the Japanese table by its type.
import { bookings } from './en-bookings.ts';
import { catalog } from './en-catalog.ts';
import { catalogFile } from './en-catalog-file.ts';
import { codes } from './en-codes.ts';
import { customers } from './en-customers.ts';
import { delivery } from './en-delivery.ts';
import { devices } from './en-devices.ts';
import { earning } from './en-earning.ts';
import { feeds, sources } from './en-feeds.ts';
import { gifts } from './en-gifts.ts';
import { health } from './en-health.ts';
import { house } from './en-house.ts';
import { identity } from './en-identity.ts';
import { imports } from './en-imports.ts';
import { holds, lots } from './en-keeping.ts';
import { kitchen } from './en-kitchen.ts';
import { loyalty } from './en-loyalty.ts';
import { matching } from './en-matching.ts';
import { kinds, moments } from './en-moments.ts';
import { offers } from './en-offers.ts';
import { brands, promise, proof, weather } from './en-operator.ts';
import { orders } from './en-orders.ts';
import { places } from './en-places.ts';
import { preorders } from './en-preorders.ts';
import { priceLists } from './en-price-lists.ts';
import { report } from './en-report.ts';
import { retention } from './en-retention.ts';
import { returns } from './en-returns.ts';
import { reviews } from './en-reviews.ts';
import { rights } from './en-rights.ts';
import { secondFactor } from './en-second-factor.ts';
import { segments } from './en-segments.ts';
import { selling } from './en-selling.ts';
import { shared } from './en-shared.ts';
import { signUps } from './en-sign-ups.ts';
import { staff } from './en-staff.ts';
import { today } from './en-today.ts';
import { webhooks } from './en-webhooks.ts';
import { wholesale } from './en-wholesale.ts';
import type { Words } from './ja.ts';
import { plural } from './plural.ts';

export const en: Words = {
  lang: 'en',
  name: 'Engawa',
  room: 'Headquarters',
  skip: 'To the content',
  switchTo: '日本語',
  pages: {
    today: 'Today',
    log: 'Now',
    orders: 'Orders',
    customers: 'Customers',
    catalog: 'Catalogue',
    offers: 'Offers',
    kitchen: 'Menus',
    loyalty: 'Points',
    stock: 'Stock',
    places: 'Places',
    staff: 'Staff',
    imports: 'Imports',
    rights: 'Personal data',
    health: 'Health notes',
    shared: 'Shared with you',
    house: 'Settings',
    signIn: 'Sign in',
    more: 'More',
    menu: 'Menu',
    notFound: 'No such page',
  },
  signIn: {
    lead: 'What happens in your shop, from one veranda.',
    signOut: 'Sign out',
    hint: 'Login and password are shown where the server was started.',
  },
  live: {
    connecting: 'Connecting…',
    open: 'Live',
    retrying: 'Reconnecting…',
    retryingLong:
      'The server cannot be reached. Reconnecting by itself; what you see is what arrived last.',
  },
  log: {
    lead: 'What happens in the shop, as it happens.',
    filter: 'Kind',
    all: 'All',
    pause: 'Pause',
    resume: 'Resume',
    paused: 'Paused',
    waiting: (count) => `Show ${plural(count, 'new moment', 'new moments')}`,
    perMinute: 'Last minute',
    times: (count) => plural(count, 'moment', 'moments'),
    empty: 'Nothing has happened yet',
    emptyHint: 'Orders and imports appear here as they come.',
    emptyKind: 'Nothing of this kind of late.',
    details: 'Details',
    position: 'Position',
    late: (when) => `happened ${when}`,
    capped: (count) => `The newest ${count} are shown.`,
    announced: (count, last) => (count === 1 ? last : `${count} new moments. The latest: ${last}`),
  },
  kinds,
  moments,
  today,
  bookings,
  brands,
  catalog,
  catalogFile,
  lots,
  loyalty,
  earning,
  preorders,
  reviews,
  kitchen,
  priceLists,
  promise,
  proof,
  report,
  offers,
  codes,
  orders,
  delivery,
  devices,
  feeds,
  gifts,
  weather,
  webhooks,
  wholesale,
  customers,
  secondFactor,
  health,
  segments,
  selling,
  shared,
  signUps,
  holds,
  identity,
  matching,
  stock: {
    lead: 'Where things are, how many, and how many are put aside.',
    search: 'Item name or code',
    place: 'Place',
    allPlaces: 'All places',
    item: 'Item',
    code: 'Code',
    onHand: 'On hand',
    held: 'Held',
    available: 'Available',
    changed: 'Changed',
    empty: 'No stock on record yet',
    emptyHint: 'Bring it in with engawa import stock.',
    none: 'No stock fits.',
    everywhere: 'At all places',
    total: 'Total',
    out: 'Out of stock',
    few: 'Few left',
    some: 'In stock',
    short: 'Short',
    safety: 'Kept back',
    price: 'Price (tax included)',
    incoming: 'Incoming',
    nowhere: 'No place has this item on record yet.',
  },
  places,
  retention,
  returns,
  rights,
  sources,
  staff,
  imports,
  house,
  common: {
    loading: 'Loading…',
    search: 'Search',
    clear: 'Clear',
    older: 'Show more',
    back: 'To the list',
    none: '—',
    notFoundHint: 'The address has changed, or it is gone.',
    home: 'To today',
    close: 'Close',
    pages: 'Pages',
    newest: 'Newest',
    save: 'Save',
    saving: 'Saving…',
    changedBy: (name) =>
      `${name ?? 'Somebody else'} has changed this. What you typed is still here, but cannot be saved over it. Loading the newer one clears what you typed.`,
    loadNewer: 'Load the newer one',
    cancel: 'Cancel',
    undo: 'Undo',
    remove: 'Remove',
    add: 'Add',
  },
};
