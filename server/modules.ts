// THE list of modules and tiers. Call down, announce up, same tier never: tests/architecture.test.ts holds
// the code against this table.
import type { Module } from '#kernel/module';
import { accountsDisclosure } from './modules/accounts/disclose.ts';
import { accountsModule } from './modules/accounts/module.ts';
import { accountsStop } from './modules/accounts/store-stop.ts';
import { allowancesDisclosure } from './modules/allowances/disclose.ts';
import { allowancesModule } from './modules/allowances/module.ts';
import { bookingsDisclosure } from './modules/bookings/disclose.ts';
import { bookingsModule } from './modules/bookings/module.ts';
import { bookingsStop } from './modules/bookings/store-stop.ts';
import { cardsDisclosure } from './modules/cards/disclose.ts';
import { createCardsModule } from './modules/cards/module.ts';
import { cartsDisclosure } from './modules/carts/disclose.ts';
import { cartsModule } from './modules/carts/module.ts';
import { catalogModule } from './modules/catalog/module.ts';
import { customersDisclosure } from './modules/customers/disclose.ts';
import { createCustomersModule } from './modules/customers/module.ts';
import { devicesModule } from './modules/devices/module.ts';
import { floorDisclosure } from './modules/floor/disclose.ts';
import { floorModule } from './modules/floor/module.ts';
import { floorStop } from './modules/floor/store-stop.ts';
import { giftsDisclosure } from './modules/gifts/disclose.ts';
import { giftsModule } from './modules/gifts/module.ts';
import { giftsStop } from './modules/gifts/store-stop.ts';
import { identityModule } from './modules/identity/module.ts';
import { importsModule } from './modules/imports/module.ts';
import { kitchenDisclosure } from './modules/kitchen/disclose.ts';
import { kitchenModule } from './modules/kitchen/module.ts';
import { layawaysDisclosure } from './modules/layaways/disclose.ts';
import { layawaysModule } from './modules/layaways/module.ts';
import { layawaysStop } from './modules/layaways/store-stop.ts';
import { ledgerDisclosure } from './modules/ledger/disclose.ts';
import { ledgerModule } from './modules/ledger/module.ts';
import { ledgerStop } from './modules/ledger/store-stop.ts';
import { loyaltyDisclosure } from './modules/loyalty/disclose.ts';
import { loyaltyModule } from './modules/loyalty/module.ts';
import { codeSender } from './modules/messages/code-sender.ts';
import { messagesDisclosure } from './modules/messages/disclose.ts';
import { messagesModule } from './modules/messages/module.ts';
import { messagesStop } from './modules/messages/store-stop.ts';
import { momentsDisclosure } from './modules/moments/disclose.ts';
import { momentsModule } from './modules/moments/module.ts';
import { momentsStop } from './modules/moments/store-stop.ts';
import { offersDisclosure } from './modules/offers/disclose.ts';
import { offersModule } from './modules/offers/module.ts';
import { ordersDisclosure } from './modules/orders/disclose.ts';
import { ordersModule } from './modules/orders/module.ts';
import { ordersStop } from './modules/orders/store/stop.ts';
import { overviewModule } from './modules/overview/module.ts';
import { paymentsModule } from './modules/payments/module.ts';
import { placesModule } from './modules/places/module.ts';
import { privacyDisclosure } from './modules/privacy/disclose.ts';
import type { DisclosureSource, StopFollower } from './modules/privacy/index.ts';
import { privacyModule } from './modules/privacy/module.ts';
import { reviewsDisclosure } from './modules/reviews/disclose.ts';
import { reviewsModule } from './modules/reviews/module.ts';
import { rightsDisclosure } from './modules/rights/disclose.ts';
import { createRightsModule } from './modules/rights/module.ts';
import { segmentsModule } from './modules/segments/module.ts';
import { staffModule } from './modules/staff/module.ts';
import { stockModule } from './modules/stock/module.ts';
import { tillsModule } from './modules/tills/module.ts';

export const tiers = {
  kernel: 0,
  places: 1,
  privacy: 1,
  customers: 2,
  staff: 2,
  catalog: 2,
  devices: 2,
  accounts: 3,
  identity: 3,
  stock: 3,
  ledger: 3,
  payments: 3,
  messages: 3,
  offers: 4,
  bookings: 4,
  layaways: 4,
  moments: 4,
  carts: 4,
  orders: 5,
  cards: 5,
  allowances: 5,
  overview: 6,
  loyalty: 6,
  tills: 6,
  gifts: 6,
  reviews: 6,
  kitchen: 6,
  floor: 6,
  imports: 7,
  segments: 7,
  rights: 8,
} as const;

/** What each module holds of a person, in the order in which she reads it. */
export const disclosures: readonly DisclosureSource[] = [
  customersDisclosure,
  privacyDisclosure,
  ordersDisclosure,
  ledgerDisclosure,
  offersDisclosure,
  bookingsDisclosure,
  layawaysDisclosure,
  cardsDisclosure,
  cartsDisclosure,
  messagesDisclosure,
  momentsDisclosure,
  accountsDisclosure,
  loyaltyDisclosure,
  allowancesDisclosure,
  giftsDisclosure,
  reviewsDisclosure,
  rightsDisclosure,
  floorDisclosure,
  kitchenDisclosure,
];

/** What each module keeps that follows a stop of use. */
export const stopFollowers: readonly StopFollower[] = [
  accountsStop,
  ledgerStop,
  messagesStop,
  bookingsStop,
  layawaysStop,
  momentsStop,
  ordersStop,
  giftsStop,
  floorStop,
];

/** In the order of the tiers; ports are wired here. */
export const modules: readonly Module[] = [
  placesModule,
  privacyModule,
  createCustomersModule({ codeSender }),
  staffModule,
  catalogModule,
  devicesModule,
  accountsModule,
  identityModule,
  stockModule,
  ledgerModule,
  paymentsModule,
  messagesModule,
  offersModule,
  bookingsModule,
  layawaysModule,
  momentsModule,
  cartsModule,
  ordersModule,
  createCardsModule({ codeSender }),
  allowancesModule,
  overviewModule,
  loyaltyModule,
  tillsModule,
  giftsModule,
  reviewsModule,
  kitchenModule,
  floorModule,
  importsModule,
  segmentsModule,
  createRightsModule(disclosures, stopFollowers),
];
