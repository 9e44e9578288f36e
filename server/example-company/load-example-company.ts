// Loads the example company through the modules' front doors, a chunk a transaction. Only into a house that holds
// nothing yet; which company it is (seed and last day) is remembered with the first chunk, so that a later start
// goes on with the same one.
import { declaredEvents } from '#kernel/events';
import { readNewest } from '#kernel/events-store';
import type { Tx } from '#kernel/transaction';
import type { Company } from '../../examples/company/index.ts';
import type { OpenHouse } from '../house.ts';
import { type LoadingHouse, runOnce, together } from './chunk.ts';
import { loadBookings } from './load-bookings.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { loadConsents } from './load-consents.ts';
import { loadCustomers } from './load-customers.ts';
import { loadDeliveryTerms } from './load-delivery-terms.ts';
import { loadMenu } from './load-menu.ts';
import { loadOffers } from './load-offers.ts';
import { loadOrders, loadToday } from './load-orders.ts';
import { loadPlaces } from './load-places.ts';
import { loadStaff } from './load-staff.ts';
import { loadStock } from './load-stock.ts';
import { loadValue } from './load-value.ts';

export type LoadOptions = {
  readonly seed: number;
  /** Told what happens, a line a step. */
  readonly say: (message: string) => void;
  /** ISO day of the last full day of its history; yesterday unless told. */
  readonly lastDay?: string;
  /** Leaves off between two chunks when aborted, with its reason thrown. */
  readonly stopping?: AbortSignal;
  /** The part of the company to load, for tests; the whole unless told. */
  readonly share?: number;
};

/**
 * Loads the company of a seed, or the rest of it when a start before was cut off. Does nothing in a house that
 * holds other data. About 109,000 orders; see examples/company/README.md.
 */
export async function loadCompany(open: OpenHouse, options: LoadOptions): Promise<void> {
  const house: LoadingHouse = { ...open, stopping: options.stopping };
  const which = await chooseCompany(house, options);
  if (which === undefined || (await isFinished(house))) {
    return;
  }
  const { say } = options;
  const began = performance.now();
  say(
    'The example company 縁側商店 moves in, all of it invented (start without --example leaves it out):',
  );
  const { generateCompany } = await import('../../examples/company/index.ts');
  const company = generateCompany(which.seed, which.lastDay, which.share);
  tell(say, began, 'made up from its seed');
  await loadParts(house, company, (what) => tell(say, began, what));
  await runOnce(house, finishedKey, () => Promise.resolve(true));
  say('The example company is in; examples/company/README.md tells how it was made.');
}

async function loadParts(
  house: OpenHouse,
  company: Company,
  done: (what: string) => void,
): Promise<void> {
  const placeIds = await loadPlaces(house, company);
  done(`${placeIds.length} shops, web shops and a warehouse`);
  // While one waits for the database, the other works: a third less time than one after the other.
  const [recordIds] = await together(
    loadCustomers(house, company, placeIds),
    loadShelves(house, company, placeIds, done).then(() => loadStaff(house, company, placeIds)),
  );
  done(`${recordIds.size} registrations of ${company.people.length} customers`);
  await together(
    loadOrders(house, company, placeIds, done),
    loadWhatTheyHold(house, company, placeIds, recordIds, done),
  );
  const today = await loadToday(house, company, placeIds);
  if (today > 0) {
    done(`${today} orders of today until now`);
  }
}

async function loadWhatTheyHold(
  house: OpenHouse,
  company: Company,
  placeIds: readonly string[],
  recordIds: ReadonlyMap<string, string>,
  done: (what: string) => void,
): Promise<void> {
  await loadDeliveryTerms(house);
  await loadOffers(house, company, placeIds);
  await loadValue(house, company, recordIds, done);
  await loadConsents(house, company, recordIds);
  done('consents');
  done(`${await loadBookings(house, company, placeIds, recordIds)} bookings of the next two weeks`);
}

async function loadShelves(
  house: OpenHouse,
  company: Company,
  placeIds: readonly string[],
  done: (what: string) => void,
): Promise<void> {
  const itemIds = await loadCatalogue(house, company);
  done(`${itemIds.length} articles`);
  done(
    `${await loadMenu(house, company, placeIds, itemIds)} things to eat and drink on the cafés’ menu`,
  );
  await loadStock(house, company, placeIds, itemIds);
  done(`${company.stock.length} shelves of stock`);
}

function tell(say: LoadOptions['say'], began: number, what: string): void {
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  say(`  ${seconds.padStart(5)} s  ${what}`);
}

type Which = { readonly seed: number; readonly lastDay: string; readonly share: number };
const finishedKey = 'finished';

/** Thrown to leave a transaction without a trace. */
class OtherDataError extends Error {
  override readonly name = 'OtherDataError';
}

/** Which company is to be loaded here; undefined where other data is. */
async function chooseCompany(house: OpenHouse, options: LoadOptions): Promise<Which | undefined> {
  await house.log.settle();
  try {
    return await runOnce(house, 'company', async (tx): Promise<Which> => {
      if (await hasOtherData(tx)) {
        throw new OtherDataError();
      }
      const { seed, lastDay = yesterday(tx, house.config.timeZone), share = 1 } = options;
      return { seed, lastDay, share };
    });
  } catch (error) {
    if (error instanceof OtherDataError) {
      return undefined;
    }
    throw error;
  }
}

/** Whether the whole company is in. */
export async function isFinished(house: OpenHouse): Promise<boolean> {
  const unfinished = new OtherDataError();
  try {
    return await runOnce<boolean>(house, finishedKey, () => Promise.reject(unfinished));
  } catch (error) {
    if (error === unfinished) {
      return false;
    }
    throw error;
  }
}

/** Everything that ever came into a house is in its log; who works here is no shop's data. */
async function hasOtherData(tx: Tx): Promise<boolean> {
  const types = declaredEvents()
    .map((event) => event.type)
    .filter((type) => !type.startsWith('staff.'));
  const events = await tx.all(readNewest, [Number.MAX_SAFE_INTEGER, 1, types]);
  return events.length > 0;
}

function yesterday(tx: Tx, timeZone: string): string {
  return tx.now.toZonedDateTimeISO(timeZone).toPlainDate().subtract({ days: 1 }).toString();
}
