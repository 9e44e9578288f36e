// What cards announces.
import { Type } from 'typebox';
import { defineEvent } from '#kernel/events';

/** A card was shown at a till and known. */
export const cardsScanned = defineEvent(
  'cards.scanned',
  1,
  Type.Object({
    recordId: Type.String(),
    placeId: Type.Union([Type.String(), Type.Null()]),
    by: Type.Union([Type.Literal('code'), Type.Literal('number'), Type.Literal('key')]),
  }),
);

/** An old card was proved to be hers. */
export const cardsClaimed = defineEvent(
  'cards.claimed',
  1,
  Type.Object({ recordId: Type.String(), claimedRecordId: Type.String() }),
);
