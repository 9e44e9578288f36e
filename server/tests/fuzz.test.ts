// Every operation of the API document, fed with what nobody should send: no answer is a 500, and nothing is
// half-written. Inputs are made from the document itself: right shapes with wrong values and wrong shapes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { transaction } from '#kernel/transaction';
import { expect, test } from '#testing';

type Schema = {
  type?: string | string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  format?: string;
};
type Operation = {
  parameters?: { name: string; in: string; schema?: Schema }[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
};
type Document = { paths: Record<string, Record<string, Operation>> };

const document = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', 'openapi.json'), 'utf8'),
) as Document;

const nasty = fc.constantFrom<unknown>(
  null,
  '',
  'x',
  '\u0000',
  '縁側🏯',
  "'; DROP TABLE orders.order; --",
  '../../etc/passwd',
  'A'.repeat(5000),
  -1,
  0,
  0.5,
  1e308,
  -1e308,
  Number.MAX_SAFE_INTEGER,
  true,
  [],
  {},
  [[[[]]]],
  { __proto__: { x: 1 } },
  '2026-02-30',
  '9999999-99',
  'ord_00000000000000000000000000',
  '\ud800',
);

/** A value that fits the schema more or less. */
function valueFor(schema: Schema | undefined, depth = 0): fc.Arbitrary<unknown> {
  if (schema === undefined || depth > 4) {
    return nasty;
  }
  if (schema.const !== undefined) {
    return fc.constant(schema.const);
  }
  if (schema.enum !== undefined) {
    return fc.constantFrom(...schema.enum);
  }
  if (schema.anyOf !== undefined && schema.anyOf.length > 0) {
    return fc.oneof(...schema.anyOf.map((each) => valueFor(each, depth + 1)));
  }
  if (schema.pattern !== undefined && /^\^[a-z]{3}_/.test(schema.pattern)) {
    return fc.constant(`${schema.pattern.slice(1, 4)}_01jd0000000000000000000000`);
  }
  const type = (Array.isArray(schema.type) ? schema.type[0] : schema.type) ?? 'string';
  switch (type) {
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([name, each]) => [
            name,
            fc.oneof(
              { weight: 6, arbitrary: valueFor(each, depth + 1) },
              { weight: 1, arbitrary: nasty },
            ),
          ]),
        ),
        { requiredKeys: Object.keys(schema.properties ?? {}).slice(0, 4) },
      );
    case 'array':
      return fc.array(valueFor(schema.items, depth + 1), { maxLength: 4 });
    case 'integer':
    case 'number':
      return fc.constantFrom(0, 1, 2, -1, 2_147_483_648, 0.001);
    case 'boolean':
      return fc.boolean();
    default:
      return schema.format === 'date'
        ? fc.constantFrom('2026-11-21', '0001-01-01', '9999-12-31')
        : fc.constantFrom('a', '縁', '2026-11-21T00:00:00Z', 'JPY', '1', ' ', 'T7000012050002');
  }
}

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(() => !path.endsWith('/stream'))
    .map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
);

function requestFor({
  path,
  operation,
}: (typeof operations)[number]): fc.Arbitrary<{ url: string; body: unknown }> {
  const parameters = operation.parameters ?? [];
  const body = operation.requestBody?.content?.['application/json']?.schema;
  return fc
    .tuple(
      fc.tuple(...parameters.map((each) => fc.oneof(valueFor(each.schema), nasty))),
      body === undefined
        ? fc.constant(undefined)
        : fc.oneof({ weight: 5, arbitrary: valueFor(body) }, { weight: 1, arbitrary: nasty }),
    )
    .map(([values, made]) => {
      let url = path;
      const query: string[] = [];
      parameters.forEach((each, index) => {
        const text = encodeURIComponent(safeText(values[index]));
        if (each.in === 'path') {
          url = url.replace(`{${each.name}}`, text === '' ? 'x' : text);
        } else if (each.in === 'query') {
          query.push(`${each.name}=${text}`);
        }
      });
      return { url: `${url}?${query.join('&')}`, body: made };
    });
}

function safeText(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))
    .toWellFormed()
    .slice(0, 1500);
}

test('no operation answers 500, whatever it is fed', { timeout: 120_000 }, async ({ house }) => {
  const owner = await house.as('owner');
  const bugs = new Map<string, string>();
  for (const each of operations) {
    const name = `${each.method} ${each.path}`;
    await fc.assert(
      fc.asyncProperty(requestFor(each), async ({ url, body }) => {
        const payload =
          body === undefined || each.method === 'GET' ? undefined : JSON.stringify(body);
        const answer = await house.app.inject({
          method: each.method as 'GET',
          url,
          headers: {
            ...owner,
            ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(payload === undefined ? {} : { payload }),
        });
        if (answer.statusCode >= 500) {
          bugs.set(
            name,
            `${answer.statusCode} ${url.slice(0, 200)} ${payload?.slice(0, 300) ?? ''}`,
          );
        }
      }),
      { numRuns: process.env.ENGAWA_PROOF === 'full' ? 400 : 40, seed: 20_261_121 },
    );
  }
  expect(Object.fromEntries(bugs)).toEqual({});
});

test('broken JSON, wrong media types and huge bodies are refused with a sentence', async ({
  house,
}) => {
  const owner = { ...(await house.as('owner')), 'content-type': 'application/json' };
  const post = (payload: string, headers: Record<string, string> = owner) =>
    house.app.inject({ method: 'POST', url: '/api/places', headers, payload });
  expect((await post('{"code": ')).statusCode).toBe(400);
  expect((await post('[]')).json()).toMatchObject({ code: 'kernel.input_invalid' });
  const huge = await post(JSON.stringify({ code: 'x'.repeat(2_000_000) }));
  expect(huge.statusCode).toBe(413);
  expect(huge.json().detail).toMatch(/大きすぎ/);
  const xml = await post('<place/>', { ...owner, 'content-type': 'application/xml' });
  expect(xml.statusCode).toBe(415);
  const english = await post('{"code": ', { ...owner, 'accept-language': 'en' });
  expect(english.json().detail).toMatch(/could not be read/);
});

test('the fuzz sees a bug when there is one', async ({ house }) => {
  const failing = transaction(house.db, {}, async (tx) => {
    await tx.client.query('SELECT 1/0');
  });
  await expect(failing).rejects.toThrow(/division by zero/);
});
