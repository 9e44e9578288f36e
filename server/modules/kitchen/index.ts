// The front door of the kitchen.
export {
  addToBasket,
  changeBasket,
  openBasket,
  setBasketLine,
} from './baskets/basket.ts';
export { type BasketToPlace, placeBasket } from './baskets/place-basket.ts';
export { type BasketShown, viewBasket } from './baskets/view-basket.ts';
export { allergens } from './menu/allergens.ts';
export { setMenuItems, setOptionGroup } from './menu/set-menu.ts';
export { type MenuShown, viewMenu } from './menu/view-menu.ts';
export { setShop } from './shops/set-shop.ts';
export { type ShopShown, viewShops } from './shops/view-shops.ts';
export { approach } from './tickets/approach.ts';
export { findOrderedAgain, viewTicket } from './tickets/view-tickets.ts';
export { arrive } from './tickets/work-ticket.ts';
