// The checked-in API document as tests read it, and requests that fit it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';

type Schema = {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly minProperties?: number;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
};
type Described = {
  readonly operationId: string;
  readonly 'x-engawa-access': string;
  readonly 'x-engawa-purpose'?: 'duty';
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema?: Schema;
  }[];
  readonly requestBody?: {
    readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
  };
};

export type Operation = {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** public, customer or a permission. */
  readonly access: string;
  readonly described: Described;
};

/** Every operation of server/openapi.json. */
export const operations: readonly Operation[] = Object.entries(
  (
    JSON.parse(readFileSync(join(import.meta.dirname, '../../openapi.json'), 'utf8')) as {
      paths: Record<string, Record<string, Described>>;
    }
  ).paths,
).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, described]) => ({
    id: described.operationId,
    method: method.toUpperCase() as Operation['method'],
    path,
    access: described['x-engawa-access'],
    described,
  })),
);

/** Ids that exist, by prefix: `plc` → `plc_01jd…`. */
export type KnownIds = Readonly<Record<string, string>>;

/** The least that fits the operation: required fields only, ids that exist where they are known. */
export function fittingRequest(
  { path, described }: Operation,
  ids: KnownIds,
): { readonly url: string; readonly body: unknown } {
  let url = path;
  const query = new URLSearchParams();
  for (const { name, in: where, required, schema } of described.parameters ?? []) {
    if (where === 'path') {
      url = url.replace(`{${name}}`, encodeURIComponent(String(fitting(schema ?? {}, ids))));
    } else if (where === 'query' && required === true) {
      query.set(name, String(fitting(schema ?? {}, ids)));
    }
  }
  const [content] = Object.values(described.requestBody?.content ?? {});
  return {
    url: query.size === 0 ? url : `${url}?${query.toString()}`,
    body: content?.schema === undefined ? undefined : fitting(content.schema, ids),
  };
}

function fitting(schema: Schema, ids: KnownIds): unknown {
  if (schema.const !== undefined) {
    return schema.const;
  }
  if (schema.enum !== undefined) {
    return schema.enum[0];
  }
  if (schema.anyOf !== undefined) {
    return fitting(schema.anyOf[0] ?? {}, ids);
  }
  const type = typeof schema.type === 'string' ? schema.type : (schema.type?.[0] ?? 'string');
  if (type === 'object') {
    return fittingObject(schema, ids);
  }
  if (type === 'array') {
    return Array.from({ length: schema.minItems ?? 0 }, () => fitting(schema.items ?? {}, ids));
  }
  if (type === 'integer' || type === 'number') {
    return Math.max(schema.minimum ?? 1, 1);
  }
  if (type === 'null') {
    return null;
  }
  return type === 'boolean' ? true : fittingText(schema, ids);
}

function fittingObject(schema: Schema, ids: KnownIds): Record<string, unknown> {
  const properties = Object.entries(schema.properties ?? {});
  const needed = properties.filter(([name]) => schema.required?.includes(name) === true);
  const more = Math.max((schema.minProperties ?? 0) - needed.length, 0);
  const others = properties.filter((each) => !needed.includes(each)).slice(0, more);
  return Object.fromEntries(
    [...needed, ...others].map(([name, each]) => [name, fitting(each, ids)]),
  );
}

function fittingText({ pattern, format, minLength = 0 }: Schema, ids: KnownIds): string {
  const formats: Record<string, string> = {
    date: '2026-11-24',
    'date-time': '2026-11-24T03:00:00Z',
    email: 'somebody@example.jp',
    uuid: '01960000-0000-7000-8000-000000000000',
    uri: 'https://example.jp/',
  };
  if (format !== undefined) {
    return formats[format] ?? 'x';
  }
  const prefix = /^\^([a-z]{3})_\[0-7\]/.exec(pattern ?? '')?.[1];
  if (prefix !== undefined) {
    return ids[prefix] ?? `${prefix}_01jd0000000000000000000000`;
  }
  const plain = 'a'.repeat(Math.max(minLength, 3));
  if (pattern === undefined || new RegExp(pattern, 'u').test(plain)) {
    return plain;
  }
  const [text = ''] = fc.sample(fc.stringMatching(new RegExp(pattern)), { numRuns: 1, seed: 1 });
  return text;
}
