// The SQL of accounts of wholesale customers.
import { statement } from '#kernel/db';
import { violatedConstraint } from '#kernel/db-driver';
import type { Tx } from '#kernel/transaction';
import { ordersRefusals } from '../errors.ts';
import type { ClosingTerms } from './closing.ts';

export type Account = ClosingTerms & {
  /** uuid */
  readonly partyId: string;
  /** uuid; null: the general prices. */
  readonly priceListId: string | null;
  readonly currency: string;
  readonly creditLimitMinor: number;
  readonly isActive: boolean;
};

type AccountRow = {
  party_id: string;
  price_list_id: string | null;
  currency: string;
  credit_limit_minor: number;
  closing_day: number;
  due_months: number;
  due_day: number;
  is_active: boolean;
};

const columns = `party_id, price_list_id, currency, credit_limit_minor, closing_day, due_months, due_day,
  is_active`;
const find = statement<AccountRow>(
  `SELECT ${columns} FROM orders.account WHERE party_id = ANY ($1::uuid[])`,
);
const lock = statement<AccountRow>(
  `SELECT ${columns} FROM orders.account WHERE party_id = $1 FOR UPDATE`,
);
const list = statement<AccountRow>(
  `SELECT ${columns} FROM orders.account ORDER BY party_id LIMIT 5000`,
);
const save = statement<object>(`
  INSERT INTO orders.account (${columns}, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
  ON CONFLICT (party_id) DO UPDATE SET price_list_id = excluded.price_list_id, currency = excluded.currency,
    credit_limit_minor = excluded.credit_limit_minor, closing_day = excluded.closing_day,
    due_months = excluded.due_months, due_day = excluded.due_day, is_active = excluded.is_active,
    updated_at = excluded.updated_at`);
const clearBuyers = statement<object>('DELETE FROM orders.account_buyer WHERE party_id = $1');
const saveBuyers = statement<object>(`
  INSERT INTO orders.account_buyer (party_id, record_id)
  SELECT DISTINCT $1::uuid, b.record_id FROM unnest($2::uuid[]) AS b(record_id)`);
const buyers = statement<{ record_id: string }>(
  'SELECT record_id FROM orders.account_buyer WHERE party_id = $1 ORDER BY record_id LIMIT 500',
);
const nameParty = statement<object>(`
  UPDATE orders.order o SET party_id = p.party_id
  FROM unnest($1::uuid[], $2::uuid[]) AS p(order_id, party_id) WHERE o.id = p.order_id`);
const insertOrders = statement<object>(`
  INSERT INTO orders.account_order (order_id, party_id)
  SELECT * FROM unnest($1::uuid[], $2::uuid[]) AS p(order_id, party_id)`);

export async function findAccounts(
  tx: Tx,
  partyIds: readonly string[],
): Promise<Map<string, Account>> {
  const rows = await tx.all(find, [partyIds]);
  return new Map(rows.map((row) => [row.party_id, toAccount(row)]));
}

export async function lockAccount(tx: Tx, partyId: string): Promise<Account | undefined> {
  const row = await tx.maybe(lock, [partyId]);
  return row === undefined ? undefined : toAccount(row);
}

export async function listAccounts(tx: Tx): Promise<Account[]> {
  return (await tx.all(list, [])).map(toAccount);
}

/** Refuses with orders.party_unknown. */
export async function saveAccount(
  tx: Tx,
  account: Account,
  buyerIds: readonly string[],
): Promise<void> {
  const { partyId, priceListId, currency, creditLimitMinor, isActive } = account;
  const terms = [account.closingDay, account.dueMonths, account.dueDay];
  try {
    const values = [partyId, priceListId, currency, creditLimitMinor, ...terms, isActive, tx.now];
    await tx.run(save, values);
  } catch (error) {
    throw violatedConstraint(error) === 'account_party_id_fkey'
      ? ordersRefusals.party_unknown()
      : error;
  }
  await tx.run(clearBuyers, [partyId]);
  await tx.run(saveBuyers, [partyId, buyerIds]);
}

/** Records (uuid) of the customers who buy for it. */
export async function findBuyers(tx: Tx, partyId: string): Promise<string[]> {
  return (await tx.all(buyers, [partyId])).map((row) => row.record_id);
}

/** After the orders were written. */
export async function insertAccountOrders(
  tx: Tx,
  orders: readonly { readonly orderId: string; readonly partyId: string }[],
): Promise<void> {
  const values = [orders.map((each) => each.orderId), orders.map((each) => each.partyId)];
  await Promise.all([tx.run(nameParty, values), tx.run(insertOrders, values)]);
}

function toAccount(row: AccountRow): Account {
  return {
    partyId: row.party_id,
    priceListId: row.price_list_id,
    currency: row.currency,
    creditLimitMinor: row.credit_limit_minor,
    closingDay: row.closing_day,
    dueMonths: row.due_months,
    dueDay: row.due_day,
    isActive: row.is_active,
  };
}
