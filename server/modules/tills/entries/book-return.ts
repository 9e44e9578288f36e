// What came back at a till: of a sale of any channel, or without a receipt.

import { ensureItems, findItemsByCode } from '#catalog';
import { parseId } from '#kernel/ids';
import { toMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { takeBackUnreceipted, takeReturn } from '#orders';
import { tillsRefusals } from '../errors.ts';
import { type Booked, type Moment, type NotedConflict, nothingBooked } from './booked.ts';
import { refundSums } from './refund-sums.ts';
import type { TillEntry, ToldReturn } from './schemas.ts';

/** Refuses as `takeReturn` does: of a piece that came back twice, one is parked. */
export async function bookReturn(tx: Tx, entry: TillEntry, moment: Moment): Promise<Booked> {
  const back = entry.return;
  if (back === undefined) {
    throw tillsRefusals.entry_incomplete({ kind: 'return' });
  }
  const common = {
    returnId: parseId('order', back.orderId),
    placeId: moment.place.id,
    reason: back.reason,
    staffId: moment.staffId,
    happenedAt: moment.at,
  };
  if (back.ofOrderId === undefined) {
    const lines = await toldLines(tx, back, moment.place.id);
    const row = await takeBackUnreceipted(tx, { ...common, lines });
    return told(back, row, { cash: row.total_minor });
  }
  const taken = await takeReturn(tx, {
    ...common,
    orderId: parseId('order', back.ofOrderId),
    lines:
      back.ofLines?.map(({ line, quantity, disposition }) => ({
        line,
        quantityMilli: toMilli(quantity),
        disposition: disposition,
      })) ?? 'all',
    isPaidOutInCash: back.refundAs === 'cash',
  });
  return told(back, taken.row, refundSums(taken));
}

function told(
  back: ToldReturn,
  row: { readonly id: string; readonly number: string; readonly total_minor: number },
  parts: Readonly<Record<string, number>>,
): Booked {
  const conflicts: NotedConflict[] =
    row.total_minor === back.totalMinor
      ? []
      : [{ kind: 'total_differs', facts: { told: back.totalMinor, booked: row.total_minor } }];
  return {
    ...nothingBooked,
    orderId: row.id,
    number: row.number,
    totalMinor: row.total_minor,
    parts,
    conflicts,
  };
}

async function toldLines(tx: Tx, { lines = [] }: ToldReturn, placeId: string) {
  const codes = lines.flatMap(({ itemId, code, name }) =>
    itemId === undefined ? [code ?? name] : [],
  );
  const found = codes.length === 0 ? new Map() : await findItemsByCode(tx, codes, placeId);
  const unknown = codes.filter((code) => !found.has(code));
  const made =
    unknown.length === 0
      ? new Map<string, string>()
      : await ensureItems(
          tx,
          { source: 'till' },
          unknown.map((code) => ({ code })),
        );
  return lines.map((line) => {
    const code = line.code ?? line.name;
    return {
      itemId:
        line.itemId === undefined
          ? ((found.get(code)?.id as string | undefined) ?? made.get(code) ?? '')
          : parseId('item', line.itemId),
      quantityMilli: toMilli(line.quantity),
      disposition: line.disposition,
      told: {
        name: line.name,
        unitPriceMinor: line.unitPriceMinor,
        pricePer: line.pricePer ?? 1,
        taxRateBp: line.taxRateBp,
        discountMinor: 0,
      },
    };
  });
}
