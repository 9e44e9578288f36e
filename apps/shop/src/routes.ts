// Every page of the shop, under /shop/.
import { index, type RouteConfig, route } from '@react-router/dev/routes';

export default [
  index('routes/home.tsx'),
  route('items', 'routes/category.tsx', { id: 'all-items' }),
  route('c/:categoryId', 'routes/category.tsx'),
  route('search', 'routes/search.tsx'),
  route('items/:itemId', 'routes/item.tsx'),
  route('cart', 'routes/cart.tsx'),
  route('checkout', 'routes/checkout.tsx'),
  route('orders/:orderId', 'routes/order.tsx'),
  route('stores', 'routes/stores.tsx'),
  route('sign-in', 'routes/sign-in.tsx'),
  route('account', 'routes/account.tsx'),
  route('points', 'routes/points.tsx'),
  route('gift/:token', 'routes/gift.tsx'),
  route('card', 'routes/card.tsx'),
  route('account/profile', 'routes/profile.tsx'),
  route('account/ways', 'routes/ways.tsx'),
  route('account/data', 'routes/my-data.tsx'),
  route('wishes', 'routes/wishes.tsx'),
  route('privacy', 'routes/privacy.tsx'),
  route('check-in/:placeId?', 'routes/check-in.tsx'),
  route('01/:gtin', 'routes/scan.tsx', { id: 'gs1-link' }),
  route('scan/:code', 'routes/scan.tsx'),
  route('ui', 'routes/ui.tsx'),
  route('*', 'routes/not-found.tsx'),
] satisfies RouteConfig;
