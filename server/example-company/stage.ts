// What a simulated moment needs of the example company: its places and articles as they stand in this house.
import { findItemsByCode } from '#catalog';
import { ensureRecords, type Profile } from '#customers';
import { type Tx, transaction } from '#kernel/transaction';
import { findPlacesByCode } from '#places';
import {
  createBaskets,
  createChooser,
  createRandom,
  makeArticles,
  makePeople,
  makeShops,
  type Random,
  type Shop,
} from '../../examples/company/index.ts';
import type { OpenHouse } from '../house.ts';
import { source } from './chunk.ts';

export type StagePlace = { readonly id: string; readonly shop: Shop; readonly index: number };
export type StageLine = { readonly itemId: string; readonly quantityMilli: number };

export type Stage = {
  readonly random: Random;
  readonly web: readonly StagePlace[];
  /** A store or café, the busier the likelier. */
  counter(): StagePlace;
  /** A store of the lifestyle brand. */
  store(): StagePlace;
  /** What somebody would take there; only articles that are in this house. */
  basket(place: StagePlace): StageLine[];
  /** The record (uuid) of one of the company's regulars. */
  regular(tx: Tx): Promise<string | undefined>;
  /** Somebody who never registered, made up like the others. */
  guest(): Profile;
};

/** So many of the first members play; every size of the company has them. */
const regulars = 300;
const linesMax = 4;
const guestsMade = 500;

/** Sets the stage; throws when the example company is not in this house. */
export async function setStage(house: OpenHouse, seed: number): Promise<Stage> {
  const shops = makeShops(seed);
  const articles = makeArticles(seed, 1);
  const random = createRandom(seed, 'moments');
  const { places, items } = await transaction(house.db, { readOnly: true }, async (tx) => ({
    places: await findPlacesByCode(
      tx,
      shops.map((shop) => shop.code),
    ),
    items: await findItemsByCode(
      tx,
      articles.map((article) => article.jan),
    ),
  }));
  const idOf = new Map(places.map((row) => [row.code, row.id]));
  const here = shops.flatMap((shop, index): StagePlace[] => {
    const id = idOf.get(shop.code);
    return id === undefined ? [] : [{ id, shop, index }];
  });
  const web = here.filter(({ shop }) => shop.kind === 'web');
  const counters = here.filter(({ shop }) => shop.kind === 'store' || shop.kind === 'cafe');
  const stores = counters.filter(({ shop }) => shop.brand === 'kurashi');
  if (web.length === 0 || stores.length === 0 || items.size === 0) {
    throw new Error(
      'The example company is not in this house; npm start loads it into an empty one.',
    );
  }
  const baskets = createBaskets(random, { seed, shops, articles });
  const guests = makePeople(
    seed + 1,
    shops,
    guestsMade,
    house.db.clock.now().toZonedDateTimeISO('UTC').year,
  );
  const month = house.db.clock.now().toZonedDateTimeISO(house.config.timeZone).month;
  return {
    random,
    web,
    counter: chooserOf(random, counters),
    store: chooserOf(random, stores),
    basket: (place) =>
      baskets
        .fill(place.index, undefined, month)
        .slice(0, linesMax)
        .flatMap(({ article, quantity }) => {
          const itemId = items.get(articles[article]?.jan ?? '')?.id;
          return itemId === undefined ? [] : [{ itemId, quantityMilli: quantity * 1000 }];
        }),
    guest: () => {
      const { familyName, givenName, email, mobilePhone, ...person } = random.pick(guests);
      return {
        familyName,
        givenName,
        email: email ?? 'mihon@example.jp',
        ...(mobilePhone === undefined ? {} : { phone: mobilePhone }),
        postalCode: person.postalCode,
        prefecture: person.prefecture,
        city: person.city,
        address: `${person.prefecture}${person.city}${person.address}`,
      };
    },
    regular: async (tx) => {
      const key = String(1_000_001 + random.int(0, regulars - 1));
      return (await ensureRecords(tx, { source }, [{ key }])).get(key)?.recordId;
    },
  };
}

function chooserOf(random: Random, places: readonly StagePlace[]): () => StagePlace {
  const choose = createChooser(
    random,
    places.map(({ shop }) => shop.weight),
  );
  return () => {
    const place = places[choose()];
    if (place === undefined) {
      throw new Error('the company has no such place');
    }
    return place;
  };
}
