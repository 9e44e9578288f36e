// The front door of carts.
export {
  type Cart,
  type CartOwner,
  emptyCart,
  emptyCartsLast,
  findCart,
  findVisitorCart,
  isOfAnother,
  type LineToPut,
  lockCarts,
  openCart,
  putInCart,
  quantityMilliMax,
  takeCartHome,
} from './cart.ts';
export { cartsRefusals } from './errors.ts';
export { CartToken } from './schemas.ts';
export { forgetSeen, listSeen, noteSeen, seenMax } from './seen.ts';
export { refillCart } from './store-refill.ts';
export { addWishes, listWishes, removeWish, wishesMax } from './wishes.ts';
