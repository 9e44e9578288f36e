import { loadStock as loadShelves, postFacts } from '#stock';
import type { Company } from '../../examples/company/index.ts';
import type { OpenHouse } from '../house.ts';
import { runChunks } from './chunk.ts';

const chunkSize = 8000;

/** What lies where, as opening balances. */
export async function loadStock(
  house: OpenHouse,
  company: Company,
  placeIds: readonly string[],
  itemIds: readonly string[],
): Promise<void> {
  await runChunks(house, 'stock', company.stock, chunkSize, async (tx, rows) => {
    const keyed = rows.map(({ shop, article, quantity }) => ({
      placeId: placeIds[shop] ?? '',
      itemId: itemIds[article] ?? '',
      quantityMilli: quantity * 1000,
      kind: 'opening' as const,
    }));
    // A movement of nothing is no movement, but the empty shelf is known: loading makes its row.
    await loadShelves(tx, keyed);
    await postFacts(
      tx,
      keyed.filter((each) => each.quantityMilli > 0),
    );
  });
}
