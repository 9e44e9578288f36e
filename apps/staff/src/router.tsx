// Every room is in one bundle: it is kept on the tablet anyway, and a room must open without a line.
import { createBrowserRouter, Navigate } from 'react-router';
import { BookingsPage } from './bookings/bookings-page.tsx';
import { CustomersPage } from './customers/customers-page.tsx';
import { NewCustomer } from './customers/new-customer.tsx';
import { CallsPage } from './floor/calls-page.tsx';
import { OrderForHerPage } from './floor/order-for-her-page.tsx';
import { Failure, NotFound } from './frame/failure.tsx';
import { Frame } from './frame/frame.tsx';
import { KitchenPage } from './kitchen/kitchen-page.tsx';
import { LayawaysPage } from './layaways/layaways-page.tsx';
import { OrdersPage } from './orders/orders-page.tsx';
import { ParcelsPage } from './pick/parcels-page.tsx';
import { PickPage } from './pick/pick-page.tsx';
import { RequestPage } from './returns/request-page.tsx';
import { RequestsPage } from './returns/requests-page.tsx';
import { ScanPage } from './scan/scan-page.tsx';
import { StockPage } from './stock/stock-page.tsx';
import { stockroomRoutes } from './stock/stockroom-routes.tsx';
import { TodayPage } from './tasks/today-page.tsx';
import { ConflictsPage } from './till/conflicts-page.tsx';
import { DrawerPage } from './till/drawer-page.tsx';
import { GiftCardsPage } from './till/gift-cards/gift-cards-page.tsx';
import { JournalPage } from './till/journal-page.tsx';
import { ReturnPage } from './till/return-page.tsx';
import { TillPage } from './till/till-page.tsx';

export const router = createBrowserRouter(
  [
    {
      path: '/',
      element: <Frame />,
      errorElement: <Failure />,
      children: [
        { index: true, element: <Navigate replace to="/orders" /> },
        { path: 'orders/:orderId?', element: <OrdersPage /> },
        { path: 'customers/new', element: <NewCustomer /> },
        { path: 'customers/:customerId?', element: <CustomersPage /> },
        { path: 'stock/:itemId?', element: <StockPage /> },
        ...stockroomRoutes,
        { path: 'layaways/:layawayId?', element: <LayawaysPage /> },
        { path: 'calls', element: <CallsPage /> },
        { path: 'order-for/:itemId', element: <OrderForHerPage /> },
        { path: 'today', element: <TodayPage /> },
        { path: 'bookings', element: <BookingsPage /> },
        { path: 'pick', element: <PickPage /> },
        { path: 'parcels', element: <ParcelsPage /> },
        { path: 'returns', element: <RequestsPage /> },
        { path: 'returns/:requestId', element: <RequestPage /> },
        { path: 'scan', element: <ScanPage /> },
        { path: 'kitchen', element: <KitchenPage /> },
        { path: 'till', element: <TillPage /> },
        { path: 'till/gift-cards', element: <GiftCardsPage /> },
        { path: 'till/journal', element: <JournalPage /> },
        { path: 'till/returns/:orderId?', element: <ReturnPage /> },
        { path: 'till/drawer', element: <DrawerPage /> },
        { path: 'till/conflicts', element: <ConflictsPage /> },
        { path: '*', element: <NotFound /> },
      ],
    },
  ],
  { basename: '/staff' },
);
