// Accounts of wholesale customers over HTTP: opened by the owner, read by staff.
import { Type } from 'typebox';
import { findRecords } from '#customers';
import { type App, read, write } from '#kernel/http';
import { formatId, formatOptionalId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import type { Tx } from '#kernel/transaction';
import { availableOf } from '#ledger';
import { ordersRefusals } from '../errors.ts';
import { creditOf } from './credit.ts';
import { AccountDetail, AccountShape, NewAccount } from './schemas.ts';
import { setAccount } from './set-account.ts';
import { type Account, findAccounts, findBuyers, listAccounts } from './store.ts';

const tags = ['orders'];
const params = Type.Object({ partyId: Id('party') });

/** Routes under /api/orders/accounts. */
export function accountRoutes(app: App, { db, config }: House): void {
  app.get(
    '/api/orders/accounts',
    {
      config: { access: 'orders.read' },
      schema: {
        operationId: 'listAccounts',
        tags,
        summary: 'Companies that buy on account',
        response: { 200: Type.Object({ accounts: Type.Array(AccountShape) }), ...problems },
      },
    },
    async (request) => ({ accounts: (await read(db, request, listAccounts)).map(shape) }),
  );

  app.get(
    '/api/orders/accounts/:partyId',
    {
      config: { access: 'orders.read' },
      schema: {
        operationId: 'getAccount',
        tags,
        summary: 'One account with what is left of its credit',
        params,
        response: { 200: AccountDetail, ...problems },
      },
    },
    (request) => read(db, request, (tx) => detail(tx, parseId('party', request.params.partyId))),
  );

  app.put(
    '/api/orders/accounts/:partyId',
    {
      config: { access: 'house.write' },
      schema: {
        operationId: 'setAccount',
        tags,
        summary: 'Open an account for a company, or change it whole',
        params,
        headers: IdempotencyHeaders,
        body: NewAccount,
        response: { 200: AccountDetail, ...problems },
      },
    },
    (request) => {
      const partyId = parseId('party', request.params.partyId);
      const buyers = (request.body.buyers ?? []).map((id) => parseId('record', id));
      return write(db, request, async (tx) => {
        await setAccount(tx, toAccount(partyId, request.body, config.currency), buyers);
        return detail(tx, partyId);
      });
    },
  );
}

function toAccount(partyId: string, body: NewAccount, currency: string): Account {
  const { priceListId, closingDay, dueMonths, dueDay, creditLimitMinor } = body;
  return {
    partyId,
    priceListId: priceListId === undefined ? null : parseId('priceList', priceListId),
    currency: body.currency ?? currency,
    creditLimitMinor,
    closingDay,
    dueMonths,
    dueDay,
    isActive: body.isActive ?? true,
  };
}

async function detail(tx: Tx, partyId: string) {
  const account = (await findAccounts(tx, [partyId])).get(partyId);
  if (account === undefined) {
    throw ordersRefusals.account_unknown();
  }
  const buyers = await findBuyers(tx, partyId);
  const records = await findRecords(tx, buyers);
  return {
    ...shape(account),
    creditLeftMinor: await availableOf(tx, creditOf(account)),
    buyers: buyers.map((id) => formatId('record', id)),
    buyerCustomers: [...records.values()].map(({ recordId, customerId }) => ({
      recordId: formatId('record', recordId),
      customerId: formatId('customer', customerId),
    })),
  };
}

function shape({ partyId, priceListId, ...rest }: Account): AccountShape {
  return {
    ...rest,
    partyId: formatId('party', partyId),
    priceListId: formatOptionalId('priceList', priceListId),
  };
}
