// Ordering what is in a cart: its lines are read and it is emptied in the order's own transaction, behind a lock, so that
// two devices that send one cart make one order, and a refused order leaves the cart as it was.
import { type Cart, cartsRefusals, emptyCartsLast, isOfAnother, lockCarts } from '#carts';
import type { HotCommand } from '#kernel/batch';
import { Refusal } from '#kernel/errors';
import type {
  CheckoutDecision,
  CheckoutFacts,
  OrderToPlace,
  PlacedOrder,
} from './order-to-place.ts';
import { placeOrder } from './place-order.ts';

/** With a token, `lines` are the cart's. */
export type CartOrder = OrderToPlace & { readonly cartToken?: string };

type CartOrderFacts = CheckoutFacts & {
  /** By token; gone from here once it is ordered. */
  readonly carts: Map<string, Cart>;
  readonly ordered: string[];
  /** What each stands for: facts are kept by it. */
  readonly resolved: ReadonlyMap<CartOrder, OrderToPlace>;
};

/** Like `placeOrder`; refuses with carts.unknown and carts.empty as well. */
export const placeCartOrder: HotCommand<CartOrder, CartOrderFacts, CheckoutDecision, PlacedOrder> =
  {
    name: placeOrder.name,
    load: async (tx, inputs) => {
      const tokens = [...new Set(inputs.flatMap(({ cartToken }) => cartToken ?? []))];
      const carts = tokens.length === 0 ? new Map<string, Cart>() : await lockCarts(tx, tokens);
      const resolved = new Map(inputs.map((input) => [input, withLines(input, carts)]));
      const facts = await placeOrder.load(tx, [...resolved.values()]);
      return { ...facts, carts, ordered: [], resolved };
    },
    decide: (facts, input) => {
      const { cartToken } = input;
      if (cartToken === undefined) {
        return placeOrder.decide(facts, input);
      }
      const cart = facts.carts.get(cartToken);
      const own = input.isHerself === true ? input.recordId : undefined;
      if (cart === undefined || isOfAnother(cart, own)) {
        return cartsRefusals.unknown();
      }
      if (cart.lines.length === 0) {
        return cartsRefusals.empty();
      }
      const decision = placeOrder.decide(facts, facts.resolved.get(input) ?? input);
      if (!(decision instanceof Refusal)) {
        facts.ordered.push(cart.id);
        facts.carts.set(cartToken, { ...cart, lines: [] });
      }
      return decision;
    },
    apply: (tx, decisions, facts) => {
      emptyCartsLast(tx, facts.ordered);
      return placeOrder.apply(tx, decisions, facts);
    },
  };

function withLines(input: CartOrder, carts: ReadonlyMap<string, Cart>): OrderToPlace {
  const cart = carts.get(input.cartToken ?? '');
  return cart === undefined
    ? input
    : {
        ...input,
        cartId: cart.id,
        lines: cart.lines.map((line) => ({
          itemId: line.item_id,
          quantityMilli: line.quantity_milli,
          ...(line.seen_price_minor === null ? {} : { seenPriceMinor: line.seen_price_minor }),
        })),
      };
}
