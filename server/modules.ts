// THE list of modules and tiers. Call down, announce up, same tier never: tests/architecture.test.ts holds
// the code against this table.
import type { Module } from '#kernel/module';
import { accountsModule } from './modules/accounts/module.ts';
import { bookingsModule } from './modules/bookings/module.ts';
import { cartsModule } from './modules/carts/module.ts';
import { catalogModule } from './modules/catalog/module.ts';
import { createCustomersModule } from './modules/customers/module.ts';
import { devicesModule } from './modules/devices/module.ts';
import { identityModule } from './modules/identity/module.ts';
import { importsModule } from './modules/imports/module.ts';
import { ledgerModule } from './modules/ledger/module.ts';
import { giftsModule } from './modules/gifts/module.ts';
import { loyaltyModule } from './modules/loyalty/module.ts';
import { codeSender } from './modules/messages/code-sender.ts';
import { messagesModule } from './modules/messages/module.ts';
import { momentsModule } from './modules/moments/module.ts';
import { offersModule } from './modules/offers/module.ts';
import { ordersModule } from './modules/orders/module.ts';
import { overviewModule } from './modules/overview/module.ts';
import { paymentsModule } from './modules/payments/module.ts';
import { placesModule } from './modules/places/module.ts';
import { privacyModule } from './modules/privacy/module.ts';
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
  moments: 4,
  carts: 4,
  orders: 5,
  overview: 6,
  loyalty: 6,
  tills: 6,
  gifts: 6,
  imports: 7,
} as const;

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
  momentsModule,
  cartsModule,
  ordersModule,
  overviewModule,
  loyaltyModule,
  tillsModule,
  giftsModule,
  importsModule,
];
