// Orders by way of the import of orders: history moves no stock and earns no points, so stock and points come in by
// themselves. A coupon is a line of its own below zero, as receipts have it, with the tax of the article it is for.
import { importLines, type LineToImport } from '#orders';
import {
  type Article,
  type Company,
  couponArticle,
  type Order,
} from '../../examples/company/index.ts';
import type { OpenHouse } from '../house.ts';
import { type LoadingHouse, runChunks, runOnce, source } from './chunk.ts';

const chunkSize = 1000;
const told = 25_000;

/** Two years of orders, oldest first. */
export async function loadOrders(
  house: OpenHouse,
  company: Company,
  placeIds: readonly string[],
  done: (what: string) => void,
): Promise<void> {
  const { currency } = house.config;
  const { articles, orders } = company;
  await runChunks(house, 'orders', orders, chunkSize, async (tx, rows, first) => {
    const lines = rows.flatMap((order) => toLines(order, articles, placeIds, currency));
    await importLines(tx, source, lines);
    const now = first + rows.length;
    if (Math.floor(now / told) > Math.floor(first / told) || now === orders.length) {
      done(`${now} orders`);
    }
  });
}

/** What was sold today up to now; nothing when the day after the history is another day than today. Answers how many. */
export async function loadToday(
  house: LoadingHouse,
  company: Company,
  placeIds: readonly string[],
): Promise<number> {
  return await runOnce(house, 'orders of today', async (tx) => {
    const { currency, timeZone } = house.config;
    const day = Temporal.PlainDate.from(company.lastDay).add({ days: 1 });
    const isToday = tx.now.toZonedDateTimeISO(timeZone).toPlainDate().equals(day);
    const sold = isToday ? company.today.filter(({ at }) => at <= tx.now.epochMilliseconds) : [];
    const lines = sold.flatMap((order) => toLines(order, company.articles, placeIds, currency));
    await importLines(tx, source, lines);
    return sold.length;
  });
}

function toLines(
  order: Order,
  articles: readonly Article[],
  placeIds: readonly string[],
  currency: string,
): LineToImport[] {
  const common = {
    placeId: placeIds[order.shop] ?? '',
    orderNumber: order.number,
    currency,
    orderedAt: Temporal.Instant.fromEpochMilliseconds(order.at),
    isCancellation: order.kind !== 'sale',
    ...(order.customerKey === undefined ? {} : { customerKey: order.customerKey }),
  };
  const lines = order.lines.map(({ article, quantity }): LineToImport => {
    const {
      code = '',
      name = '',
      variant,
      priceYen = 0,
      taxRateBp = 1000,
    } = articles[article] ?? {};
    return {
      ...common,
      itemCode: code,
      itemName: variant === undefined ? name : `${name} ${variant.ja}`,
      quantityMilli: quantity * 1000,
      unitPrice: String(priceYen),
      taxRateBp,
    };
  });
  const [first] = lines;
  if (order.couponYen === 0 || first === undefined) {
    return lines;
  }
  return [
    ...lines,
    {
      ...common,
      itemCode: couponArticle.code,
      itemName: couponArticle.name,
      quantityMilli: 1000,
      unitPrice: String(-order.couponYen),
      taxRateBp: first.taxRateBp,
    },
  ];
}
