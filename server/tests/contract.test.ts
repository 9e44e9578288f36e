// The API document is what the server does: checked in, complete, every operation guarded.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiDocument } from '#kernel/openapi';
import { expect, test } from '#testing';
import { modules, tiers } from '../modules.ts';

type Operation = {
  operationId?: string;
  tags?: string[];
  summary?: string;
  'x-engawa-access'?: string;
  responses?: Record<string, unknown>;
};
type Document = { paths: Record<string, Record<string, Operation>> };

const checkedIn = readFileSync(join(import.meta.dirname, '..', 'openapi.json'), 'utf8');

function operationsOf(document: Document): { name: string; operation: Operation }[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  );
}

/** What is missing from operations, as sentences. */
function complaintsOf(document: Document): string[] {
  const words = new Set([...Object.keys(tiers), 'house', 'log', 'webhooks']);
  const seen = new Map<string, string>();
  return operationsOf(document).flatMap(({ name, operation }) => {
    const complaints: string[] = [];
    const id = operation.operationId;
    if (id === undefined || !/^[a-z][A-Za-z]+$/.test(id)) {
      complaints.push(`${name} needs an operationId in the form verbNoun`);
    } else if (seen.has(id)) {
      complaints.push(`${name} and ${seen.get(id)} share the operationId ${id}`);
    } else {
      seen.set(id, name);
    }
    const [tag = ''] = operation.tags ?? [];
    if (!words.has(tag) || !name.includes(` /api/${tag}`)) {
      complaints.push(`${name} must carry the word of its module as tag and path prefix`);
    }
    if (operation['x-engawa-access'] === undefined) {
      complaints.push(`${name} does not say who may use it`);
    }
    if ((operation.summary ?? '') === '') {
      complaints.push(`${name} needs a summary`);
    }
    return complaints;
  });
}

test('the document in the repository is the document of the code', async ({ house }) => {
  await house.app.ready();
  expect(apiDocument(house.app) === checkedIn, 'run `npm run generate` and commit the result').toBe(
    true,
  );
});

test('every operation has an id, its module’s word, a summary and says who may use it', () => {
  expect(complaintsOf(JSON.parse(checkedIn) as Document)).toEqual([]);
});

test('the check finds an operation that says nothing of itself', () => {
  const empty: Document = { paths: { '/api/places/x': { get: {} } } };
  expect(complaintsOf(empty)).toHaveLength(4);
});

test('every guarded operation refuses a caller without sign-in', async ({ house }) => {
  const document = JSON.parse(checkedIn) as Document;
  const open: string[] = [];
  for (const { name, operation } of operationsOf(document)) {
    if (operation['x-engawa-access'] === 'public') {
      continue;
    }
    const [method = 'GET', path = ''] = name.split(' ');
    const url = path.replaceAll(/\{[^}]+\}/g, 'x');
    const answer = await house.request(method as 'GET', url, method === 'GET' ? undefined : {});
    if (answer.status !== 401) {
      open.push(`${name} answered ${answer.status}`);
    }
  }
  expect(open).toEqual([]);
});

test('every module is listed once, in the order of the tiers', () => {
  const order = modules.map((module) => tiers[module.name as keyof typeof tiers]);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(new Set(modules.map((module) => module.name)).size).toBe(modules.length);
});
