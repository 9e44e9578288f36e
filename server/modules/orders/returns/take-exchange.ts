// Goods are taken back and others taken instead, in one go: the money that comes back pays for what goes out, as far as
// it reaches; points and gift value go back to where they were. The difference is paid by the means the customer chooses, or given back.
import { performOne } from '#kernel/batch';
import { newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { findPaymentsOfOrders } from '#payments';
import type { OrderToPlace, PlacedOrder } from '../checkout/order-to-place.ts';
import { placeOrder } from '../checkout/place-order.ts';
import { findPolicy } from '../store/policy.ts';
import { exchangeableOf } from '../tender/give-back.ts';
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
  const { refundOrder } = await findPolicy(tx);
  const upToMinor = await exchangeableOf(tx, { ...plan, refundOrder });
  if (upToMinor === 0) {
    // All of it was paid by points or gift value: they are hers again first, and can pay for the other goods.
    const taken = await writeReturn(tx, back, plan);
    const payment = instead.payments.length === 0 ? [nothingInCash] : instead.payments;
    return { ...taken, placed: await place(tx, wish, payment) };
  }
  const placed = await place(tx, wish, [{ method: 'exchange', upToMinor }, ...instead.payments]);
  const paid = await findPaymentsOfOrders(tx, [placed.row.id]);
  const exchangeMinor = paid.reduce(
    (sum, row) => sum + (row.method === 'exchange' ? row.amount_minor : 0),
    0,
  );
  return { ...(await writeReturn(tx, { ...back, exchangeMinor }, plan)), placed };
}

const nothingInCash: Tender = { method: 'cash', amountMinor: 0 };

function place(
  tx: Tx,
  { placeId, staffId, instead }: ExchangeToTake,
  payment: readonly Tender[],
): Promise<PlacedOrder> {
  return performOne(tx, placeOrder, {
    orderId: newId(),
    placeId,
    fulfilment: 'carry_out',
    channel: 'pos',
    lines: instead.lines,
    ...(instead.recordId === undefined ? {} : { recordId: instead.recordId }),
    ...(staffId === undefined || staffId === null ? {} : { staffId }),
    payment,
    actor: instead.actor,
  });
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
