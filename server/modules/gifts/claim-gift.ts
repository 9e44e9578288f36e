// Taking a gift: whoever holds the link takes it once. Value becomes a code that only she sees; goods become an order of
// her own, paid by that code. Fifty who open the link at once: one has it, the others are told. The giver's side of the
// house learns that it was taken, and nothing else.
import { findItems, findPrices, priceKey } from '#catalog';
import { type Profile, readProfiles } from '#customers';
import { performOne } from '#kernel/batch';
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { ensureBearers, type LedgerEntry } from '#ledger';
import { queueMessage } from '#messages';
import { placeOrder } from '#orders';
import { capabilities, findPlaces, listPlaces } from '#places';
import { keyOf, openCard, openReceiver } from './card-words.ts';
import { giftsRefusals } from './errors.ts';
import { giftsClaimed } from './events.ts';
import { findChoices } from './find-choices.ts';
import { giftUnit, postAll, purseOf } from './issue-gifts.ts';
import { giftWords, languageOf, lastDayOf } from './mail-words.ts';
import { hashSecret, valueCodeOf } from './secrets.ts';
import {
  endGiftRow,
  findClaim,
  findPurchase,
  type GiftRow,
  insertClaimRow,
  lockGiftByToken,
  type PurchaseRow,
} from './store.ts';
import { findReceiver } from './views.ts';

/** How goods are received; value needs nothing. */
export type ClaimWay =
  | { readonly fulfilment: 'delivery'; readonly contact: Profile }
  | {
      readonly fulfilment: 'pickup';
      readonly handoverPlaceId: string;
      readonly contact: Profile;
    };

export type GiftToClaim = {
  readonly token: string;
  /** A secret that the receiver's browser made; with it she sees the gift again. */
  readonly claimKey: string;
  readonly itemId?: string;
  readonly way?: ClaimWay;
  /** When she is signed in. */
  readonly recordId?: string;
  readonly actor: string;
};

export type Claimed = {
  readonly giftId: string;
  /** uuid of the receiver's order; null for value. */
  readonly orderId: string | null;
  readonly currency: string;
};

/** What the code of a taken gift follows from. */
export function codeSubject(giftId: string): string {
  return `gift ${giftId}`;
}

/** Refuses with what keeps a gift from being taken. */
export function refuseClosed(gift: GiftRow, now: Temporal.Instant): void {
  switch (gift.state) {
    case 'claimed':
      throw giftsRefusals.claimed();
    case 'revoked':
      throw giftsRefusals.revoked();
    case 'unpaid':
      throw giftsRefusals.not_paid();
    case 'void':
      throw giftsRefusals.unknown();
    case 'expired':
    case 'issued':
      break;
  }
  if (gift.state === 'expired' || Temporal.Instant.compare(gift.expires_at, now) <= 0) {
    throw giftsRefusals.over({ at: lastDayOf(gift.expires_at, 'ja') });
  }
}

/**
 * Takes a gift; asked again with the same key it answers the same. Refuses with gifts.unknown, gifts.claimed,
 * gifts.revoked, gifts.over, gifts.not_paid, gifts.way_needed, gifts.choice_not_for, gifts.shop_needed, and as
 * `placeOrder` does; then nothing is consumed.
 */
export async function claimGift(tx: Tx, wish: GiftToClaim): Promise<Claimed> {
  const gift = await lockGiftByToken(tx, hashSecret(wish.token));
  if (gift === undefined) {
    throw giftsRefusals.unknown();
  }
  const purchase = await findPurchase(tx, gift.purchase_id);
  const { currency } = purchase;
  const known = gift.state === 'claimed' ? await findClaim(tx, gift.id) : undefined;
  if (known?.claim_hash.equals(hashSecret(wish.claimKey)) === true) {
    return { giftId: gift.id, orderId: known.order_id, currency };
  }
  refuseClosed(gift, tx.now);
  const code = valueCodeOf(tx.masters, codeSubject(gift.id));
  const orderId = purchase.kind === 'item' ? await claimItem(tx, purchase, gift, wish, code) : null;
  if (orderId === null) {
    await moveToCode(tx, purchase, gift, code, 0);
  }
  await endGiftRow(tx, gift.id, 'claimed');
  const claimHash = hashSecret(wish.claimKey);
  await insertClaimRow(tx, { gift_id: gift.id, claim_hash: claimHash, order_id: orderId });
  tellGiver(tx, purchase, gift);
  await mailGiver(tx, purchase, gift);
  return { giftId: gift.id, orderId, currency };
}

function tellGiver(tx: Tx, purchase: PurchaseRow, gift: GiftRow): void {
  const giftId = formatId('gift', gift.id);
  const { kind, amount_minor: amountMinor, currency } = purchase;
  tx.emit(
    giftsClaimed.make(
      giftId,
      { giftId, kind, amountMinor, currency },
      // Told to whoever holds the log, never with the name of who took it.
      { recordId: purchase.record_id, actor: 'guest' },
    ),
  );
}

/** Whoever sent a long list looks at its page; nobody wants a thousand mails. */
const mailedMax = 20;

async function mailGiver(tx: Tx, purchase: PurchaseRow, gift: GiftRow): Promise<void> {
  if (purchase.gift_count > mailedMax) {
    return;
  }
  const profile = (await readProfiles(tx, [purchase.record_id])).get(purchase.record_id);
  if (profile?.email === undefined) {
    return;
  }
  const key = await keyOf(tx, purchase.record_id);
  const language = languageOf(purchase.language);
  const { label } = openReceiver(key, await findReceiver(tx, gift.id));
  await queueMessage(tx, {
    recordId: purchase.record_id,
    channel: 'mail',
    to: profile.email,
    language,
    template: 'gift_taken',
    words: giftWords.taken(language, { label: label ?? `No. ${gift.position}` }),
    cause: `gift_taken:${gift.id}`,
  });
}

/** The value of the gift, and what its goods cost more by now, to a code that the receiver gets. */
async function moveToCode(
  tx: Tx,
  purchase: PurchaseRow,
  gift: GiftRow,
  code: string,
  moreMinor: number,
): Promise<void> {
  const unit = giftUnit(purchase.currency);
  const bearerId = (await ensureBearers(tx, unit, [code])).get(code) ?? '';
  const purse = purseOf(gift.id, purchase.currency);
  const reference = formatId('gift', gift.id);
  const entries: LedgerEntry[] = [
    {
      kind: 'transfer',
      from: purse,
      to: { ownerKind: 'bearer', ownerId: bearerId, unit },
      amount: purchase.amount_minor + moreMinor,
      reference,
    },
  ];
  if (moreMinor > 0) {
    entries.unshift({
      kind: 'adjust_up',
      account: purse,
      amount: moreMinor,
      expiresAt: gift.expires_at,
      reference,
      reason: 'gift_price',
    });
  }
  await postAll(tx, entries);
}

/** An order of the receiver for the goods, paid by the gift; the house bears what they cost more than at the giving. */
async function claimItem(
  tx: Tx,
  purchase: PurchaseRow,
  gift: GiftRow,
  wish: GiftToClaim,
  code: string,
): Promise<string> {
  const { way } = wish;
  if (way === undefined) {
    throw giftsRefusals.way_needed();
  }
  const itemId = wish.itemId ?? purchase.item_id ?? '';
  const choices = await findChoices(tx, purchase);
  if (!choices.some((choice) => choice.itemId === itemId)) {
    throw giftsRefusals.choice_not_for();
  }
  const placeId = way.fulfilment === 'pickup' ? way.handoverPlaceId : await senderOf(tx, purchase);
  const price = (await findPrices(tx, [{ itemId, placeId }], tx.now)).get(
    priceKey(itemId, placeId),
  );
  if ((await findItems(tx, [itemId])).get(itemId)?.isActive !== true || price === undefined) {
    throw giftsRefusals.choice_not_for();
  }
  const costMinor = price.amountMinor * purchase.quantity;
  await moveToCode(tx, purchase, gift, code, Math.max(0, costMinor - purchase.amount_minor));
  const placed = await performOne(tx, placeOrder, {
    placeId,
    fulfilment: way.fulfilment,
    // The value of the gift is what the goods cost: the receiver is asked for nothing.
    isDeliveryPaid: true,
    ...(way.fulfilment === 'pickup' ? { handoverPlaceId: way.handoverPlaceId } : {}),
    channel: 'web',
    lines: [{ itemId, quantityMilli: purchase.quantity * 1000 }],
    ...(wish.recordId === undefined ? {} : { recordId: wish.recordId }),
    contact: await withNoshi(tx, purchase, way.contact),
    payment: { method: 'gift', giftCode: code },
    actor: wish.actor,
  });
  return placed.row.id;
}

/** Whoever packs it reads the のし on the order: for what, and the name that stands under it. */
async function withNoshi(tx: Tx, purchase: PurchaseRow, contact: Profile): Promise<Profile> {
  const { noshi } = openCard(await keyOf(tx, purchase.record_id), purchase.sealed);
  if (noshi === null) {
    return contact;
  }
  const told = `のし: ${noshi.occasion} ${noshi.name}`;
  const note = contact.note === undefined ? told : `${told} / ${contact.note}`;
  return { ...contact, note };
}

/** Who sends it: where it was bought, if that sends, or the first place that does. */
async function senderOf(tx: Tx, purchase: PurchaseRow): Promise<string> {
  const sends = (mask: number) => (mask & (capabilities.delivers | capabilities.ships)) !== 0;
  const [bought] = await findPlaces(tx, [purchase.place_id]);
  if (bought?.is_active === true && sends(bought.capabilities)) {
    return bought.id;
  }
  const others = await listPlaces(tx, capabilities.sells);
  const sender = others.find((place) => place.is_active && sends(place.capabilities));
  if (sender === undefined) {
    throw giftsRefusals.shop_needed();
  }
  return sender.id;
}
