// The X report (so far) and the Z report (closed) of a drawer. Sales, tax and returns are summed from the orders
// themselves, cash from what the entries booked; where the two disagree the report says so.
import { formatId, formatOptionalId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { sumOrders } from '#orders';
import { type EntryRow, listEntriesOfDrawer } from '../entries/store.ts';
import { tillsRefusals } from '../errors.ts';
import type { DrawerReport } from './schemas.ts';
import { type DrawerRow, findDrawer } from './store.ts';

/** Reckons the report of a drawer (uuid). Refuses with tills.drawer_unknown. */
export async function reportDrawer(tx: Tx, drawerId: string): Promise<DrawerReport> {
  const drawer = await findDrawer(tx, drawerId);
  if (drawer === undefined) {
    throw tillsRefusals.drawer_unknown();
  }
  const entries = await listEntriesOfDrawer(tx, drawerId);
  const booked = entries.filter(({ outcome }) => outcome === 'booked');
  const orders = booked.filter(({ order_id: id }) => id !== null);
  const sums = await sumOrders(
    tx,
    orders.flatMap(({ order_id: id }) => id ?? []),
  );
  const methods = sumRecords(orders.map(({ parts }) => parts));
  const paidInMinor = sumOf(booked, 'paid_in');
  const paidOutMinor = -sumOf(booked, 'paid_out');
  const cashMinor = methods['cash'] ?? 0;
  const expectedMinor = drawer.float_minor + cashMinor + paidInMinor - paidOutMinor;
  const paidMinor = Object.values(methods).reduce((sum, each) => sum + each, 0);
  return {
    ...tellDrawer(drawer),
    entries: entries.length,
    parked: entries.filter(({ outcome }) => outcome === 'parked').length,
    sales: sums.sales,
    returns: sums.returns,
    soldMinor: sums.soldMinor,
    returnedMinor: sums.returnedMinor,
    discountMinor: sums.discountMinor,
    netMinor: sums.netMinor,
    taxes: [...sums.taxes],
    methods: listOf(methods, 'method'),
    discounts: listOf(sumRecords(booked.map(({ discounts }) => discounts)), 'reason'),
    clerks: clerksOf(orders),
    paidInMinor,
    paidOutMinor,
    expectedMinor,
    differenceMinor: drawer.counted_minor === null ? null : drawer.counted_minor - expectedMinor,
    isBalanced: paidMinor === sums.netMinor,
  };
}

export function tellDrawer(drawer: DrawerRow) {
  return {
    drawerId: formatId('drawer', drawer.id),
    placeId: formatId('place', drawer.place_id),
    till: drawer.till,
    businessDay: drawer.business_day.toString(),
    currency: drawer.currency,
    openedAt: drawer.opened_at.toString(),
    floatMinor: drawer.float_minor,
    closedAt: drawer.closed_at?.toString() ?? null,
    countedMinor: drawer.counted_minor,
    zNumber: drawer.z_number,
  };
}

function sumOf(entries: readonly EntryRow[], kind: string): number {
  return entries.reduce((sum, each) => sum + (each.kind === kind ? each.total_minor : 0), 0);
}

function sumRecords(records: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const record of records) {
    for (const [name, amountMinor] of Object.entries(record)) {
      sums[name] = (sums[name] ?? 0) + amountMinor;
    }
  }
  return sums;
}

function listOf<Name extends string>(sums: Readonly<Record<string, number>>, name: Name) {
  return Object.entries(sums)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([word, amountMinor]) => ({ [name]: word, amountMinor })) as ({
    amountMinor: number;
  } & Record<Name, string>)[];
}

function clerksOf(orders: readonly EntryRow[]): DrawerReport['clerks'] {
  const sums = new Map<string | null, { entries: number; netMinor: number }>();
  for (const { staff_id: staffId, total_minor: totalMinor } of orders) {
    const sum = sums.get(staffId) ?? { entries: 0, netMinor: 0 };
    sums.set(staffId, { entries: sum.entries + 1, netMinor: sum.netMinor + totalMinor });
  }
  return [...sums].map(([staffId, sum]) => ({
    staffId: formatOptionalId('staff', staffId),
    ...sum,
  }));
}
