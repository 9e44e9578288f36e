/** The table `cand (l, r)` of pairs to look at, and `rand (l, r)` of random ones. */
import type { BlockKey, Comparison } from '../plan/comparison.ts';
import { budgetFor, chooseRules, type KeyCost, type Rule } from './blocking.ts';
import type { Loaded } from './load.ts';
import type { Store } from './store.ts';

/** Up to here every pair is looked at. */
const ALL_PAIRS_MAX = 2_000_000;
const RANDOM_PAIRS = 1_500_000;
/** Of which this many are compared field by field; more only says the same more exactly. */
const RANDOM_COMPARED = 250_000;
const KEYS_MAX = 30;
/** Nearest by words that are kept for each record. */
const NEAREST = 20;
const WORD_PAIRS_MAX = 40_000_000;

export function countPairs({ leftCount, recordCount }: Loaded): number {
  return leftCount < recordCount
    ? leftCount * (recordCount - leftCount)
    : (recordCount * (recordCount - 1)) / 2;
}

function allPairsSql({ leftCount, recordCount }: Loaded): string {
  return leftCount < recordCount
    ? `SELECT a.rid AS l, b.rid AS r FROM rec a, rec b WHERE a.rid < ${leftCount} AND b.rid >= ${leftCount}`
    : 'SELECT a.rid AS l, b.rid AS r FROM rec a, rec b WHERE a.rid < b.rid';
}

export async function makeRandomPairs(store: Store, loaded: Loaded): Promise<void> {
  const { leftCount, recordCount } = loaded;
  if (countPairs(loaded) <= RANDOM_PAIRS) {
    await store.run(`CREATE TABLE rand AS ${allPairsSql(loaded)}`);
    return;
  }
  const isTwo = leftCount < recordCount;
  const [a, b] = isTwo
    ? [`hash(i) % ${leftCount}`, `${leftCount} + hash(i + 7000000001) % ${recordCount - leftCount}`]
    : [`hash(i) % ${recordCount}`, `hash(i + 7000000001) % ${recordCount}`];
  await store.run(`CREATE TABLE rand AS
    SELECT DISTINCT least(a, b)::INTEGER AS l, greatest(a, b)::INTEGER AS r
    FROM (SELECT ${a} AS a, ${b} AS b FROM range(${RANDOM_PAIRS}) t(i)) WHERE a <> b`);
}

/** `rand_few`: the random pairs that are compared. */
export async function thinRandomPairs(store: Store): Promise<void> {
  const [[count] = []] = await store.all('SELECT count(*) FROM rand');
  const step = Math.max(1, Math.ceil(Number(count) / RANDOM_COMPARED));
  await store.run(`CREATE TABLE rand_few AS SELECT l, r FROM rand WHERE hash(l, r) % ${step} = 0`);
  await store.run('DROP TABLE rand');
}

/** The words of each text with their weights, of length one over a record. */
export async function makeWords(store: Store, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await store.run(`CREATE TABLE words_${name} AS
      WITH said AS (SELECT rid, unnest(string_split(${name}_words, ' ')) AS word FROM rec WHERE ${name}_words IS NOT NULL),
      known AS (SELECT word, count(*) AS df, row_number() OVER (ORDER BY word)::INTEGER AS wid FROM said GROUP BY word),
      weighed AS (SELECT rid, wid, df, ln(1 + (SELECT count(*) FROM rec) / df) AS w FROM said JOIN known USING (word))
      SELECT rid, wid, df, (w / sqrt(sum(w * w) OVER (PARTITION BY rid)))::FLOAT AS w FROM weighed`);
  }
}

/** A code of a model that many records have (1080p, win98) is none. */
const CODE_RECORDS_MAX = 6;

export async function keepRareCodes(store: Store): Promise<void> {
  await store.run(`CREATE TABLE said_codes AS
    SELECT rid, unnest(string_split(codes, ' ')) AS code FROM rec WHERE codes IS NOT NULL`);
  await store.run(`CREATE TABLE rare_codes AS
    SELECT rid, string_agg(code, ' ' ORDER BY code) AS codes FROM said_codes
    WHERE code IN (SELECT code FROM said_codes GROUP BY code HAVING count(*) <= ${CODE_RECORDS_MAX})
    GROUP BY rid`);
  await store.run(
    'UPDATE rec SET codes = (SELECT c.codes FROM rare_codes c WHERE c.rid = rec.rid)',
  );
}

/** `sim (l, r, s_a, s_b …)` of the pairs in `table`; nothing where there are no texts. */
export async function makeSimilarities(
  store: Store,
  table: string,
  names: readonly string[],
): Promise<void> {
  for (const name of names) {
    await store.run(`CREATE OR REPLACE TABLE sim_${name} AS
      SELECT p.l, p.r, sum(a.w * b.w)::DECIMAL(9, 6)::DOUBLE AS s_${name} FROM ${table} p
      JOIN words_${name} a ON a.rid = p.l JOIN words_${name} b ON b.rid = p.r AND b.wid = a.wid
      GROUP BY p.l, p.r`);
  }
}

export async function makeCandidates(store: Store, loaded: Loaded): Promise<string[]> {
  if (countPairs(loaded) <= ALL_PAIRS_MAX) {
    await store.run(`CREATE TABLE cand AS ${allPairsSql(loaded)}`);
    return ['all pairs'];
  }
  const keys = loaded.plan.keys.slice(0, KEYS_MAX);
  const rules = await findRules(store, loaded, keys);
  await store.run('CREATE TABLE met (l INTEGER, r INTEGER)');
  const budget = budgetFor(loaded.recordCount);
  for (const rule of rules) await addRule(store, loaded, keys, rule, budget.pairsPerRule * 2);
  await addNearestByWords(store, loaded, loaded.plan.comparisons);
  await store.run('CREATE TABLE cand AS SELECT DISTINCT l, r FROM met');
  await store.run('DROP TABLE met');
  return rules.map(({ keys: at }) => at.map((key) => keys[key]?.name).join(' + '));
}

async function findRules(store: Store, loaded: Loaded, keys: readonly BlockKey[]): Promise<Rule[]> {
  if (keys.length === 0) return [];
  const any = (key: BlockKey) => `coalesce(${key.expressions.join(', ')})`;
  const [filled = []] = await store.all(
    `SELECT ${keys.map((key) => `count(${any(key)}) / count(*)`).join(', ')} FROM rec`,
  );
  const agrees = keys.map((key, at) => {
    const pairs = key.expressions.flatMap((a) =>
      key.expressions.map((b) => `coalesce(${prefixed(a, 'l')} = ${prefixed(b, 'r')}, false)`),
    );
    return `(CASE WHEN ${pairs.join(' OR ')} THEN ${1 << at} ELSE 0 END)`;
  });
  const costs = await store.all(`SELECT ${agrees.join(' + ')} AS mask, count(*)
    FROM rand p JOIN rec l ON l.rid = p.l JOIN rec r ON r.rid = p.r GROUP BY mask`);
  return chooseRules(
    keys,
    filled.map(Number),
    costs.map(([mask, count]): KeyCost => ({ mask: Number(mask), count: Number(count) })),
    countPairs(loaded),
    budgetFor(loaded.recordCount),
  );
}

/** Column names of an expression get their side; SQL functions and words in quotes stay. */
function prefixed(expression: string, side: string): string {
  return expression.replaceAll(/'[^']*'|\b[a-z]\w*\b(?!\()/g, (word) =>
    word.startsWith("'") ? word : `${side}.${word}`,
  );
}

async function addRule(
  store: Store,
  loaded: Loaded,
  keys: readonly BlockKey[],
  rule: Rule,
  pairsMax: number,
): Promise<void> {
  let variants: string[][] = [[]];
  for (const key of rule.keys) {
    const expressions = keys[key]?.expressions ?? [];
    variants = variants.flatMap((before) => expressions.map((each) => [...before, each]));
  }
  const { leftCount, recordCount } = loaded;
  const isTwo = leftCount < recordCount;
  const rows = variants.map(
    (parts) =>
      `SELECT rid, hash(${parts.join(', ')}) AS k FROM rec WHERE ${parts.map((part) => `${part} IS NOT NULL`).join(' AND ')}`,
  );
  const cost = isTwo
    ? `count(*) FILTER (rid < ${leftCount}) * count(*) FILTER (rid >= ${leftCount})`
    : 'count(*) * (count(*) - 1) / 2';
  const sides = isTwo ? `a.rid < ${leftCount} AND b.rid >= ${leftCount}` : 'a.rid < b.rid';
  await store.run(`CREATE OR REPLACE TEMP TABLE keyed AS ${rows.join(' UNION ')}`);
  await store.run(`INSERT INTO met
    WITH block AS (SELECT k, ${cost} AS c FROM keyed GROUP BY k HAVING c > 0),
    kept AS (SELECT k FROM (SELECT k, sum(c) OVER (ORDER BY c, k) AS spent FROM block) WHERE spent <= ${pairsMax}),
    few AS (SELECT keyed.* FROM keyed JOIN kept USING (k))
    SELECT a.rid, b.rid FROM few a JOIN few b ON a.k = b.k AND ${sides}`);
}

async function addNearestByWords(
  store: Store,
  loaded: Loaded,
  comparisons: readonly Comparison[],
): Promise<void> {
  const name = comparisons.find(({ textColumn }) => textColumn !== undefined)?.textColumn;
  if (name === undefined) return;
  const { leftCount, recordCount } = loaded;
  const sides =
    leftCount < recordCount ? `a.rid < ${leftCount} AND b.rid >= ${leftCount}` : 'a.rid < b.rid';
  await store.run(`INSERT INTO met
    WITH word AS (SELECT wid, any_value(df) AS df FROM words_${name} GROUP BY wid),
    kept AS (SELECT wid FROM (SELECT wid, sum(df * df) OVER (ORDER BY df, wid) AS spent FROM word) WHERE spent <= ${WORD_PAIRS_MAX}),
    few AS (SELECT w.* FROM words_${name} w JOIN kept USING (wid)),
    near AS (SELECT a.rid AS l, b.rid AS r, sum(a.w * b.w) AS s FROM few a JOIN few b ON a.wid = b.wid AND ${sides} GROUP BY a.rid, b.rid)
    SELECT l, r FROM near
    QUALIFY row_number() OVER (PARTITION BY l ORDER BY s DESC, r) <= ${NEAREST}
      OR row_number() OVER (PARTITION BY r ORDER BY s DESC, l) <= ${NEAREST}`);
}
