// A sale that a till tells of becomes an order with the prices, the tax and the time of when it happened. What the
// house knows otherwise (another price, no such card, an item nobody entered) is noted beside it, for people.

import { findRecordOfCard } from '#cards';
import { ensureItems, findItemsByCode, findPrices, priceKey } from '#catalog';
import { findRecordByCode, findRecords } from '#customers';
import { performOne } from '#kernel/batch';
import { Refusal } from '#kernel/errors';
import { formatId, parseId } from '#kernel/ids';
import { toMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import type { ToldOffer } from '#offers';
import { findTermsOf, type OrderToPlace, placeOrder, previewOrder, sumByMethod } from '#orders';
import { confirmAtCounter } from '#payments';
import { tillsRefusals } from '../errors.ts';
import type { Booked, Moment, NotedConflict, Telling } from './booked.ts';
import { beginValue, shortOf } from './offline-value.ts';
import type { TillEntry, ToldSale } from './schemas.ts';
import { readOffers, sumOf } from './told-offers.ts';

type Line = OrderToPlace['lines'][number];

/** Refuses only as `placeOrder` does for what is no fact: value that is not there, parts that do not sum. */
export async function bookSale(
  tx: Tx,
  telling: Telling,
  entry: TillEntry,
  moment: Moment,
): Promise<Booked> {
  if (entry.sale === undefined) {
    throw tillsRefusals.entry_incomplete({ kind: 'sale' });
  }
  const member = await memberOf(tx, entry.sale, moment);
  const lines = await linesOf(tx, entry.sale, moment);
  const itemIds = lines.lines.map(({ itemId }) => itemId);
  const given = await readOffers(tx, entry.sale);
  const { isPromise, pointValueMinor } = entry.sale;
  const terms = isPromise === true ? undefined : await findTermsOf(tx, moment.at, pointValueMinor);
  const buys = { ...moment, ...member, itemIds, terms };
  const value = await beginValue(tx, telling, given, buys);
  const { sale, offers } = value;
  const input = {
    ...toOrder(tx, sale, moment, member.recordId, withReductions(lines.lines, sale)),
    ...(offers.length === 0 ? {} : { toldOffers: offers }),
    ...(terms === undefined ? {} : { terms }),
  };
  const placed = await performOne(tx, placeOrder, input);
  await value.end();
  const { row } = placed;
  const parts = await settle(tx, row);
  const totalMinor = row.total_minor;
  // The till reckons what is due before points; of the house they may be a discount.
  const booked = totalMinor + row.points_minor;
  const differs: NotedConflict[] =
    booked === sale.totalMinor
      ? []
      : [{ kind: 'total_differs', facts: { told: sale.totalMinor, booked } }];
  return {
    orderId: row.id,
    number: row.number,
    totalMinor,
    pointsEarned: placed.pointsEarned,
    parts,
    discounts: discountsOf(sale, offers, row.points_minor),
    conflicts: [
      ...member.conflicts,
      ...given.conflicts,
      ...value.conflicts,
      ...lines.conflicts,
      ...differs,
      ...shortOf(placed.overdrawn),
    ],
  };
}

/**
 * What a sale would come to, with its coupons and its member's points, and which of her own coupons are best together;
 * nothing is written.
 */
export async function quoteSale(tx: Tx, sale: ToldSale, moment: Moment) {
  const member = await memberOf(tx, sale, moment);
  const lines = await linesOf(tx, sale, moment);
  const input = {
    ...toOrder(tx, sale, moment, member.recordId, lines.lines),
    isQuote: true,
  };
  const facts = await placeOrder.load(tx, [input]);
  const decision = placeOrder.decide(facts, input);
  if (decision instanceof Refusal) {
    throw decision;
  }
  const { totalMinor, itemsMinor, pointsMinor, pointsEarned } = decision.tender;
  const handMinor = sale.lines.reduce(
    (sum, line) => sum + (line.discountMinor ?? 0),
    sale.discountMinor ?? 0,
  );
  // What offers and coupons take off is what nobody else did.
  const couponMinor = itemsMinor - handMinor - pointsMinor - totalMinor;
  const { best, offers } = await previewOrder(tx, input);
  return {
    totalMinor,
    couponMinor,
    pointsEarned,
    offers: (offers?.outcome.applied ?? []).map(({ promotion, coupon, shares }) => ({
      promotionId:
        coupon !== null && promotion.id === coupon.id ? null : formatId('promotion', promotion.id),
      version: promotion.version,
      nameJa: promotion.nameJa,
      nameEn: promotion.nameEn,
      couponCode: offers?.codeOf.get(coupon?.id ?? '') ?? null,
      shares: [...shares],
    })),
    hints: (offers?.hints ?? []).map(({ promotion: { nameJa, nameEn }, refusal }) => ({
      nameJa,
      nameEn,
      ja: refusal.ja,
      en: refusal.en,
    })),
    best: best === undefined ? null : { codes: [...best.codes], savesMinor: best.savesMinor },
  };
}

function toOrder(
  tx: Tx,
  sale: ToldSale,
  moment: Moment,
  recordId: string | undefined,
  lines: readonly Line[],
): OrderToPlace {
  return {
    orderId: parseId('order', sale.orderId),
    placeId: moment.place.id,
    fulfilment: 'carry_out',
    channel: 'pos',
    lines,
    happenedAt: moment.at,
    isValueTaken: sale.isPromise !== true,
    ...(sale.discountMinor === undefined ? {} : { discountMinor: sale.discountMinor }),
    ...(recordId === undefined ? {} : { recordId }),
    ...(sale.couponCodes === undefined ? {} : { couponCodes: sale.couponCodes }),
    ...(sale.buyer === undefined ? {} : { buyer: sale.buyer }),
    ...(moment.staffId === null ? {} : { staffId: moment.staffId }),
    // The clerk has seen the terminal or the code agree; the house asks no provider.
    payment: sale.payments.map((part) =>
      part.method === 'card' || part.method === 'jpqr' ? { ...part, provider: 'counter' } : part,
    ),
    actor: tx.actor,
  };
}

/**
 * Whose the sale is. Of whoever had stopped every use by then, it is nobody's: the till did not know. Only where her
 * points were spent it stays hers, since that has happened.
 */
async function memberOf(
  tx: Tx,
  { recordId, memberCode, payments }: ToldSale,
  { at }: Moment,
): Promise<{ readonly recordId?: string; readonly conflicts: readonly NotedConflict[] }> {
  if (recordId === undefined && memberCode === undefined) {
    return { conflicts: [] };
  }
  const id = recordId === undefined ? undefined : parseId('record', recordId);
  const known = id === undefined ? undefined : (await findRecords(tx, [id])).get(id);
  const code = memberCode ?? '';
  const found =
    known?.isErased === false
      ? known.recordId
      : // A card that a till without a line checked by itself, or what another system calls her.
        ((await findRecordOfCard(tx, code)) ?? (await findRecordByCode(tx, code)));
  const stoppedAt =
    found === undefined ? null : ((await findRecords(tx, [found])).get(found)?.stoppedAt ?? null);
  const isHers =
    stoppedAt === null ||
    Temporal.Instant.compare(at, stoppedAt) < 0 ||
    payments.some(({ method }) => method === 'points');
  return found === undefined || !isHers
    ? { conflicts: [{ kind: 'member_unknown', facts: {} }] }
    : { recordId: found, conflicts: [] };
}

async function linesOf(
  tx: Tx,
  sale: ToldSale,
  { place, at }: Moment,
): Promise<{ readonly lines: readonly Line[]; readonly conflicts: readonly NotedConflict[] }> {
  const ids = await itemIdsOf(tx, sale, place.id);
  const pairs = ids.known.map((itemId) => ({ itemId, placeId: place.id }));
  const prices = await findPrices(tx, pairs, at);
  const conflicts: NotedConflict[] = ids.made.map((code) => ({
    kind: 'item_unknown',
    facts: { code },
  }));
  const lines = sale.lines.map((line, index) => {
    const itemId = ids.ofLines[index] ?? '';
    const price = prices.get(priceKey(itemId, place.id));
    if (price !== undefined && price.amountMinor !== line.unitPriceMinor) {
      const facts = { line: index + 1, told: line.unitPriceMinor, known: price.amountMinor };
      conflicts.push({ kind: 'price_differs', facts });
    }
    return {
      itemId,
      quantityMilli: toMilli(line.quantity),
      told: {
        name: line.name,
        unitPriceMinor: line.unitPriceMinor,
        pricePer: line.pricePer ?? 1,
        taxRateBp: line.taxRateBp,
        discountMinor: line.discountMinor ?? 0,
      },
    };
  });
  return { lines, conflicts };
}

/** What was sold under a code that the till did not know may be known here; else it comes into being. */
async function itemIdsOf(tx: Tx, { lines }: ToldSale, placeId: string) {
  const codes = lines.flatMap(({ itemId, code, name }) =>
    itemId === undefined ? [code ?? name] : [],
  );
  const found = codes.length === 0 ? new Map() : await findItemsByCode(tx, codes, placeId);
  const unknown = lines.filter(
    ({ itemId, code, name }) => itemId === undefined && !found.has(code ?? name),
  );
  const made =
    unknown.length === 0
      ? new Map<string, string>()
      : await ensureItems(
          tx,
          { source: 'till' },
          unknown.map(({ code, name }) => ({ code: code ?? name, name })),
        );
  const ofLines = lines.map(({ itemId, code, name }) =>
    itemId === undefined
      ? ((found.get(code ?? name)?.id as string | undefined) ?? made.get(code ?? name) ?? '')
      : parseId('item', itemId),
  );
  return { ofLines, known: [...new Set(ofLines)], made: [...made.keys()] };
}

/** What the clerk saw at the counter is money taken; answers the sums by means. */
async function settle(
  tx: Tx,
  order: { readonly id: string; readonly points_minor: number },
): Promise<Record<string, number>> {
  const paid = await confirmAtCounter(tx, order.id);
  return sumByMethod(
    paid.map(({ method, amount_minor: amountMinor }) => ({ method, amountMinor })),
    order,
  );
}

/** What was told of a line may have become more: reductions of coupons that are lost. */
function withReductions(lines: readonly Line[], sale: ToldSale): readonly Line[] {
  return lines.map((line, at) =>
    line.told === undefined
      ? line
      : { ...line, told: { ...line.told, discountMinor: sale.lines[at]?.discountMinor ?? 0 } },
  );
}

function discountsOf(
  { lines, discountMinor = 0, discountReason }: ToldSale,
  offers: readonly ToldOffer[],
  pointsMinor: number,
) {
  const sums: Record<string, number> = {};
  const add = (reason: string | undefined, amountMinor: number) => {
    if (amountMinor > 0) {
      const name = reason ?? 'other';
      sums[name] = (sums[name] ?? 0) + amountMinor;
    }
  };
  for (const line of lines) {
    add(line.discountReason, line.discountMinor ?? 0);
  }
  add(discountReason, discountMinor);
  for (const { couponCode, shares } of offers) {
    add(couponCode === null ? 'promotion' : 'coupon', sumOf(shares));
  }
  add('points', pointsMinor);
  return sums;
}
