import type { Module } from '#kernel/module';
import { claimRoutes } from './claim-routes.ts';
import { closingRoutes } from './closing/routes.ts';
import { deliveryRoutes } from './delivery/routes.ts';
import { agreedOrders, paidAccounts, unpaidOrders } from './listeners.ts';
import { orderMails } from './mail-orders.ts';
import { askedInVain } from './picking/end-asks.ts';
import { tendParcelsJob } from './picking/jobs.ts';
import { pickingRoutes } from './picking/routes.ts';
import { policyRoutes } from './policy-routes.ts';
import { moveDayRoutes } from './preorders/move-routes.ts';
import { preorderRoutes } from './preorders/routes.ts';
import { moveLatePromisesJob } from './promise/jobs.ts';
import { promiseRoutes } from './promise/routes.ts';
import { promotionReportRoutes } from './promotions/report-routes.ts';
import { previewRoutes } from './promotions/routes.ts';
import { receiptRoutes } from './receipt/routes.ts';
import { herReturnRoutes } from './return-requests/her-routes.ts';
import { returnRequestRoutes } from './return-requests/routes.ts';
import { returnsRoutes } from './returns/routes.ts';
import { ordersRoutes } from './routes.ts';
import { routingRoutes } from './routing/routes.ts';
import { shippingRoutes } from './shipping/routes.ts';
import { statusRoutes } from './status-routes.ts';
import { taskRoutes } from './tasks/routes.ts';
import { invoiceRoutes } from './wholesale/invoice-routes.ts';
import { closeInvoices } from './wholesale/jobs.ts';
import { accountRoutes } from './wholesale/routes.ts';

export const ordersModule: Module = {
  name: 'orders',
  title: { ja: '注文', en: 'Orders' },
  canBeOff: false,
  routes: (app, house) => {
    ordersRoutes(app, house);
    statusRoutes(app, house);
    claimRoutes(app, house);
    returnsRoutes(app, house);
    returnRequestRoutes(app, house);
    herReturnRoutes(app, house);
    receiptRoutes(app, house);
    policyRoutes(app, house);
    deliveryRoutes(app, house);
    preorderRoutes(app, house);
    moveDayRoutes(app, house);
    promiseRoutes(app, house);
    pickingRoutes(app, house);
    shippingRoutes(app, house);
    taskRoutes(app, house);
    closingRoutes(app, house);
    previewRoutes(app, house);
    promotionReportRoutes(app, house);
    routingRoutes(app, house);
    accountRoutes(app, house);
    invoiceRoutes(app, house);
  },
  listeners: [unpaidOrders, agreedOrders, paidAccounts, orderMails, askedInVain],
  jobs: [closeInvoices, moveLatePromisesJob, tendParcelsJob],
};
