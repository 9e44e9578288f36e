// Goods are taken back and others taken instead, in one go: what comes back pays for what goes out, as far as it
// reaches. The difference is paid by the means the customer chooses, or given back.
import { performOne } from '#kernel/batch';
import { newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { findPaymentsOfOrders } from '#payments';
import type { OrderToPlace, PlacedOrder } from '../checkout/order-to-place.ts';
import { placeOrder } from '../checkout/place-order.ts';
import type { Tender } from '../tender/tender.ts';
import {
  findTaken,
  planReturn,
  type ReturnTaken,
  type ReturnToTake,
  takeReturn,
  writeReturn,
} from './take-return.ts';

export type ExchangeToTake = Omit<ReturnToTake, 'exchangeMinor'> & {
  readonly instead: Pick<OrderToPlace, 'lines' | 'recordId' | 'actor'> & {
    /** What pays the difference. */
    readonly payments: readonly Tender[];
  };
};

export type ExchangeTaken = ReturnTaken & { readonly placed: PlacedOrder | undefined };

/** Refuses as `takeReturn` and `placeOrder` do; then nothing has happened. */
async function takeExchange(tx: Tx, wish: ExchangeToTake): Promise<ExchangeTaken> {
  const { instead, ...back } = wish;
  const known = await findTaken(tx, back);
  if (known !== undefined) {
    return { ...known, placed: undefined };
  }
  const plan = await planReturn(tx, back);
  const placed = await performOne(tx, placeOrder, {
    orderId: newId(),
    placeId: wish.placeId,
    fulfilment: 'carry_out',
    channel: 'pos',
    lines: instead.lines,
    ...(instead.recordId === undefined ? {} : { recordId: instead.recordId }),
    ...(wish.staffId === undefined || wish.staffId === null ? {} : { staffId: wish.staffId }),
    payment: [{ method: 'exchange', upToMinor: plan.moneyMinor }, ...instead.payments],
    actor: instead.actor,
  });
  const paid = await findPaymentsOfOrders(tx, [placed.row.id]);
  const exchangeMinor = paid.reduce(
    (sum, row) => sum + (row.method === 'exchange' ? row.amount_minor : 0),
    0,
  );
  return { ...(await writeReturn(tx, { ...back, exchangeMinor }, plan)), placed };
}

/** A return, or an exchange when something is taken instead. */
export async function takeBack(
  tx: Tx,
  wish: ReturnToTake & { readonly instead?: ExchangeToTake['instead'] },
): Promise<ExchangeTaken> {
  const { instead, ...back } = wish;
  return instead === undefined
    ? { ...(await takeReturn(tx, back)), placed: undefined }
    : takeExchange(tx, { ...back, instead });
}
