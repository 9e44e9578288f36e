import { importOpeningLots } from '#ledger';
import { type Company, stampCard } from '../../examples/company/index.ts';
import type { OpenHouse } from '../house.ts';
import { runChunks, source } from './chunk.ts';

const chunkSize = 4000;

/** Points and stamps that customers hold. */
export async function loadValue(
  house: OpenHouse,
  company: Company,
  recordIds: ReadonlyMap<string, string>,
  done: (what: string) => void,
): Promise<void> {
  const units = [
    ['points', company.points],
    [`stamp:${stampCard}`, company.stamps],
  ] as const;
  for (const [unit, held] of units) {
    await runChunks(house, unit, held, chunkSize, async (tx, rows, first) => {
      await importOpeningLots(
        tx,
        { source, unit },
        rows.map(({ customerKey, amount, expiresAt }, index) => ({
          recordId: recordIds.get(customerKey) ?? '',
          amount,
          expiresAt: expiresAt === null ? null : Temporal.Instant.fromEpochMilliseconds(expiresAt),
          row: first + index + 1,
        })),
      );
    });
  }
  done(`points of ${company.points.length}, stamps of ${company.stamps.length} customers`);
}
