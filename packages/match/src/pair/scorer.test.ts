import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePeople } from '../../../../bench/match/japanese-people.ts';
import { personCells } from '../../../../bench/match/person-cells.ts';
import { matchTables } from '../engine/match.ts';
import { openStore, type Store } from '../engine/store.ts';
import { PEOPLE_PLAN_VERSION, PERSON_FIELDS, planPeople } from '../plan/people.ts';
import { compileExpression } from './expression.ts';
import { createScorer } from './scorer.ts';

const todayYear = 2026;
const plan = planPeople(todayYear);
const columns = plan.prepared.map(({ name }) => name);

describe('expressions of the plan', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore({ threads: 1, memoryLimit: '200MB' });
    await store.run(`CREATE TABLE l (${columns.map((name) => `${name} VARCHAR`).join(', ')})`);
    await store.run('CREATE TABLE r AS FROM l');
  });
  afterAll(() => store.close());

  const value = fc.oneof(
    { weight: 2, arbitrary: fc.constant(null) },
    fc.constantFrom('19810429', '19812904', '19810430', 'yamada', 'yamata', 'hanako', 'hana'),
    fc.constantFrom('山田', '山口', '山', '花子', 'yamada@example', '0312345678', '0901234567'),
    fc.string({
      unit: fc.constantFrom('a', 'b', 'é', '山', '田', '😀', ' '),
      minLength: 1,
      maxLength: 9,
    }),
  );
  // Dates are eight digits in the store: hamming wants equal lengths.
  const record = fc.record(
    Object.fromEntries(
      columns.map((name) => [
        name,
        name === 'born' ? fc.constantFrom(null, '19810429', '19812904', '19800429') : value,
      ]),
    ),
  );

  test('say of any two records what the store says', async () => {
    const expressions = plan.comparisons.flatMap(({ isMissing, levels }) => [
      isMissing,
      ...levels.map(({ when }) => when),
    ]);
    const compiled = expressions.map(compileExpression);
    await fc.assert(
      fc.asyncProperty(record, record, fc.boolean(), async (one, drawn, isNear) => {
        const other = isNear ? { ...drawn, ...one, given_p: drawn.given_p ?? null } : drawn;
        const literal = (text: string | null | undefined) =>
          text === null || text === undefined ? 'NULL' : `'${text.replaceAll("'", "''")}'`;
        const row = (each: Record<string, string | null>) =>
          columns.map((name) => literal(each[name])).join(', ');
        await store.run(`DELETE FROM l; INSERT INTO l VALUES (${row(one)})`);
        await store.run(`DELETE FROM r; INSERT INTO r VALUES (${row(other)})`);
        const [said = []] = await store.all(`SELECT ${expressions.join(', ')} FROM l, r`);
        expect(compiled.map((work) => work(one, other))).toEqual(said);
      }),
      { numRuns: 150 },
    );
  });

  test('that nobody understands are refused when they are read', () => {
    expect(() => compileExpression('l.a LIKE r.a')).toThrow('not understood');
    expect(() => compileExpression('soundex(l.a) = 1')).toThrow('soundex');
  });
});

test('a pair scored alone is as likely as the same pair in the whole book', async () => {
  const { table } = makePeople(2_000, 'tuning');
  const rows = personCells(table);
  const source = { name: 'book', headers: PERSON_FIELDS, rows: () => [rows] };
  const result = await matchTables([source], { todayYear, plan });
  const { collisions, counts } = await result.countValues(1);
  const countOf = new Map(counts.map(({ column, value, count }) => [`${column} ${value}`, count]));
  const n = result.recordCount;
  const scorer = createScorer(
    {
      planVersion: PEOPLE_PLAN_VERSION,
      model: result.model,
      recordCount: n,
      pairCount: (n * (n - 1)) / 2,
      collisions,
    },
    todayYear,
  );
  const byKey = new Map(rows.map((row) => [row[0], scorer.prepare(row)]));
  const countIn = (column: string, text: string) => countOf.get(`${column} ${text}`);
  let met = 0;
  for (const { leftId, rightId } of result.pairs) {
    const keys = new Set(scorer.keysOf(byKey.get(leftId) ?? {}).map(({ text }) => text));
    if (scorer.keysOf(byKey.get(rightId) ?? {}).some(({ text }) => keys.has(text))) met += 1;
  }
  expect(met / result.pairs.length).toBeGreaterThan(0.97);
  for (const { leftId, rightId } of result.pairs.filter((_, at) => at % 150 === 0)) {
    const [one, other] = [byKey.get(leftId) ?? {}, byKey.get(rightId) ?? {}];
    const explained = await result.explain(leftId, rightId);
    const alone = scorer.score(one, other, countIn);
    expect(alone.probability).toBeCloseTo(explained?.probability ?? 0, 2);
    expect(scorer.score(other, one, countIn)).toEqual(alone);
  }
  result.close();
});
