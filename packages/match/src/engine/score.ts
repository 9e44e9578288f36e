/** Patterns of pairs, the model learned from them, and the probability of each likely pair. */
import { conflictAt, withoutConflict } from '../model/conflict.ts';
import {
  chancesOf,
  judgePattern,
  learnModel,
  type Model,
  type Pattern,
  type PatternCount,
} from '../model/model.ts';
import { patternSql, unpackPattern } from '../model/pattern.ts';
import { RARE_COUNT, RARE_LEAST, RARE_MOST } from '../model/rarity.ts';
import type { Comparison } from '../plan/comparison.ts';
import { countPairs, makeSimilarities } from './candidates.ts';
import type { Link } from './clusters.ts';
import type { Loaded } from './load.ts';
import type { Store } from './store.ts';

export interface ScoredPair {
  readonly left: number;
  readonly right: number;
  readonly probability: number;
  readonly pattern: bigint;
  /** The probability were it not for the field that contradicts; the same where none does. */
  readonly withoutConflict: number;
}

/** Pairs less likely than this without the weight of rare values are not looked at again. */
const UNLIKELY = 1e-4;
/** A pair less likely than this speaks against the group it would be in. */
const OPPOSED = 0.001;

export function textNames(comparisons: readonly Comparison[]): string[] {
  return comparisons.flatMap(({ textColumn }) => (textColumn === undefined ? [] : [textColumn]));
}

/** `into (l, r, pat)` for the pairs in `from (l, r)`. */
export async function makePatterns(
  store: Store,
  comparisons: readonly Comparison[],
  from: string,
  into: string,
): Promise<void> {
  const texts = textNames(comparisons);
  await makeSimilarities(store, from, texts);
  const sims = texts.map(
    (name) => `LEFT JOIN sim_${name} ON sim_${name}.l = p.l AND sim_${name}.r = p.r`,
  );
  await store.run(`CREATE OR REPLACE TABLE ${into} AS
    SELECT p.l, p.r, ${patternSql(comparisons)} AS pat
    FROM ${from} p JOIN rec l ON l.rid = p.l JOIN rec r ON r.rid = p.r ${sims.join(' ')}`);
}

/** Candidates within one group whose pattern speaks against them. */
export async function findOpposed(
  store: Store,
  comparisons: readonly Comparison[],
  model: Model,
  groups: ReadonlyMap<number, number>,
): Promise<Link[]> {
  await store.run('CREATE OR REPLACE TABLE grouped (rid INTEGER, g INTEGER)');
  await store.append('grouped', ['INTEGER', 'INTEGER'], [[...groups.keys()], [...groups.values()]]);
  const [lefts = [], rights = [], packed = []] = await store.columns(`
    SELECT p.l, p.r, p.pat FROM pairs p JOIN grouped a ON a.rid = p.l
    JOIN grouped b ON b.rid = p.r AND a.g = b.g ORDER BY p.l, p.r`);
  const chances = new Map<bigint, number>();
  return packed.flatMap((value, at): Link[] => {
    const pat = value as bigint;
    const chance =
      chances.get(pat) ?? chancesOf(model, unpackPattern(pat, comparisons.length)).same;
    chances.set(pat, chance);
    if (chance >= OPPOSED) return [];
    return [{ left: Number(lefts[at]), right: Number(rights[at]), probability: chance }];
  });
}

async function countPatterns(store: Store, table: string, width: number): Promise<PatternCount[]> {
  const [packed = [], counts = []] = await store.columns(
    `SELECT pat, count(*) FROM ${table} GROUP BY pat ORDER BY pat`,
  );
  return packed.map((pat, at) => ({
    pattern: unpackPattern(pat as bigint, width),
    count: Number(counts[at]),
  }));
}

export async function learnFromStore(store: Store, loaded: Loaded): Promise<Model> {
  const { comparisons } = loaded.plan;
  return learnModel(comparisons, {
    candidates: await countPatterns(store, 'pairs', comparisons.length),
    random: await countPatterns(store, 'rand_pairs', comparisons.length),
    pairCount: countPairs(loaded),
    recordCount: loaded.recordCount,
    matchesMax: matchesMax(loaded),
  });
}

function matchesMax({ leftCount, recordCount }: Loaded): number {
  return leftCount < recordCount
    ? Math.min(leftCount, recordCount - leftCount)
    : Number.POSITIVE_INFINITY;
}

/** Pairs of `table` that may be the same, with what rare and common values add. */
export async function scorePairs(
  store: Store,
  loaded: Loaded,
  model: Model,
  table: string,
  least: number,
): Promise<ScoredPair[]> {
  const { comparisons } = loaded.plan;
  await storeWeights(store, model, table, comparisons, least);
  const rare = await rareTerms(store, loaded, model);
  const joins = rare.map(
    ({ column, alias }) => `LEFT JOIN ${alias} ON ${alias}.v = coalesce(l.${column}, r.${column})`,
  );
  const sum = (own: boolean) =>
    rare
      .filter(({ isOwn }) => !own || isOwn)
      .map(({ term }) => `+ ${term}`)
      .join(' ');
  const rows = await store.columns(`
    WITH likely AS (SELECT p.l, p.r, p.pat, w.same, w.near, w.strange, w.undo FROM ${table} p JOIN weight w USING (pat)),
    weighed AS (
      SELECT p.l AS a, p.r AS b, p.pat, p.same, p.near ${sum(true)} AS near_one, p.strange ${sum(false)} AS stranger, p.undo
      FROM likely p JOIN rec l ON l.rid = p.l JOIN rec r ON r.rid = p.r ${joins.join(' ')}),
    judged AS (
      SELECT a, b, pat, 1 / (1 + exp(least(700, near_one - same)) + exp(least(700, stranger - same))) AS chance,
        1 / (1 + exp(least(700, near_one - same - undo)) + exp(least(700, stranger - same - undo))) AS otherwise
      FROM weighed)
    SELECT a, b, chance, pat, otherwise FROM judged WHERE greatest(chance, otherwise) >= ${least} ORDER BY a, b`);
  const [lefts = [], rights = [], chances = [], patterns = [], otherwise = []] = rows;
  return lefts.map((left, at) => ({
    left: Number(left),
    right: Number(rights[at]),
    probability: Number(chances[at]),
    pattern: patterns[at] as bigint,
    withoutConflict: Number(otherwise[at]),
  }));
}

/** `weight (pat, same, near, strange)`: only patterns that may be the same, whatever their values. */
async function storeWeights(
  store: Store,
  model: Model,
  table: string,
  comparisons: readonly Comparison[],
  least: number,
): Promise<void> {
  await store.run(
    'CREATE OR REPLACE TABLE weight (pat BIGINT, same DOUBLE, near DOUBLE, strange DOUBLE, undo DOUBLE)',
  );
  const [packed = []] = await store.columns(`SELECT DISTINCT pat FROM ${table} ORDER BY pat`);
  const kept = packed
    .map((pat) => ({ pat, pattern: unpackPattern(pat as bigint, comparisons.length) }))
    .filter(({ pattern }) => {
      const chance = chancesOf(model, withoutConflict(comparisons, model, pattern)).same;
      return chance >= Math.min(UNLIKELY, least);
    });
  const judged = kept.map(({ pattern }) => judgePattern(model, pattern));
  await store.append(
    'weight',
    ['BIGINT', 'DOUBLE', 'DOUBLE', 'DOUBLE', 'DOUBLE'],
    [
      kept.map(({ pat }) => pat),
      judged.map(({ same }) => same),
      // A kind of pair that does not occur is infinitely unlikely; the store gets a number for it.
      judged.map(({ near }) => Math.max(near, -1e6)),
      judged.map(({ strange }) => strange),
      kept.map(({ pattern }) => undoBits(comparisons, model, pattern)),
    ],
  );
}

/** What the contradicting field took away, as a logarithm; 0 where none contradicts. */
function undoBits(comparisons: readonly Comparison[], model: Model, pattern: Pattern): number {
  const at = conflictAt(comparisons, model, pattern);
  const level = pattern[at] ?? -1;
  if (at === -1 || level < 0) return 0;
  const { m, u } = model.weights[at] ?? { m: [], u: [] };
  return Math.max(0, Math.log((u[level] ?? 1) / (m[level] ?? 1)));
}

interface RareTerm {
  readonly column: string;
  readonly alias: string;
  readonly isOwn: boolean;
  readonly term: string;
}

/**
 * What a value tells beyond its level: a name that one in ten thousand bears makes strangers agree
 * less often than the level says, an address half the table shares more often. The records of one
 * person are not counted against it, or the duplicates looked for would make their own values common.
 */
async function rareTerms(store: Store, loaded: Loaded, model: Model): Promise<RareTerm[]> {
  const { comparisons } = loaded.plan;
  const n = loaded.recordCount;
  const terms: RareTerm[] = [];
  const partners = Math.round((2 * model.matchShare * countPairs(loaded)) / Math.max(1, n));
  for (const [at, { levels, sharing }] of comparisons.entries()) {
    for (const [level, { frequencyOf }] of levels.entries()) {
      if (frequencyOf === undefined) continue;
      const alias = `often_${frequencyOf}`;
      const collisions = await countValues(store, frequencyOf, n);
      const usual =
        level === 0
          ? (model.weights[at]?.u[0] ?? 1)
          : Math.max(collisions, model.weights[at]?.u[level] ?? 1e-9);
      const others = `(greatest(0, coalesce(${alias}.c, 1) - ${2 + partners}) + ${Math.min(RARE_COUNT, usual * n)}) / ${n}`;
      const ratio = `greatest(${RARE_LEAST}, least(${RARE_MOST}, ${others} / ${usual}))`;
      terms.push({
        column: frequencyOf,
        alias,
        isOwn: sharing === 'own',
        term: `(CASE WHEN (p.pat >> ${4 * at}) & 15 = ${level + 1} THEN ln(${ratio}) ELSE 0 END)`,
      });
    }
  }
  return uniteAliases(terms);
}

/** Makes `often_<column> (v, c)`; answers the chance that two records have one value. */
async function countValues(store: Store, column: string, n: number): Promise<number> {
  const alias = `often_${column}`;
  await store.run(`CREATE TABLE IF NOT EXISTS ${alias} AS
    SELECT ${column} AS v, count(*) AS c FROM rec WHERE ${column} IS NOT NULL GROUP BY v`);
  const [[collisions] = []] = await store.all(
    `SELECT sum(c * (c - 1)) / (${n}::DOUBLE * ${Math.max(1, n - 1)}) FROM ${alias}`,
  );
  return Number(collisions ?? 0);
}

export interface ValueCounts {
  readonly collisions: Readonly<Record<string, number>>;
  readonly counts: readonly {
    readonly column: string;
    readonly value: string;
    readonly count: number;
  }[];
}

/** How often values occur that at least `least` records have, by column whose frequency counts. */
export async function countCommonValues(
  store: Store,
  { plan, recordCount }: Loaded,
  least: number,
): Promise<ValueCounts> {
  const columns = new Set(
    plan.comparisons.flatMap(({ levels }) => levels.map(({ frequencyOf }) => frequencyOf)),
  );
  const collisions: Record<string, number> = {};
  const counts: { column: string; value: string; count: number }[] = [];
  for (const column of columns) {
    if (column === undefined) continue;
    collisions[column] = await countValues(store, column, recordCount);
    const [values = [], often = []] = await store.columns(
      `SELECT v, c FROM often_${column} WHERE c >= ${least} ORDER BY c DESC, v`,
    );
    values.forEach((value, at) => {
      counts.push({ column, value: String(value), count: Number(often[at]) });
    });
  }
  return { collisions, counts };
}

/** One join for a column, however many levels ask for it. */
function uniteAliases(terms: readonly RareTerm[]): RareTerm[] {
  const byAlias = new Map<string, RareTerm>();
  for (const term of terms) {
    const before = byAlias.get(`${term.alias} ${term.isOwn}`);
    byAlias.set(
      `${term.alias} ${term.isOwn}`,
      before === undefined ? term : { ...before, term: `${before.term} + ${term.term}` },
    );
  }
  return [...byAlias.values()];
}
