// A company's account, as the owner sets it. The limit is value that the ledger gives; raising or lowering it posts the
// difference, so what is owed stays what it is. Lowered below what is owed, nothing can be bought until that is paid.
import { findPriceList } from '#catalog';
import { findRecords } from '#customers';
import { performOne } from '#kernel/batch';
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { availableOf, post } from '#ledger';
import { ordersRefusals } from '../errors.ts';
import { ordersAccountChanged } from '../events.ts';
import { creditOf } from './credit.ts';
import { type Account, lockAccount, saveAccount } from './store.ts';

/**
 * Writes it whole. Refuses with orders.party_unknown, orders.price_list_unknown, orders.customer_unknown,
 * orders.account_owes a change of currency while something is owed.
 */
export async function setAccount(
  tx: Tx,
  account: Account,
  buyerIds: readonly string[],
): Promise<Account> {
  const { partyId, priceListId } = account;
  if (priceListId !== null && (await findPriceList(tx, priceListId)) === undefined) {
    throw ordersRefusals.price_list_unknown();
  }
  if ((await findRecords(tx, buyerIds)).size < new Set(buyerIds).size) {
    throw ordersRefusals.customer_unknown();
  }
  const before = await lockAccount(tx, partyId);
  await saveAccount(tx, account, buyerIds);
  if (before !== undefined && before.currency !== account.currency) {
    if ((await availableOf(tx, creditOf(before))) !== before.creditLimitMinor) {
      throw ordersRefusals.account_owes();
    }
    await raise(tx, before, -before.creditLimitMinor);
  }
  const known = before?.currency === account.currency ? before.creditLimitMinor : 0;
  await raise(tx, account, account.creditLimitMinor - known);
  const told = formatId('party', partyId);
  const { creditLimitMinor, currency, isActive } = account;
  tx.emit(ordersAccountChanged.make(told, { partyId: told, creditLimitMinor, currency, isActive }));
  return account;
}

async function raise(tx: Tx, account: Account, amount: number): Promise<void> {
  const journal = {
    account: creditOf(account),
    reference: formatId('party', account.partyId),
    reason: 'credit_limit',
  };
  if (amount > 0) {
    await performOne(tx, post, { ...journal, kind: 'adjust_up', amount, expiresAt: null });
  } else if (amount < 0) {
    const down = { ...journal, kind: 'adjust_down', amount: -amount, policy: 'reversal' } as const;
    await performOne(tx, post, down);
  }
}
