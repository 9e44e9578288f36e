import fc from 'fast-check';
import { expect, test } from '#testing';
import { statement } from './db.ts';
import { arrayKindsOf, binaryArray } from './db-arrays.ts';
import { newId } from './ids.ts';

// Each type once as the server sends it and once as a literal that Postgres reads itself.
const types = {
  uuid: fc.uuid(),
  text: fc.string({ unit: 'grapheme', maxLength: 80 }).map((text) => text.replaceAll('\0', '')),
  smallint: fc.integer({ min: -32_768, max: 32_767 }),
  int: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  bigint: fc.maxSafeInteger(),
  float8: fc.double({ noNaN: true, noDefaultInfinity: true }),
  boolean: fc.boolean(),
  bytea: fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes)),
  timestamptz: fc
    .integer({ min: -8_000_000_000_000, max: 9_000_000_000_000 })
    .chain((ms) => fc.nat(999).map((us) => instantOf(ms, us))),
  date: fc
    .integer({ min: -300_000, max: 300_000 })
    .map((days) => Temporal.PlainDate.from('2000-01-01').add({ days })),
} as const satisfies Record<string, fc.Arbitrary<unknown>>;

function instantOf(ms: number, us: number): Temporal.Instant {
  return Temporal.Instant.fromEpochNanoseconds(BigInt(ms) * 1_000_000n + BigInt(us) * 1000n);
}

for (const [type, values] of Object.entries(types)) {
  const asked = statement<{ same: boolean }>(
    `SELECT $1::${type}[] IS NOT DISTINCT FROM ($2::text)::${type}[] AS same`,
  );
  test(`an array of ${type} arrives as its text form would`, async ({ house }) => {
    const [kind] = asked.arrays;
    const samples = fc.sample(fc.array(fc.option<unknown>(values), { maxLength: 40 }), {
      numRuns: 30,
      seed: 7,
    });
    for (const sample of [[], [null], ...samples]) {
      expect(kind && binaryArray(kind, sample)).toBeInstanceOf(Buffer);
      expect(await house.db.one(asked, [sample, literalOf(sample)])).toEqual({ same: true });
    }
  });
}

function literalOf(values: readonly unknown[]): string {
  const elements = values.map((value) => {
    const text = Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : String(value);
    return value === null ? 'NULL' : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  });
  return `{${elements.join(',')}}`;
}

test('what does not fit its type is left to Postgres, which says what is wrong', async ({
  house,
}) => {
  const kindOf = (type: string) => arrayKindsOf(`SELECT $1::${type}[]`)[0];
  const misfits: [string, unknown][] = [
    ['uuid', 'no uuid'],
    ['uuid', `${newId().slice(0, 35)}g`],
    ['uuid', newId().replaceAll('-', 'a')],
    ['int', 2 ** 31],
    ['int', 1.5],
    ['int', '7'],
    ['bigint', 2 ** 60],
    ['smallint', -32_769],
    ['timestamptz', Temporal.Instant.from('2026-11-22T00:00:00.0000005Z')],
    ['timestamptz', Temporal.Instant.from('9999-01-01T00:00:00Z')],
    ['date', Temporal.PlainDate.from('0033-04-03')],
    ['text', { a: 1 }],
    ['bytea', 'text'],
  ];
  for (const [type, value] of misfits) {
    const kind = kindOf(type);
    expect(kind && binaryArray(kind, [value]), `${type} ${String(value)}`).toBeUndefined();
  }
  const uuids = statement<{ n: number }>('SELECT cardinality($1::uuid[]) AS n');
  await expect(house.db.one(uuids, [['no uuid']])).rejects.toThrow(/invalid input syntax/);
  const numbers = statement<{ sum: number }>('SELECT sum(n) AS sum FROM unnest($1::int[]) AS n');
  expect(await house.db.one(numbers, [['7', 3]])).toEqual({ sum: 10 });
  const days = statement<{ day: Temporal.PlainDate }>('SELECT ($1::date[])[1] AS day');
  const { day } = await house.db.one(days, [[Temporal.PlainDate.from('0033-04-03')]]);
  expect(String(day)).toBe('0033-04-03');
});

test('types that are not known, and arrays without a cast, go as they did', async ({ house }) => {
  const asked = statement<{ sum: string; n: number }>(
    'SELECT sum(n) AS sum, (SELECT count(*) FROM pg_type WHERE typname = ANY ($2)) AS n FROM unnest($1::numeric[]) AS n',
  );
  expect(
    await house.db.one(asked, [
      ['1.5', '2.25'],
      ['uuid', 'text'],
    ]),
  ).toEqual({
    sum: '3.75',
    n: 2,
  });
});
