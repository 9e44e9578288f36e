// The whole catalogue as CSV, page by page: what is in memory is one page, however many items there are.
import { readSheet } from '#catalog';
import type { Database } from '#kernel/db';
import { transaction } from '#kernel/transaction';
import { listPlaces } from '#places';
import { catalogColumns, type LineContext, linesOf } from './columns.ts';
import { type CsvEncoding, csvWriter } from './write-csv.ts';

const itemsAPage = 1000;

/** Each page is a moment of its own: a price that changes meanwhile is in the file as it was or as it is. */
export async function* catalogFile(
  db: Database,
  asked: {
    readonly encoding: CsvEncoding;
    readonly language: 'ja' | 'en';
    readonly timeZone: string;
    readonly actor: string;
  },
): AsyncGenerator<Buffer> {
  const csv = csvWriter(asked.encoding);
  yield csv.head(catalogColumns.map((column) => column[asked.language]));
  const options = { readOnly: true, actor: asked.actor, timeoutMs: 60_000 };
  const places = await transaction(db, options, (tx) => listPlaces(tx, 0));
  const context: LineContext = {
    timeZone: asked.timeZone,
    placeCodes: new Map(places.map(({ id, code }) => [id, code])),
  };
  let after: Parameters<typeof readSheet>[1];
  for (;;) {
    const page = await transaction(db, options, (tx) => readSheet(tx, after, itemsAPage));
    if (page.items.length > 0) {
      yield csv.rows(page.items.flatMap((item) => linesOf(item, context)));
    }
    if (page.next === null) {
      return;
    }
    after = page.next;
  }
}
