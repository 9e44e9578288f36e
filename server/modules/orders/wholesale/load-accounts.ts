// What orders on account need to know: the account and its prices. Other orders ask nothing of the database.
import { findListedItems, findPriceList, findPrices, type ItemPrice } from '#catalog';
import type { Refusal } from '#kernel/errors';
import type { Tx } from '#kernel/transaction';
import type { OrderToPlace } from '../checkout/order-to-place.ts';
import { ordersRefusals } from '../errors.ts';
import { tendersOf } from '../tender/tender.ts';
import { type Account, findAccounts } from './store.ts';

export type AccountFacts = {
  /** Undefined: the party has none. */
  readonly account: Account | undefined;
  readonly isTaxIncluded: boolean;
  /** By `priceKey`: of its list, and general ones where the list has none and both are with tax. */
  readonly prices: ReadonlyMap<string, ItemPrice>;
};

/** By order; orders of nobody's account are left out. */
export async function loadAccounts(
  tx: Tx,
  inputs: readonly OrderToPlace[],
): Promise<ReadonlyMap<OrderToPlace, AccountFacts>> {
  const partyIds = inputs.flatMap(({ partyId }) => partyId ?? []);
  if (partyIds.length === 0) {
    return new Map();
  }
  const accounts = await findAccounts(tx, [...new Set(partyIds)]);
  const facts = new Map<OrderToPlace, AccountFacts>();
  for (const input of inputs) {
    if (input.partyId !== undefined) {
      facts.set(input, await pricesFor(tx, input, accounts.get(input.partyId)));
    }
  }
  return facts;
}

async function pricesFor(
  tx: Tx,
  { lines, placeId }: OrderToPlace,
  account: Account | undefined,
): Promise<AccountFacts> {
  const { priceListId = null } = account ?? {};
  const itemIds = [...new Set(lines.map(({ itemId }) => itemId))];
  const asked = itemIds.map((itemId) => ({ itemId, placeId, priceListId }));
  const list = priceListId === null ? undefined : await findPriceList(tx, priceListId);
  const prices = await findPrices(tx, asked, tx.now);
  if (list === undefined || list.isTaxIncluded) {
    return { account, isTaxIncluded: true, prices };
  }
  const listed = await findListedItems(tx, list.id, { itemIds, placeId }, tx.now);
  const isListed = (key: string) => listed.has(key.split(' ')[0] ?? '');
  const own = [...prices].filter(([key]) => isListed(key));
  return { account, isTaxIncluded: false, prices: new Map(own) };
}

/** Whether it may be bought on account, and an account is needed for how it is paid; undefined when all is well. */
export function accountRefusal(
  { payment }: Pick<OrderToPlace, 'payment'>,
  facts: AccountFacts | undefined,
): Refusal | undefined {
  const methods = tendersOf(payment).map(({ method }) => method);
  if (facts === undefined) {
    return methods.includes('invoice') ? ordersRefusals.account_needed() : undefined;
  }
  if (facts.account === undefined) {
    return ordersRefusals.account_unknown();
  }
  if (!facts.account.isActive) {
    return ordersRefusals.account_ended();
  }
  return methods.length === 1 && methods[0] === 'invoice'
    ? undefined
    : ordersRefusals.account_pays_whole();
}
