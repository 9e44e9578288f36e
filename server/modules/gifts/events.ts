// What gifts announce: ids, amounts and counts. Never who gets one, never where it goes.
import { Type } from 'typebox';
import { defineEvent } from '#kernel/events';

const aboutGift = {
  giftId: Type.String(),
  kind: Type.String(),
  amountMinor: Type.Integer(),
  currency: Type.String(),
};

export const giftsBought = defineEvent(
  'gifts.bought',
  1,
  Type.Object({
    orderId: Type.String(),
    kind: Type.String(),
    count: Type.Integer(),
    amountMinor: Type.Integer(),
    currency: Type.String(),
  }),
);
/** Paid for: the links open. */
export const giftsIssued = defineEvent(
  'gifts.issued',
  1,
  Type.Object({ orderId: Type.String(), count: Type.Integer() }),
);
export const giftsClaimed = defineEvent('gifts.claimed', 1, Type.Object(aboutGift));
export const giftsThanked = defineEvent('gifts.thanked', 1, Type.Object(aboutGift));
export const giftsRevoked = defineEvent('gifts.revoked', 1, Type.Object(aboutGift));
export const giftsExpired = defineEvent('gifts.expired', 1, Type.Object(aboutGift));
/** Goods that nobody took were given back to whoever bought them. */
export const giftsRefunded = defineEvent('gifts.refunded', 1, Type.Object(aboutGift));
export const giftsCardsSold = defineEvent(
  'gifts.cards_sold',
  1,
  Type.Object({
    orderId: Type.String(),
    count: Type.Integer(),
    amountMinor: Type.Integer(),
    currency: Type.String(),
  }),
);
