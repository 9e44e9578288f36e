// History comes in: order lines of another system become orders, grouped by the number they have there. It
// moves no stock, earns no points and sends nothing. Lines of one order may come in several calls; the order
// then grows and its totals with it.

import { taxIncludedIn } from '@engawa/totals';
import { ensureItems } from '#catalog';
import { ensureRecords, type Profile } from '#customers';
import { dayOf } from '#kernel/clock';
import { newId } from '#kernel/ids';
import { multiplyDecimal } from '#kernel/money';
import { milliText } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { findPlaces, type PlaceRow } from '#places';
import { ordersImported } from './events.ts';
import { growOrders, lockImportedOrders, upsertTaxes } from './store/imported.ts';
import { insertLines, insertOrders, type LineToInsert, type OrderRow } from './store/orders.ts';
import { tellOrder } from './tell-order.ts';

export type LineToImport = {
  readonly placeId: string;
  readonly orderNumber: string;
  readonly itemCode: string;
  readonly itemName: string;
  readonly quantityMilli: number;
  /** Decimal text, tax included, per unit. */
  readonly unitPrice: string;
  readonly currency: string;
  /** 1000 is 10%; 0 where the source does not tell. */
  readonly taxRateBp: number;
  readonly orderedAt: Temporal.Instant;
  readonly isCancellation: boolean;
  readonly customerKey?: string;
  readonly customer?: Profile;
};

export type ImportedLines = {
  /** The order of each line. */
  readonly orderIds: readonly string[];
  readonly recordIds: readonly string[];
  readonly netMinor: number;
};

type Group = {
  readonly first: LineToImport;
  readonly lines: LineToImport[];
};

/** Takes lines of one source, in the order of the file. */
export async function importLines(
  tx: Tx,
  source: string,
  lines: readonly LineToImport[],
): Promise<ImportedLines> {
  const groups = groupByNumber(lines);
  const places = await placesOf(tx, lines);
  const items = await ensureItems(tx, { source }, distinctItems(lines));
  const records = await recordsOf(tx, source, lines);
  const known = new Map(
    (await lockImportedOrders(tx, source, [...groups.keys()])).map((row) => [
      row.source_key ?? '',
      row,
    ]),
  );
  const fresh = [...groups].filter(([number]) => !known.has(number));
  const made = await insertOrders(
    tx,
    fresh.map(([number, group]) => toOrder(source, number, group, places, records)),
  );
  for (const row of made) {
    known.set(row.source_key ?? '', row);
  }
  const amounts = lines.map(amountOf);
  await insertLines(tx, numberLines(groups, known, items, new Set(made.map((row) => row.id))));
  await growOrders(tx, growthOf(groups, known, new Set(made.map((row) => row.id))));
  await upsertTaxes(tx, taxesByOrder(groups, known));
  for (const row of made) {
    const place = places.get(row.place_id);
    const told = tellOrder(row, place?.name_ja ?? '');
    const context = {
      recordId: row.record_id,
      placeId: row.place_id,
      channel: row.channel,
      occurredAt: row.ordered_at,
    };
    tx.emit(ordersImported.make(told.orderId, told, context));
  }
  return {
    orderIds: lines.map((line) => known.get(line.orderNumber)?.id ?? ''),
    recordIds: [...new Set([...records.values()].map((each) => each.recordId))],
    netMinor: amounts.reduce((sum, amount) => sum + amount, 0),
  };
}

function groupByNumber(lines: readonly LineToImport[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const line of lines) {
    const group = groups.get(line.orderNumber);
    if (group === undefined) {
      groups.set(line.orderNumber, { first: line, lines: [line] });
    } else {
      group.lines.push(line);
    }
  }
  return groups;
}

async function placesOf(tx: Tx, lines: readonly LineToImport[]): Promise<Map<string, PlaceRow>> {
  const ids = [...new Set(lines.map((line) => line.placeId))];
  return new Map((await findPlaces(tx, ids)).map((place) => [place.id, place]));
}

function distinctItems(lines: readonly LineToImport[]) {
  const names = new Map<string, string>();
  for (const line of lines) {
    if ((names.get(line.itemCode) ?? '') === '') {
      names.set(line.itemCode, line.itemName);
    }
  }
  return [...names].map(([code, name]) => (name === '' ? { code } : { code, name }));
}

async function recordsOf(tx: Tx, source: string, lines: readonly LineToImport[]) {
  const profiles = new Map<string, Profile | undefined>();
  for (const { customerKey, customer } of lines) {
    if (customerKey !== undefined && profiles.get(customerKey) === undefined) {
      profiles.set(customerKey, customer);
    }
  }
  const wanted = [...profiles].map(([key, profile]) =>
    profile === undefined ? { key } : { key, profile },
  );
  return wanted.length === 0
    ? new Map<string, { recordId: string }>()
    : ensureRecords(tx, { source }, wanted);
}

function amountOf(line: LineToImport): number {
  return multiplyDecimal(line.unitPrice, milliText(line.quantityMilli), line.currency);
}

function toOrder(
  source: string,
  number: string,
  group: Group,
  places: ReadonlyMap<string, PlaceRow>,
  records: ReadonlyMap<string, { readonly recordId: string }>,
) {
  const { first, lines } = group;
  const place = places.get(first.placeId);
  const totalMinor = lines.reduce((sum, line) => sum + amountOf(line), 0);
  const isReturn = first.isCancellation && lines.every((line) => line.quantityMilli <= 0);
  const isWeb = place?.kind === 'web' || place?.kind === 'app';
  const customerKey = lines.find((line) => line.customerKey !== undefined)?.customerKey;
  return {
    id: newId(),
    source,
    source_key: number,
    kind: isReturn ? 'return' : 'sale',
    place_id: first.placeId,
    handover_place_id: null,
    fulfilment: isWeb ? 'delivery' : 'carry_out',
    state: first.isCancellation && !isReturn ? 'cancelled' : 'completed',
    channel: isWeb ? 'web' : 'pos',
    record_id: records.get(customerKey ?? '')?.recordId ?? null,
    staff_id: null,
    currency: first.currency,
    items_minor: totalMinor,
    tax_minor: sumTax(lines),
    total_minor: totalMinor,
    line_count: lines.length,
    quantity_milli: lines.reduce((sum, line) => sum + line.quantityMilli, 0),
    ordered_at: first.orderedAt,
    business_day: dayOf(
      first.orderedAt.subtract({ minutes: place?.day_ends_minute ?? 0 }),
      place?.time_zone ?? 'UTC',
    ),
  };
}

/** A new order's lines begin at 1, a growing one's after those it has. */
function numberLines(
  groups: ReadonlyMap<string, Group>,
  orders: ReadonlyMap<string, OrderRow>,
  items: ReadonlyMap<string, string>,
  fresh: ReadonlySet<string>,
): LineToInsert[] {
  const rows: LineToInsert[] = [];
  for (const [number, { lines }] of groups) {
    const order = orders.get(number);
    if (order === undefined) {
      throw new Error('an imported order was not written');
    }
    const begin = fresh.has(order.id) ? 0 : order.line_count;
    lines.forEach((line, index) => {
      rows.push({
        order_id: order.id,
        line: begin + index + 1,
        item_id: items.get(line.itemCode) ?? '',
        name: line.itemName,
        quantity_milli: line.quantityMilli,
        unit_price: line.unitPrice,
        amount_minor: amountOf(line),
        tax_rate_bp: line.taxRateBp,
      });
    });
  }
  return rows;
}

function growthOf(
  groups: ReadonlyMap<string, Group>,
  orders: ReadonlyMap<string, OrderRow>,
  fresh: ReadonlySet<string>,
) {
  return [...groups].flatMap(([number, { lines }]) => {
    const order = orders.get(number);
    return order === undefined || fresh.has(order.id)
      ? []
      : [
          {
            orderId: order.id,
            amountMinor: lines.reduce((sum, line) => sum + amountOf(line), 0),
            taxMinor: sumTax(lines),
            lineCount: lines.length,
            quantityMilli: lines.reduce((sum, line) => sum + line.quantityMilli, 0),
          },
        ];
  });
}

function sumTax(lines: readonly LineToImport[]): number {
  return ratesOf(lines).reduce((sum, each) => sum + each.taxMinor, 0);
}

function ratesOf(lines: readonly LineToImport[]) {
  const sums = new Map<number, number>();
  for (const line of lines) {
    if (line.taxRateBp > 0) {
      sums.set(line.taxRateBp, (sums.get(line.taxRateBp) ?? 0) + amountOf(line));
    }
  }
  return [...sums].map(([rateBp, taxedMinor]) => ({
    rateBp,
    taxedMinor,
    taxMinor: taxIncludedIn(taxedMinor, rateBp),
  }));
}

function taxesByOrder(groups: ReadonlyMap<string, Group>, orders: ReadonlyMap<string, OrderRow>) {
  return [...groups].flatMap(([number, { lines }]) => {
    const orderId = orders.get(number)?.id;
    return orderId === undefined ? [] : ratesOf(lines).map((rate) => ({ orderId, ...rate }));
  });
}
