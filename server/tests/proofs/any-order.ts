// The same records in any order are the same customers: households of the Japanese benchmark come in one by one or
// together, in orders drawn at random, into a house whose model was learnt before.

import { PERSON_FIELDS } from '@engawa/match';
import {
  eraseCustomerRecords,
  findCustomersOfRecords,
  importCustomers,
  type Profile,
} from '#customers';
import { learnBook, scoreRecords } from '#identity';
import { transaction } from '#kernel/transaction';
import type { TestHouse } from '#testing';
import { makePeople } from '../../../bench/match/japanese-people.ts';
import { personCells } from '../../../bench/match/person-cells.ts';

const booksPersons = 300;

export type Row = { readonly key: string; readonly profile: Profile };

/** Rows of a benchmark of its own seed. */
export function drawRows(persons: number, seed: number): Row[] {
  const { table } = makePeople(persons, 'tuning', seed);
  return personCells(table).map((cells) => {
    const fields = PERSON_FIELDS.flatMap((field, at): [string, string][] => {
      const cell = cells[at] ?? '';
      return field === 'key' || cell === '' ? [] : [[field, cell]];
    });
    return { key: cells[0] ?? '', profile: Object.fromEntries(fields) };
  });
}

/** A book to learn from. */
export async function learnHouse(house: TestHouse): Promise<void> {
  await take(house, 'book', drawRows(booksPersons, 7));
  await house.settle();
  await learnBook(house.db, { actor: 'test' });
}

/** Who is one customer after these rows came in this order, as sets of keys; everything is erased again. */
export async function customersAfter(
  house: TestHouse,
  source: string,
  chunks: readonly (readonly Row[])[],
): Promise<string[]> {
  const idOf = new Map<string, string>();
  for (const chunk of chunks) {
    for (const [key, id] of await take(house, source, chunk)) {
      idOf.set(key, id);
    }
    await transaction(house.db, { timeoutMs: 20_000 }, (tx) =>
      scoreRecords(
        tx,
        chunk.map(({ key }) => idOf.get(key) ?? ''),
      ),
    );
  }
  await house.settle();
  const ids = [...idOf.values()];
  const found = await transaction(house.db, {}, (tx) => findCustomersOfRecords(tx, ids));
  const sets = Map.groupBy([...idOf], ([, id]) => found.get(id) ?? id);
  await transaction(house.db, { timeoutMs: 20_000 }, (tx) => eraseCustomerRecords(tx, ids));
  return [...sets.values()]
    .map((set) =>
      set
        .map(([key]) => key)
        .toSorted()
        .join(' '),
    )
    .toSorted();
}

async function take(
  house: TestHouse,
  source: string,
  rows: readonly Row[],
): Promise<Map<string, string>> {
  const outcomes = await transaction(house.db, { timeoutMs: 20_000 }, (tx) =>
    importCustomers(tx, { source }, rows),
  );
  return new Map(outcomes.map(({ key, recordId }) => [key, recordId]));
}

/** Rows in an order drawn by numbers, cut into chunks of a size. */
export function shuffled(
  rows: readonly Row[],
  ranks: readonly number[],
  chunkSize: number,
): Row[][] {
  const order = rows
    .map((row, index) => ({ row, rank: ranks[index % ranks.length] ?? 0, index }))
    .toSorted((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ row }) => row);
  return Array.from({ length: Math.ceil(order.length / chunkSize) }, (_, at) =>
    order.slice(at * chunkSize, (at + 1) * chunkSize),
  );
}
