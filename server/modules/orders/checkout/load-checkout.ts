// What checkouts need to know, in one round trip when this process remembers the goods: the revision by which it may
// go on remembering, the locks of the stock and of the accounts (always in this order), the keys of the records.
import { findCustomersOfRecords } from '#customers';
import type { Tx } from '#kernel/transaction';
import { loadRecordKeys } from '#privacy';
import { loadStock, type StockFacts, type StockKey } from '#stock';
import { loadFees } from '../delivery/load-fees.ts';
import { loadPreorders } from '../preorders/load-preorders.ts';
import { loadPromises } from '../promise/load-desks.ts';
import { loadPromotions, needsPromotionLocks } from '../promotions/load-promotions.ts';
import { keysOfRoutes, loadRoutes, needsRoute } from '../routing/load-routes.ts';
import { findKnownIds, takeNumbers } from '../store/orders.ts';
import { loadTender } from '../tender/decide-tender.ts';
import { tendersOf } from '../tender/tender.ts';
import { creditOf } from '../wholesale/credit.ts';
import { loadAccounts } from '../wholesale/load-accounts.ts';
import { type Goods, guessGoods, loadGoods, type WantedGoods } from './known-goods.ts';
import { type CheckoutFacts, type OrderToPlace, stockPlaceOf } from './order-to-place.ts';

const holdFor = { hours: 24 * 7 } as const;

export async function loadCheckout(
  tx: Tx,
  inputs: readonly OrderToPlace[],
): Promise<CheckoutFacts> {
  const payers = inputs.map((each) => ({ ...each, tenders: tendersOf(each.payment) }));
  const members = unique(inputs.flatMap(({ recordId }) => recordId ?? []));
  const sealing = unique(
    inputs.flatMap((each) => (each.contact === undefined ? [] : (each.recordId ?? []))),
  );
  // Rows are locked by what is remembered, before it is known to be true still; what is missing comes after.
  // Where something is not remembered, nothing is: accounts would be locked before stock, and cross with others.
  const wanted = wantedOf(inputs);
  const guess = guessOf(tx, inputs, wanted);
  const [goods, guessedStock, guessedTender, keys, customers, numbers, known] = await Promise.all([
    loadGoods(tx, wanted),
    guess === undefined ? undefined : loadStock(tx, stockedKeys(inputs, guess)),
    guess?.policy === undefined ? undefined : loadTender(tx, payers, guess.policy),
    loadRecordKeys(tx, sealing),
    members.length === 0 ? new Map<string, string>() : findCustomersOfRecords(tx, members),
    takeNumbers(tx, inputs.filter(({ isQuote }) => isQuote !== true).length),
    findKnownIds(
      tx,
      inputs.flatMap(({ orderId, isQuote }) => (isQuote === true ? [] : (orderId ?? []))),
    ),
  ]);
  const accounts = await loadAccounts(tx, inputs);
  const routes = await loadRoutes(tx, inputs, goods.places);
  const shelves = [...stockedKeys(inputs, goods), ...keysOfRoutes(routes.values())];
  const stock = await completeStock(tx, shelves, guessedStock);
  const fees = await loadFees(inputs, goods);
  const promotions = await loadPromotions(tx, inputs, goods, customers, { fees });
  if (goods.policy === undefined) {
    throw new Error('the house has no policy of sales');
  }
  const tender =
    guessedTender?.policy === goods.policy
      ? guessedTender
      : await loadTender(tx, onAccount(payers, inputs, accounts), goods.policy);
  return {
    now: tx.now,
    numbers,
    known: new Set(known),
    holdUntil: tx.now.add(holdFor),
    businessDays: new Map(),
    places: goods.places,
    items: goods.items,
    prices: goods.prices,
    stock,
    tender,
    promotions,
    fees,
    accounts,
    routes,
    preorders: await loadPreorders(tx, inputs, goods.places),
    promises: await loadPromises(tx, inputs, goods.desks),
    keys,
    customers,
  };
}

type Payers = Parameters<typeof loadTender>[1];

/** Payers with the account of the ledger that their company's credit is. */
function onAccount(
  payers: Payers,
  inputs: readonly OrderToPlace[],
  accounts: CheckoutFacts['accounts'],
): Payers {
  return accounts.size === 0
    ? payers
    : payers.map((payer, index) => {
        const account = accounts.get(inputs[index] as OrderToPlace)?.account;
        return account === undefined ? payer : { ...payer, credit: creditOf(account) };
      });
}

/** What another place may have to send, and whose account it is, is found before anything is locked. */
function guessOf(tx: Tx, inputs: readonly OrderToPlace[], wanted: WantedGoods): Goods | undefined {
  const guess = guessGoods(tx, wanted);
  return needsPromotionLocks(inputs, guess?.offers) ||
    inputs.some(
      (each) => each.partyId !== undefined || needsRoute(each, guess?.places.get(each.placeId)),
    )
    ? undefined
    : guess;
}

async function completeStock(
  tx: Tx,
  keys: readonly StockKey[],
  guessed: StockFacts | undefined,
): Promise<StockFacts> {
  if (guessed === undefined) {
    return loadStock(tx, keys);
  }
  const known = new Set(
    [...guessed.balances.values()].map(({ placeId, itemId }) => `${placeId} ${itemId}`),
  );
  const missing = keys.filter(({ placeId, itemId }) => !known.has(`${placeId} ${itemId}`));
  if (missing.length === 0) {
    return guessed;
  }
  const more = await loadStock(tx, missing);
  return { ...guessed, balances: new Map([...guessed.balances, ...more.balances]) };
}

function wantedOf(inputs: readonly OrderToPlace[]): WantedGoods {
  const placeIds = unique(
    inputs.flatMap((each) => [each.placeId, each.handoverPlaceId ?? each.placeId]),
  );
  const pairs = new Map(
    inputs.flatMap(({ placeId, lines }) =>
      lines.map(({ itemId }) => [`${itemId} ${placeId}`, { itemId, placeId }] as const),
    ),
  );
  const itemIds = unique([...pairs.values()].map(({ itemId }) => itemId));
  return { placeIds, itemIds, pairs: [...pairs.values()] };
}

/** Only what exists can have a balance; what is sent by another place, or made for a day, has none here. */
function stockedKeys(inputs: readonly OrderToPlace[], goods: Goods): StockKey[] {
  return inputs
    .filter((each) => !needsRoute(each, goods.places.get(each.placeId)))
    .flatMap((each) =>
      each.lines.flatMap(({ itemId, day }) =>
        day === undefined ? [{ itemId, placeId: stockPlaceOf(each) }] : [],
      ),
    )
    .filter((key) => goods.places.has(key.placeId) && goods.items.get(key.itemId)?.isStocked);
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
