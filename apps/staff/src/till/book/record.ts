// Writing down what is done at the till: into the book first, then told. In practice nothing is written.
import { newId } from '../ids.ts';
import { type Basket, type Reckoned, reckon } from '../sale/basket.ts';
import type { BasketOffer } from '../sale/offers.ts';
import type { Part } from '../sale/tender.ts';
import { stamp } from './clock.ts';
import { type AllowanceUse, type EntryToTell, findEntryOfOrder, keepEntry } from './entries.ts';
import { tellWritten } from './sync.ts';

/** At which till, for which drawer, by whom. */
export type Counter = {
  readonly placeId: string;
  readonly drawerId: string;
  readonly till: string;
  readonly staffId: string | null;
  readonly clerk: string | null;
  readonly isPractice: boolean;
};

type More = {
  readonly orderId?: string;
  readonly parts?: Readonly<Record<string, number>>;
  readonly totalMinor: number;
  readonly use?: AllowanceUse | undefined;
  /** The order id of a sale that goes with it. */
  readonly takesBack?: string;
};

/** Writes an entry; resolves when it is on the disk. Answers its id. */
export async function record(
  counter: Counter,
  told: Omit<EntryToTell, 'id' | 'drawerId' | 'staffId'>,
  { orderId, parts = {}, totalMinor, use, takesBack }: More,
): Promise<string> {
  const id = newId('tillEntry');
  if (counter.isPractice) {
    return id;
  }
  const { placeId, drawerId, till, staffId, clerk } = counter;
  const entry = {
    ...stamp(),
    id,
    drawerId,
    placeId,
    till,
    kind: told.kind,
    orderId: orderId ?? null,
    parts,
    totalMinor,
    clerk,
    told: { ...told, id, drawerId, ...(staffId === null ? {} : { staffId }) },
    ...(use === undefined ? {} : { use }),
    ...(takesBack === undefined ? {} : { takesBack }),
    state: 'waiting' as const,
    answer: null,
  };
  await keepEntry(entry, use);
  await tellWritten();
  return id;
}

export type Sold = {
  readonly entryId: string;
  readonly orderId: string;
  readonly basket: Basket;
  readonly parts: readonly Part[];
  readonly reckoned: Reckoned;
  readonly use: AllowanceUse | undefined;
};

export type HowSold = {
  readonly orderId: string;
  /** Nothing is handed over before the house has said yes. */
  readonly isPromise: boolean;
  /** What a point is worth by what this till knows. */
  readonly pointValueMinor: number;
  /** By which this till takes her value. */
  readonly allowance?: (AllowanceUse & { readonly token: string }) | undefined;
};

/** A sale; a promise where it needs what only the house knows (points, gift value, coupons). */
export async function recordSale(
  counter: Counter,
  basket: Basket,
  parts: readonly Part[],
  { orderId, isPromise, allowance, pointValueMinor }: HowSold,
): Promise<Sold> {
  const reckoned = reckon(basket);
  const { member, discountMinor, discountReason, couponCodes, offers, buyer } = basket;
  const sale = {
    orderId,
    lines: basket.lines.map((line) => ({
      ...(line.itemId === null ? {} : { itemId: line.itemId }),
      ...(line.itemId === null && line.code !== '' ? { code: line.code } : {}),
      name: line.name,
      quantity: line.quantityMilli / 1000,
      unitPriceMinor: line.unitPriceMinor,
      pricePer: line.pricePer,
      taxRateBp: line.taxRateBp,
      ...(line.discountMinor === 0 ? {} : { discountMinor: line.discountMinor }),
      ...(line.discountReason === null ? {} : { discountReason: line.discountReason }),
    })),
    ...(discountMinor === 0 ? {} : { discountMinor }),
    ...(discountReason === null ? {} : { discountReason }),
    ...(member === null ? {} : memberOf(member)),
    ...(couponCodes.length === 0 ? {} : { couponCodes: [...couponCodes] }),
    ...(offers.length === 0 ? {} : { offers: offers.map(tellOffer) }),
    ...(buyer === null ? {} : { buyer }),
    ...(parts.some(({ method }) => method === 'points') ? { pointValueMinor } : {}),
    payments: [...parts],
    totalMinor: reckoned.totalMinor,
    ...(allowance === undefined ? {} : { allowance: allowance.token }),
    ...(isPromise ? { isPromise: true } : {}),
  };
  const use =
    allowance === undefined
      ? undefined
      : { id: allowance.id, points: allowance.points, codes: allowance.codes };
  const entryId = await record(
    counter,
    { kind: 'sale', sale },
    { orderId, totalMinor: reckoned.totalMinor, parts: partsOf(parts), use },
  );
  return { entryId, orderId, basket, parts, reckoned, use };
}

/** What was written down of a basket before the page was closed; undefined where nothing came of it. */
export async function findSold(
  basket: Basket,
): Promise<{ readonly sold: Sold; readonly isAsked: boolean } | undefined> {
  const { orderId } = basket;
  const entry = orderId === null ? undefined : await findEntryOfOrder(orderId);
  if (orderId === null || entry === undefined || entry.state === 'withdrawn') {
    return undefined;
  }
  const { sale } = entry.told;
  const parts = (sale?.payments ?? []) as readonly Part[];
  const sold = {
    entryId: entry.id,
    orderId,
    basket,
    parts,
    reckoned: reckon(basket),
    use: entry.use,
  };
  // What the house has not promised yet was not handed over.
  return { sold, isAsked: sale?.isPromise === true && entry.state !== 'booked' };
}

function tellOffer({ promotionId, version, couponCode, shares }: BasketOffer) {
  return {
    ...(promotionId === null ? {} : { promotionId, version }),
    ...(couponCode === null ? {} : { couponCode }),
    shares: [...shares],
  };
}

function memberOf({ recordId, code }: { readonly recordId: string | null; readonly code: string }) {
  return { memberCode: code, ...(recordId === null ? {} : { recordId }) };
}

function partsOf(parts: readonly Part[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { method, amountMinor } of parts) {
    sums[method] = (sums[method] ?? 0) + amountMinor;
  }
  return sums;
}
