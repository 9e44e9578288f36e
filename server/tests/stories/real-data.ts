// The main job on real input, by the command line and the API as anybody would use them. What must come out is
// what the sets' SOURCE.md published, or a sum made here from the file without the importer's reader.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type RealServer, runEngawa } from '../support/real-server.ts';
import { watchMemory } from '../support/watch-memory.ts';

const repository = join(import.meta.dirname, '../../..');
const dataFolder = process.env.ENGAWA_DATA ?? join(repository, '../shared/data');

/** Why the real sets cannot be read; undefined when they can. */
export const dataLacking = existsSync(join(dataFolder, 'online-retail'))
  ? undefined
  : `no reference data in ${dataFolder} (set ENGAWA_DATA)`;

export const files = {
  onlineRetail: join(dataFolder, 'online-retail/online_retail_2010-12_2011-09.csv.gz'),
  customers: join(dataFolder, 'jp-retail-100knocks/customer.csv.gz'),
  products: join(dataFolder, 'jp-retail-100knocks/product.csv.gz'),
  stores: join(dataFolder, 'jp-retail-100knocks/store.csv.gz'),
} as const;

/** As SOURCE.md has them; revenue in pence. */
export const published = {
  rows: 370_931,
  invoices: 18_786,
  customers: 3658,
  cancellationRows: 6652,
  guestRows: 98_056,
  netMinor: 678_161_900,
} as const;

export type ImportAnswer = {
  readonly rows: number;
  readonly accepted: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly orders: number;
  readonly customers: number;
  readonly seconds: number;
};

export type Imported = {
  readonly answer: ImportAnswer;
  /** Of the whole command, its start included. */
  readonly seconds: number;
  /** Undefined where the system does not tell. */
  readonly peakMib: number | undefined;
};

/** `engawa import … --json`; throws what it said when it does not end well. */
export async function importByCli(home: string, words: readonly string[]): Promise<Imported> {
  const program = runEngawa(['import', ...words, '--json'], { ENGAWA_HOME: home });
  const memory = watchMemory(program.pid);
  const { code, stdout, stderr, seconds } = await program.ended;
  const peakMib = memory.stop();
  if (code !== 0) {
    throw new Error(`the import ended with ${code}:\n${stderr.slice(-2000)}`);
  }
  const lines = stdout.trim().split('\n');
  return { answer: JSON.parse(lines.at(-1) ?? '{}') as ImportAnswer, seconds, peakMib };
}

/** The map of the British web shop: its currency and clock are not in the file. */
export function writeBritishMap(folder: string): string {
  const path = join(folder, 'map.json');
  writeFileSync(
    path,
    JSON.stringify({ constants: { currency: 'GBP' }, timeZone: 'Europe/London' }),
  );
  return path;
}

/** The first `rows` rows of the web shop as records of fields, header apart. */
function readBritishRows(rows: number): { header: string; records: string[][] } {
  const text = gunzipSync(readFileSync(files.onlineRetail)).toString('utf8');
  const [header = '', ...lines] = text.split('\n');
  const records = lines
    .filter((line) => line !== '')
    .slice(0, rows)
    .map(splitRecord);
  return { header: header.trim(), records };
}

/** One line of the file; its quoted fields hold commas and doubled quotes, never a line break. */
function splitRecord(line: string): string[] {
  const fields = line.trimEnd().match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g) ?? [];
  return fields.slice(0, 8).map((field) => field.replace(/,$/, ''));
}

const column = { invoice: 0, quantity: 3, date: 4, price: 5, customer: 6 } as const;

/** Ways a row is broken in practice, and the word in its report's column. */
const breakings = [
  (record: string[]) => record.with(column.quantity, 'viele'),
  (record: string[]) => record.with(column.price, 'free'),
  (record: string[]) => record.with(column.date, '2011-13-45 99:99'),
  (record: string[]) => record.with(column.invoice, ''),
] as const;

/** Breaks every hundredth row; answers the file, which rows, and what the others are worth in pence. */
export function writeBroken(folder: string, rows: number) {
  const { header, records } = readBritishRows(rows);
  const broken = new Set<number>();
  let keptMinor = 0;
  const lines = records.map((record, index) => {
    if (index % 100 === 50) {
      broken.add(index + 1);
      return (breakings[broken.size % breakings.length] ?? breakings[0])(record).join(',');
    }
    keptMinor += Number(record[column.quantity]) * thousandths(record[column.price] ?? '');
    return record.join(',');
  });
  const path = join(folder, 'broken.csv');
  writeFileSync(path, `${header}\n${lines.join('\n')}\n`);
  return { path, rows: records.length, broken, keptThousandths: keptMinor };
}

/** Prices have at most three decimals here; whole numbers keep the sum exact. */
function thousandths(price: string): number {
  const [whole = '0', fraction = ''] = price.split('.');
  const amount = Math.abs(Number(whole)) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
  return price.startsWith('-') ? -amount : amount;
}

/** Every rejected row of an import, page by page. */
export async function listRejectedRows(
  server: RealServer,
  owner: { readonly authorization: string },
  importId: string,
): Promise<{ row: number; column: string | null; code: string }[]> {
  const all: { row: number; column: string | null; code: string }[] = [];
  let after: number | null = 0;
  while (after !== null) {
    const path = `/api/imports/${importId}/rejections?limit=1000&after=${after}`;
    const { body } = await server.request('GET', path, undefined, owner);
    all.push(...body.rejections);
    after = body.next;
  }
  return all;
}
