// What lies where. About half of it was counted at some time, and some of that has turned over since, so that the house is
// surer of some shelves than of others; what is eaten came in lots with their dates.
import {
  loadStock as loadShelves,
  postCounts,
  postFacts,
  type Received,
  receiveStock,
  type StockFact,
} from '#stock';
import type { Company, Level } from '../../examples/company/index.ts';
import { type LoadingHouse, runChunks } from './chunk.ts';

const chunkSize = 8000;

/** Counts, openings and lots. */
export async function loadStock(
  house: LoadingHouse,
  company: Company,
  placeIds: readonly string[],
  itemIds: readonly string[],
): Promise<void> {
  const lastDay = Temporal.PlainDate.from(company.lastDay);
  const countedAt = (daysAgo: number) =>
    lastDay
      .subtract({ days: daysAgo })
      .toZonedDateTime({ timeZone: house.config.timeZone, plainTime: '20:00' })
      .toInstant();
  await runChunks(house, 'stock', company.stock, chunkSize, async (tx, rows) => {
    const shelves = rows.map((row) => ({
      ...row,
      key: { placeId: placeIds[row.shop] ?? '', itemId: itemIds[row.article] ?? '' },
    }));
    // A movement of nothing is no movement, but the empty shelf is known: loading makes its row.
    await loadShelves(
      tx,
      shelves.map((shelf) => shelf.key),
    );
    await postCounts(
      tx,
      shelves.flatMap(({ key, quantity, countedDaysAgo }) =>
        countedDaysAgo === undefined
          ? []
          : [{ ...key, countedMilli: quantity * 1000, countedAt: countedAt(countedDaysAgo) }],
      ),
    );
    await receiveStock(
      tx,
      shelves.flatMap(({ key, lots = [] }) =>
        lots.map(({ code, goodForDays, quantity }): Received => {
          const bestBefore = lastDay.add({ days: goodForDays });
          const lot = { code, bestBefore, dateKind: 'best_before' as const };
          return { ...key, quantityMilli: quantity * 1000, kind: 'opening', lot };
        }),
      ),
    );
    await postFacts(
      tx,
      shelves.flatMap(({ key, ...level }) =>
        movementsOf(level).map((movement) => ({ ...key, ...movement })),
      ),
    );
  });
}

/** What neither a count nor a lot has brought, and what has come and gone since the count. */
function movementsOf(level: Level): Pick<StockFact, 'kind' | 'quantityMilli'>[] {
  const { quantity, countedDaysAgo, turnedOver = 0, lots } = level;
  if (turnedOver > 0) {
    return [
      { kind: 'receipt', quantityMilli: turnedOver * 1000 },
      { kind: 'sale', quantityMilli: -turnedOver * 1000 },
    ];
  }
  return quantity === 0 || countedDaysAgo !== undefined || lots !== undefined
    ? []
    : [{ kind: 'opening', quantityMilli: quantity * 1000 }];
}
