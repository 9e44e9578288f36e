// From what was scanned or chosen to a line of the basket: its price and tax are those of now, by the house's clock.
import { answerOf } from '@engawa/client';
import { api } from '../api.ts';
import { play } from '../parts/sound.ts';
import { houseNow } from './book/clock.ts';
import { addLine, type BasketLine, type Member } from './sale/basket.ts';
import { priceAt, rateAt, type TillItem } from './shelf/line.ts';
import { changeBasket } from './till-state.ts';
import type { TillHead } from './use-counter.ts';

/** The line of an item; undefined where it has no price. */
function lineOf(item: TillItem, head: TillHead): BasketLine | undefined {
  const atMs = houseNow();
  const price = priceAt(item.prices, atMs);
  return price === undefined
    ? undefined
    : {
        key: crypto.randomUUID(),
        itemId: item.id,
        code: item.code,
        name: item.name,
        nameEn: item.nameEn,
        quantityMilli: 1000,
        unitPriceMinor: price,
        pricePer: item.pricePer,
        taxRateBp: rateAt(head.taxRates, item.taxClass, atMs),
        discountMinor: 0,
        discountReason: null,
      };
}

/** Puts one more into the basket; answers false where it has no price. */
export function sellItem(item: TillItem, head: TillHead): boolean {
  const line = lineOf(item, head);
  if (line === undefined) {
    play('bad');
    return false;
  }
  changeBasket((basket) => addLine(basket, line));
  play('good');
  return true;
}

/** Whose card it is; null where there is nobody. Throws `Unreachable` without a line. */
export async function findMember(code: string): Promise<Member | null> {
  const query = { q: code, limit: 2 };
  const { customers } = await answerOf(api.GET('/api/customers', { params: { query } }));
  const [only, second] = customers;
  if (only === undefined || second !== undefined) {
    return null;
  }
  // She is here and shows her card: the look is written down.
  const params = { path: { customerId: only.id }, query: { reason: 'customer_present' as const } };
  const detail = await answerOf(api.GET('/api/customers/{customerId}', { params }));
  const [record] = detail.records;
  if (record === undefined) {
    return null;
  }
  const [points, isFirstVisit] = await Promise.all([pointsOf(record.id), isFirst(only.id)]);
  return { code, recordId: record.id, name: nameOf(record.profile), points, isFirstVisit };
}

async function pointsOf(recordId: string): Promise<number | null> {
  try {
    const params = { path: { recordId }, query: { limit: 1 } };
    const { balances } = await answerOf(api.GET('/api/ledger/records/{recordId}', { params }));
    return balances.find(({ unit }) => unit.startsWith('point'))?.available ?? 0;
  } catch {
    return null;
  }
}

async function isFirst(customerId: string): Promise<boolean> {
  const params = { path: { customerId }, query: { limit: 100 } };
  const { moments } = await answerOf(api.GET('/api/customers/{customerId}/timeline', { params }));
  return !moments.some(({ type }) => type === 'orders.placed' || type === 'orders.imported');
}

type Profile = {
  readonly fullName?: string;
  readonly familyName?: string;
  readonly givenName?: string;
};

function nameOf(profile: Profile | null): string | null {
  const parts = [profile?.familyName, profile?.givenName].filter((part) => part !== undefined);
  return profile?.fullName ?? (parts.length === 0 ? null : parts.join(' '));
}
