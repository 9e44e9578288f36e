// The small example shop in examples/first-shop, brought in by the same importers that a shop's own files use.
// Whether it may come in is read from the log: everything that ever came into a house is there.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { declaredEvents } from '#kernel/events';
import { type EventRow, readNewest } from '#kernel/events-store';
import { transaction } from '#kernel/transaction';
import { changePlace, findPlacesByCode } from '#places';
import { askNobodyForFactor } from '#staff';
import type { OpenHouse } from './house.ts';
import { type ImportKind, runImport } from './modules/imports/index.ts';

const folder = join(import.meta.dirname, '..', 'examples', 'first-shop');
const source = 'first-shop';

/** In this order: an order names places, articles and customers. */
const files: readonly { readonly kind: ImportKind; readonly name: string }[] = [
  { kind: 'places', name: 'places.csv' },
  { kind: 'products', name: 'products.csv' },
  { kind: 'stock', name: 'stock.csv' },
  { kind: 'customers', name: 'customers.csv' },
  { kind: 'orders', name: 'orders.csv.gz' },
];

/** More events than the whole example makes: a log that has as many holds something else too. */
const eventsMax = 2000;

/**
 * Loads the example into a house that holds nothing yet, or the rest of it when a start before was cut off.
 * A house with any other data is left alone. Never throws: a shop opens without its example too.
 */
export async function loadExample(house: OpenHouse, say: (message: string) => void): Promise<void> {
  if (!house.modulesOn.has('imports') || !existsSync(folder)) {
    return;
  }
  try {
    const loaded = await loadedKinds(house);
    const missing = files.filter(({ kind }) => loaded !== undefined && !loaded.has(kind));
    if (missing.length > 0) {
      await loadFiles(house, missing, say);
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    say(`The example could not be loaded, the next start tries again: ${why}`);
  }
}

async function loadFiles(
  house: OpenHouse,
  missing: typeof files,
  say: (message: string) => void,
): Promise<void> {
  const began = performance.now();
  say('An example shop comes in, all of it invented (start without --example leaves it out):');
  const { timeZone, currency } = house.config;
  for (const { kind, name } of missing) {
    const report = await runImport(house.db, {
      kind,
      path: join(folder, name),
      source,
      // Every line of stock and orders names its own; without one a second web shop would open.
      ...(kind === 'stock' || kind === 'orders' ? { place: 'WEB' } : {}),
      timeZone,
      currency,
    });
    const rejected = report.rejected === 0 ? '' : `, ${report.rejected} rejected`;
    say(`  ${name.padEnd(14)} ${report.accepted + report.unchanged} rows${rejected}`);
  }
  await transaction(house.db, { actor: 'system' }, async (tx) => {
    // Nobody's data is in it: signing in stays simple.
    await askNobodyForFactor(tx);
    // Its web shop has no shelf of its own: its shops send what is ordered there.
    const [web] = await findPlacesByCode(tx, ['WEB']);
    if (web !== undefined) {
      await changePlace(tx, web.id, { capabilities: ['sells', 'delivers', 'ships'] });
    }
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  say(`The example is in after ${seconds} s; examples/first-shop/README.md tells more.`);
}

/** The kinds that are in; undefined when the log speaks of anything but the example and who works here. */
async function loadedKinds(house: OpenHouse): Promise<ReadonlySet<string> | undefined> {
  await house.log.settle();
  const types = declaredEvents()
    .map((event) => event.type)
    .filter((type) => !type.startsWith('staff.'));
  const events = await house.db.all(readNewest, [Number.MAX_SAFE_INTEGER, eventsMax, types]);
  if (events.length === eventsMax || !events.every(isOfExample)) {
    return undefined;
  }
  const finished = events.filter(({ type }) => type === 'imports.finished');
  return new Set(finished.map(({ data }) => String(data.kind)));
}

function isOfExample(event: EventRow): boolean {
  return event.actor === `import:${source}` || event.data.source === source;
}
