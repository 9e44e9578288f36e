// Tables in the cafés and fittings in the larger shops, with what is booked for the next two weeks. Nobody gets mail for
// it: the bookings carry a telephone number only.
import { addResource, book } from '#bookings';
import { Refusal } from '#kernel/errors';
import { newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import {
  type Company,
  createRandom,
  type Random,
  type Shop,
} from '../../examples/company/index.ts';
import type { OpenHouse } from '../house.ts';
import { runOnce } from './chunk.ts';

const opensHour = 11;
const closesHour = 18;
const daysAhead = 14;
/** Fittings are in the shops with much of the assortment. */
const largeShop = 0.5;

/** Adds what can be booked and some bookings; answers how many bookings. */
export async function loadBookings(
  house: OpenHouse,
  company: Company,
  placeIds: readonly string[],
  recordIds: ReadonlyMap<string, string>,
): Promise<number> {
  if (!house.modulesOn.has('bookings')) {
    return 0;
  }
  let made = 0;
  for (const [index, shop] of company.shops.entries()) {
    const placeId = placeIds[index];
    const isBookable =
      shop.kind === 'cafe' || (shop.kind === 'store' && shop.assortment >= largeShop);
    if (placeId !== undefined && isBookable) {
      const random = createRandom(company.seed, `bookings ${shop.code}`);
      const people = company.people.filter((person) => person.homeShop === index).slice(0, 60);
      made += await runOnce(house, `bookings ${shop.code}`, (tx) =>
        bookSome(tx, { shop, placeId, lastDay: company.lastDay, people, recordIds, random }),
      );
    }
  }
  return made;
}

type Some = {
  readonly shop: Shop;
  readonly placeId: string;
  readonly lastDay: string;
  readonly people: Company['people'];
  readonly recordIds: ReadonlyMap<string, string>;
  readonly random: Random;
};

async function bookSome(tx: Tx, { shop, placeId, lastDay, people, recordIds, random }: Some) {
  const isCafe = shop.kind === 'cafe';
  const resource = await addResource(
    tx,
    {
      id: newId(),
      place_id: placeId,
      code: isCafe ? 'table' : 'fitting',
      kind: isCafe ? 'table' : 'fitting',
      name_ja: isCafe ? 'テーブル席' : '採寸・試着',
      name_en: isCafe ? 'Table' : 'Fitting',
      capacity: isCafe ? 4 : 1,
      staff_id: null,
      lead_minutes: 60,
      horizon_days: 60,
      cancel_minutes: 120,
    },
    [1, 2, 3, 4, 5, 6, 7, 8].map((weekday) => ({
      weekday,
      opensMinute: opensHour * 60,
      closesMinute: closesHour * 60,
      slotMinutes: 60,
      capacity: null,
    })),
  );
  let made = 0;
  for (const [at, person] of people.entries()) {
    const recordId = recordIds.get(person.key);
    const day = Temporal.PlainDate.from(lastDay).add({ days: 2 + (at % daysAhead) });
    const hour = opensHour + Math.floor(random.next() * (closesHour - opensHour));
    const isComing = random.next() < (isCafe ? 0.5 : 0.3);
    if (recordId !== undefined && person.mobilePhone !== undefined && isComing) {
      const startsAt = day.toZonedDateTime({
        timeZone: 'Asia/Tokyo',
        plainTime: Temporal.PlainTime.from({ hour }),
      });
      made += await bookOne(tx, {
        resourceId: resource.id,
        startsAt: startsAt.toInstant(),
        partySize: isCafe ? 1 + Math.floor(random.next() * 4) : 1,
        recordId,
        contact: { name: `${person.familyName} ${person.givenName}`, phone: person.mobilePhone },
        channel: random.next() < 0.7 ? 'web' : 'line',
        language: 'ja',
      });
    }
  }
  return made;
}

/** A slot that is full, or past when a load goes on weeks later, is simply not booked. */
async function bookOne(tx: Tx, wanted: Parameters<typeof book>[1]): Promise<number> {
  try {
    await book(tx, wanted);
    return 1;
  } catch (error) {
    if (error instanceof Refusal && error.kind !== 'unavailable') {
      return 0;
    }
    throw error;
  }
}
