/** The engine on public sets with known truth: `node bench/match/real-data.ts [name…]`, ENGAWA_DATA set. */
import { join } from 'node:path';
import { columnOf, match, readTable, type Score, scoreOf, type Table, truePairs } from './score.ts';

const home = process.env.ENGAWA_DATA;
if (home === undefined) throw new Error('Set ENGAWA_DATA to the folder of the public data sets.');
const data = home;

interface Trial {
  readonly name: string;
  run(): Promise<Score>;
}

/** One table; the truth is a column, or a part of the key. */
function dedupe(name: string, file: string, truthOf: (table: Table) => string[]): Trial {
  return {
    name,
    run: async () => {
      const table = await readTable(join(data, file));
      const key = table.headers.includes('id') ? 'id' : (table.headers[0] ?? '');
      const { result, seconds } = await match([table]);
      result.close();
      return scoreOf(result.pairs, truePairs(columnOf(table, key), truthOf(table)), seconds);
    },
  };
}

function link(name: string, left: string, right: string, truth: string): Trial {
  return {
    name,
    run: async () => {
      const tables = [await readTable(join(data, left)), await readTable(join(data, right))];
      const gold = await readTable(join(data, truth));
      const { result, seconds } = await match(tables);
      result.close();
      const wanted = new Set(gold.rows.map((row) => `${row[0] ?? ''}\t${row[1] ?? ''}`));
      return scoreOf(result.pairs, wanted, seconds, true);
    },
  };
}

const febrl = (table: Table) =>
  columnOf(table, 'rec_id').map((id) => id.split('-').slice(0, 2).join('-'));
const column = (name: string) => (table: Table) => columnOf(table, name);

const trials: readonly Trial[] = [
  dedupe('febrl1', 'er-people/febrl1.csv.gz', febrl),
  dedupe('febrl2', 'er-people/febrl2.csv.gz', febrl),
  dedupe('febrl3', 'er-people/febrl3.csv.gz', febrl),
  dedupe('fake_1000', 'er-people/splink_fake_1000.csv.gz', column('cluster')),
  dedupe('rldata500', 'er-people/rldata500.csv.gz', column('entity_id')),
  dedupe('historical_half', 'er-people/splink_historical_dev.csv.gz', column('cluster')),
  dedupe('chicago_sites', 'er-places/chicago_early_childhood_sites.csv.gz', column('true_id')),
  link(
    'abt_buy',
    'er-products/abt-buy/abt.csv.gz',
    'er-products/abt-buy/buy.csv.gz',
    'er-products/abt-buy/gt.csv.gz',
  ),
  link(
    'walmart_amazon',
    'er-products/walmart-amazon/walmart.csv.gz',
    'er-products/walmart-amazon/amazon.csv.gz',
    'er-products/walmart-amazon/gt.csv.gz',
  ),
  link(
    'dblp_acm',
    'er-products/dblp-acm/dblp.csv.gz',
    'er-products/dblp-acm/acm.csv.gz',
    'er-products/dblp-acm/gt.csv.gz',
  ),
  link(
    'restaurants',
    'er-places/rest1-rest2/rest1.csv.gz',
    'er-places/rest1-rest2/rest2.csv.gz',
    'er-places/rest1-rest2/gt.csv.gz',
  ),
];

const asked = process.argv.slice(2);
for (const trial of trials.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
  const { precision, recall, f1, found, wanted, seconds } = await trial.run();
  const share = (value: number) => value.toFixed(4);
  console.log(
    `${trial.name.padEnd(16)} P ${share(precision)} R ${share(recall)} F1 ${share(f1)}  ` +
      `${found} found of ${wanted}, ${seconds.toFixed(1)} s`,
  );
}
