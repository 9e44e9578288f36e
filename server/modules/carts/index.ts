// The front door of carts.
export {
  type Cart,
  type CartOwner,
  emptyCart,
  findCart,
  type LineToPut,
  openCart,
  putInCart,
  quantityMilliMax,
} from './cart.ts';
export { refillCart } from './store-refill.ts';
export { addWishes, listWishes, removeWish, wishesMax } from './wishes.ts';
