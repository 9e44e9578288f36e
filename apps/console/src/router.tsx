// Every room has a chunk of its own; the frame and the sign-in come first.
import { createBrowserRouter } from 'react-router';
import { Failure } from './frame/failure.tsx';
import { Frame } from './frame/frame.tsx';
import { NotFoundPage } from './frame/not-found-page.tsx';
import { SignInPage } from './staff/sign-in-page.tsx';

export const router = createBrowserRouter(
  [
    { path: '/sign-in', element: <SignInPage />, errorElement: <Failure /> },
    {
      path: '/',
      element: <Frame />,
      errorElement: <Failure />,
      HydrateFallback: () => null,
      children: [
        {
          index: true,
          lazy: async () => ({ Component: (await import('./log/log-page.tsx')).LogPage }),
        },
        {
          path: 'orders',
          lazy: async () => ({ Component: (await import('./orders/orders-page.tsx')).OrdersPage }),
        },
        {
          path: 'orders/:orderId',
          lazy: async () => ({ Component: (await import('./orders/order-page.tsx')).OrderPage }),
        },
        {
          path: 'customers',
          lazy: async () => ({
            Component: (await import('./customers/customers-page.tsx')).CustomersPage,
          }),
        },
        {
          path: 'customers/:customerId',
          lazy: async () => ({
            Component: (await import('./customers/customer-page.tsx')).CustomerPage,
          }),
        },
        {
          path: 'stock',
          lazy: async () => ({ Component: (await import('./stock/stock-page.tsx')).StockPage }),
        },
        {
          path: 'stock/items/:itemId',
          lazy: async () => ({
            Component: (await import('./stock/stock-item-page.tsx')).StockItemPage,
          }),
        },
        {
          path: 'places',
          lazy: async () => ({ Component: (await import('./places/places-page.tsx')).PlacesPage }),
        },
        {
          path: 'imports',
          lazy: async () => ({
            Component: (await import('./imports/imports-page.tsx')).ImportsPage,
          }),
        },
        {
          path: 'imports/:importId',
          lazy: async () => ({ Component: (await import('./imports/import-page.tsx')).ImportPage }),
        },
        {
          path: 'house',
          lazy: async () => ({ Component: (await import('./house/house-page.tsx')).HousePage }),
        },
        { path: '*', element: <NotFoundPage /> },
      ],
    },
  ],
  { basename: '/console' },
);
