// Measures the public data sets that the example company is calibrated on and prints what figures.ts holds.
// The sets stay where they are: only sums leave this script. Run it as
//   ENGAWA_DATA=<folder of the sets> node examples/company/measure.ts
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

type Row = Readonly<Record<string, string>>;
type Pairs = [value: number, count: number][];

function read(folder: string, set: string, file: string): Row[] {
  const bytes = gunzipSync(readFileSync(join(folder, set, file)));
  return parse<Row>(bytes, { columns: true, skip_empty_lines: true });
}

function countBy(values: Iterable<number>): Pairs {
  const counts = new Map<number, number>();
  for (const value of values) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].toSorted(([a], [b]) => a - b);
}

/** Counts of 0 … size − 1 as a plain list. */
function curve(values: Iterable<number>, size: number): number[] {
  const counts = new Map(countBy(values));
  return Array.from({ length: size }, (_, value) => counts.get(value) ?? 0);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const windowDays = 304;
const householdPoundsMax = 100;
/** Postage, fees, samples and corrections are no goods. */
const isGoods = (code: string) => /^\d{5}/.test(code);

function measureOnlineRetail(folder: string) {
  const invoices = new Map<
    string,
    {
      customer: string;
      at: number;
      hour: number;
      pounds: number;
      units: number;
      codes: Set<string>;
    }
  >();
  let lines = 0;
  let cancelledLines = 0;
  for (const row of read(folder, 'online-retail', 'online_retail_2010-12_2011-09.csv.gz')) {
    lines += 1;
    if (row.InvoiceNo?.startsWith('C')) {
      cancelledLines += 1;
      continue;
    }
    const at = Date.parse(`${row.InvoiceDate?.replace(' ', 'T')}Z`);
    const known = invoices.get(row.InvoiceNo ?? '') ?? {
      customer: row.CustomerID ?? '',
      at,
      hour: new Date(at).getUTCHours(),
      pounds: 0,
      units: 0,
      codes: new Set<string>(),
    };
    known.pounds += Number(row.Quantity) * Number(row.UnitPrice);
    known.units += Number(row.Quantity);
    if (isGoods(row.StockCode ?? '')) {
      known.codes.add(row.StockCode ?? '');
    }
    invoices.set(row.InvoiceNo ?? '', known);
  }
  const sales = [...invoices.values()].filter((each) => each.pounds > 0 && each.units > 0);
  const ofMembers = sales.filter((each) => each.customer !== '');
  const household = ofMembers.filter(
    (each) => each.pounds < householdPoundsMax && each.codes.size > 0,
  );
  const byCustomer = Map.groupBy(ofMembers, (each) => each.customer);
  const gaps = [...byCustomer.values()].flatMap((orders) => {
    const days = [...new Set(orders.map(({ at }) => Math.floor(at / 86_400_000)))].toSorted(
      (a, b) => a - b,
    );
    return days.slice(1).map((day, index) => day - (days[index] ?? 0));
  });
  const middle = Date.parse('2011-05-02T00:00:00Z');
  const early = [...byCustomer.values()].filter((orders) => orders.some(({ at }) => at < middle));
  const stayed = early.filter((orders) => orders.some(({ at }) => at >= middle));
  return {
    windowDays,
    ordersPerCustomer: countBy([...byCustomer.values()].map((orders) => orders.length)),
    linesPerHouseholdOrder: countBy(household.map(({ codes }) => codes.size)),
    ordersByHour: curve(
      sales.map(({ hour }) => hour),
      24,
    ),
    guestShare: 1 - ofMembers.length / sales.length,
    cancelledLineShare: cancelledLines / lines,
    medianGapDays: median(gaps),
    gapsWithin30DaysShare: gaps.filter((days) => days <= 30).length / gaps.length,
    stayedShare: stayed.length / early.length,
  };
}

function measureCompleteJourney(folder: string) {
  const baskets = new Map<string, Date>();
  const units: number[] = [];
  let lines = 0;
  let couponLines = 0;
  for (const row of read(folder, 'completejourney', 'transactions_sample.csv.gz')) {
    lines += 1;
    couponLines += Number(row.coupon_disc) > 0 ? 1 : 0;
    baskets.set(row.basket_id ?? '', new Date(`${row.transaction_timestamp}Z`));
    const quantity = Number(row.quantity);
    if (quantity >= 1) {
      units.push(Math.min(quantity, 6));
    }
  }
  const times = [...baskets.values()];
  return {
    basketsByHour: curve(
      times.map((time) => time.getUTCHours()),
      24,
    ),
    basketsByWeekday: curve(
      times.map((time) => (time.getUTCDay() + 6) % 7),
      7,
    ),
    basketsByMonth: curve(
      times.map((time) => time.getUTCMonth()),
      12,
    ),
    unitsPerLine: countBy(units),
    couponLineShare: couponLines / lines,
  };
}

function measureJapaneseSupermarket(folder: string) {
  const customers = read(folder, 'jp-retail-100knocks', 'customer.csv.gz');
  const products = read(folder, 'jp-retail-100knocks', 'product.csv.gz');
  const priced = products.filter((row) => Number(row.unit_price) > 0 && row.unit_cost !== '');
  return {
    customersByGender: {
      male: customers.filter((row) => row.gender_cd === '0').length,
      female: customers.filter((row) => row.gender_cd === '1').length,
      untold: customers.filter((row) => row.gender_cd === '9').length,
    },
    customersByAgeDecade: curve(
      customers.map((row) => Math.min(9, Math.floor(Number(row.age) / 10))),
      10,
    ),
    costShareOfPrice: median(priced.map((row) => Number(row.unit_cost) / Number(row.unit_price))),
  };
}

/** Everything that figures.ts holds, from the sets in `folder`. */
export function measureSets(folder: string) {
  return {
    onlineRetail: measureOnlineRetail(folder),
    completeJourney: measureCompleteJourney(folder),
    japaneseSupermarket: measureJapaneseSupermarket(folder),
  };
}

if (import.meta.main) {
  const folder = process.env.ENGAWA_DATA ?? join('..', 'shared', 'data');
  console.log(JSON.stringify(measureSets(folder)));
}
