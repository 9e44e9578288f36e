// Every room has a chunk of its own; the frame and the sign-in come first.
import { createBrowserRouter } from 'react-router';
import { Failure } from './frame/failure.tsx';
import { Frame } from './frame/frame.tsx';
import { NotFoundPage } from './frame/not-found-page.tsx';
import { SignInPage } from './staff/sign-in-page.tsx';

const pages = {
  '': async () => (await import('./today/today-page.tsx')).TodayPage,
  log: async () => (await import('./log/log-page.tsx')).LogPage,
  'log/feeds': async () => (await import('./moments/feeds-page.tsx')).FeedsPage,
  'log/sources': async () => (await import('./moments/sources-page.tsx')).SourcesPage,
  orders: async () => (await import('./orders/orders-page.tsx')).OrdersPage,
  'orders/accounts': async () => (await import('./wholesale/accounts-page.tsx')).AccountsPage,
  'orders/accounts/new': async () =>
    (await import('./wholesale/new-account-page.tsx')).NewAccountPage,
  'orders/accounts/:partyId': async () =>
    (await import('./wholesale/account-page.tsx')).AccountPage,
  'orders/invoices/:invoiceId': async () =>
    (await import('./wholesale/invoice-page.tsx')).InvoicePage,
  'orders/delivery': async () => (await import('./orders/delivery-page.tsx')).DeliveryPage,
  'orders/returns': async () => (await import('./orders/returns-page.tsx')).ReturnsPage,
  'orders/terms': async () => (await import('./selling/sales-page.tsx')).SalesPage,
  'orders/gifts': async () => (await import('./gifts/gifts-page.tsx')).GiftsPage,
  'orders/gifts/:orderId': async () => (await import('./gifts/gift-page.tsx')).GiftPage,
  'orders/:orderId': async () => (await import('./orders/order-page.tsx')).OrderPage,
  customers: async () => (await import('./customers/customers-page.tsx')).CustomersPage,
  'customers/reviews': async () => (await import('./identity/review-page.tsx')).ReviewPage,
  'customers/rules': async () => (await import('./identity/rules-page.tsx')).RulesPage,
  'customers/sign-ups': async () => (await import('./customers/sign-ups-page.tsx')).SignUpsPage,
  'customers/new': async () => (await import('./customers/new-customer-page.tsx')).NewCustomerPage,
  'customers/segments': async () => (await import('./segments/segments-page.tsx')).SegmentsPage,
  'customers/segments/:segmentId': async () =>
    (await import('./segments/segment-page.tsx')).SegmentPage,
  'customers/:customerId/rights': async () =>
    (await import('./rights/her-rights-page.tsx')).HerRightsPage,
  'customers/:customerId': async () => (await import('./customers/customer-page.tsx')).CustomerPage,
  health: async () => (await import('./health/health-page.tsx')).HealthPage,
  shared: async () => (await import('./rights/shared-page.tsx')).SharedPage,
  stock: async () => (await import('./stock/stock-page.tsx')).StockPage,
  'stock/items/:itemId': async () => (await import('./stock/stock-item-page.tsx')).StockItemPage,
  'stock/holds': async () => (await import('./stock/holds-page.tsx')).HoldsPage,
  'stock/lots': async () => (await import('./stock/lots-page.tsx')).LotsPage,
  catalog: async () => (await import('./catalog/catalog-page.tsx')).CatalogPage,
  'catalog/new': async () => (await import('./catalog/new-item-page.tsx')).NewItemPage,
  'catalog/file': async () =>
    (await import('./catalog-file/catalog-file-page.tsx')).CatalogFilePage,
  'catalog/reviews': async () => (await import('./reviews/reviews-page.tsx')).ReviewsPage,
  'catalog/preorders': async () => (await import('./preorders/preorders-page.tsx')).PreordersPage,
  'catalog/preorders/new': async () =>
    (await import('./preorders/preorder-page.tsx')).NewPreorderPage,
  'catalog/preorders/:preorderId': async () =>
    (await import('./preorders/preorder-page.tsx')).PreorderPage,
  'catalog/price-lists': async () =>
    (await import('./catalog/price-lists-page.tsx')).PriceListsPage,
  'catalog/price-lists/:priceListId': async () =>
    (await import('./catalog/price-list-page.tsx')).PriceListPage,
  'catalog/items/:itemId': async () => (await import('./catalog/item-page.tsx')).ItemPage,
  offers: async () => (await import('./offers/promotions-page.tsx')).PromotionsPage,
  'offers/new': async () => (await import('./offers/edit-promotion-page.tsx')).NewPromotionPage,
  'offers/:promotionId': async () => (await import('./offers/promotion-page.tsx')).PromotionPage,
  'offers/:promotionId/edit': async () =>
    (await import('./offers/edit-promotion-page.tsx')).EditPromotionPage,
  loyalty: async () => (await import('./loyalty/loyalty-page.tsx')).LoyaltyPage,
  'loyalty/rules/new': async () => (await import('./loyalty/rule-page.tsx')).NewRulePage,
  'loyalty/rules/:ruleId': async () => (await import('./loyalty/rule-page.tsx')).RulePage,
  'loyalty/cards/new': async () => (await import('./loyalty/card-page.tsx')).NewCardPage,
  'loyalty/cards/:cardId': async () => (await import('./loyalty/card-page.tsx')).CardPage,
  kitchen: async () => (await import('./kitchen/kitchen-page.tsx')).KitchenPage,
  'kitchen/items/new': async () => (await import('./kitchen/item-page.tsx')).NewMenuItemPage,
  'kitchen/items/:itemId': async () => (await import('./kitchen/item-page.tsx')).MenuItemPage,
  'kitchen/groups/new': async () => (await import('./kitchen/group-page.tsx')).NewGroupPage,
  'kitchen/groups/:code': async () => (await import('./kitchen/group-page.tsx')).GroupPage,
  'kitchen/shops/:placeId': async () => (await import('./kitchen/cafe-page.tsx')).CafePage,
  places: async () => (await import('./places/places-page.tsx')).PlacesPage,
  'places/new': async () => (await import('./places/new-place-page.tsx')).NewPlacePage,
  'places/devices': async () => (await import('./devices/devices-page.tsx')).DevicesPage,
  'places/:placeId/report': async () =>
    (await import('./places/shop-report-page.tsx')).ShopReportPage,
  'places/:placeId/bookings/new': async () =>
    (await import('./bookings/new-resource-page.tsx')).NewResourcePage,
  'places/:placeId/bookings/:resourceId': async () =>
    (await import('./bookings/resource-page.tsx')).ResourcePage,
  'places/:placeId': async () => (await import('./places/place-page.tsx')).PlacePage,
  staff: async () => (await import('./staff/staff-page.tsx')).StaffPage,
  'staff/new': async () => (await import('./staff/new-member-page.tsx')).NewMemberPage,
  'staff/credits': async () => (await import('./staff/credits-page.tsx')).CreditsPage,
  'staff/:staffId': async () => (await import('./staff/member-page.tsx')).MemberPage,
  imports: async () => (await import('./imports/imports-page.tsx')).ImportsPage,
  'imports/:importId': async () => (await import('./imports/import-page.tsx')).ImportPage,
  rights: async () => (await import('./rights/requests-page.tsx')).RequestsPage,
  'rights/leaks': async () => (await import('./rights/leaks-page.tsx')).LeaksPage,
  'rights/provisions': async () => (await import('./rights/provisions-page.tsx')).ProvisionsPage,
  'rights/retention': async () => (await import('./rights/retention-page.tsx')).RetentionPage,
  ui: async () => (await import('./frame/ui-page.tsx')).UiPage,
  'house/webhooks/:webhookId': async () => (await import('./house/webhook-page.tsx')).WebhookPage,
  house: async () => (await import('./house/house-page.tsx')).HousePage,
} as const;

/** Fetches every room, so that one can walk on while the server is away. */
export async function fetchAllRooms(): Promise<void> {
  await Promise.allSettled(Object.values(pages).map((load) => load()));
}

export const router = createBrowserRouter(
  [
    {
      path: '/second-factor',
      errorElement: <Failure />,
      HydrateFallback: () => null,
      // Outside of the frame: a session that has yet to set it up sees nothing else.
      lazy: async () => ({
        Component: (await import('./staff/second-factor-page.tsx')).SecondFactorPage,
      }),
    },
    { path: '/sign-in', element: <SignInPage />, errorElement: <Failure /> },
    {
      path: '/',
      element: <Frame />,
      errorElement: <Failure />,
      HydrateFallback: () => null,
      children: [
        ...Object.entries(pages).map(([path, load]) => ({
          path,
          lazy: async () => ({ Component: await load() }),
        })),
        { path: '*', element: <NotFoundPage /> },
      ],
    },
  ],
  { basename: '/console' },
);
