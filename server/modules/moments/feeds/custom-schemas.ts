// Schemas for events that only this company sends. A schema names the fields that are kept and what kind of value
// each is; free text is no kind, since nobody could say what stands in it. Every change is a new version: a moment
// tells by which it was read.
import { hash } from 'node:crypto';
import { type TSchema, Type } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import type { Tx } from '#kernel/transaction';
import { momentsRefusals } from '../errors.ts';
import { momentsSchemaAdded } from '../events.ts';
import { kindOf, type MomentData, type Properties } from './kinds.ts';
import { type CustomSchemaRow, insertCustomSchema, listCustomSchemas } from './store.ts';

export const fieldKinds = {
  number: Type.Number({ minimum: -1e15, maximum: 1e15 }),
  integer: Type.Integer({ minimum: -1e15, maximum: 1e15 }),
  boolean: Type.Boolean(),
  /** A word of a list somewhere: letters, digits and . _ : - only, not a number of a telephone's length. */
  code: Type.String({ pattern: '^(?!\\+?\\d{9,})[A-Za-z0-9._:-]{1,64}$' }),
  time: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d(T[\\d:.]{5,16}(Z|[+-]\\d\\d:\\d\\d))?$' }),
} as const satisfies Record<string, TSchema>;
export type FieldKind = keyof typeof fieldKinds;

export type CustomField = { readonly kind: FieldKind; readonly isNeeded: boolean };
export type CustomFields = Readonly<Record<string, CustomField>>;

const personal =
  /mail|phone|tel|fax|name|address|addr|street|zip|postal|birth|dob|gender|sex|passport|ssn|iban|card|password|secret|氏名|住所|電話/i;

/**
 * Adds a schema or its next version; answers the version. Refuses with moments.schema_taken (a name of ours) and
 * moments.field_personal (a field that is a person's belongs into identify).
 */
export async function addCustomSchema(
  tx: Tx,
  schema: { readonly name: string; readonly fields: CustomFields },
): Promise<{ readonly type: string; readonly version: number }> {
  const { name, fields } = schema;
  const type = typeOf(name);
  if (kindOf(name) !== undefined) {
    throw momentsRefusals.schema_taken();
  }
  const told = Object.keys(fields).find((field) => personal.test(field));
  if (told !== undefined) {
    throw momentsRefusals.field_personal({ field: told });
  }
  const version = await insertCustomSchema(tx, { name, type, fields });
  tx.emit(momentsSchemaAdded.make(type, { type, version }));
  return { type, version };
}

export type CustomKind = {
  readonly type: string;
  readonly version: number;
  readonly validator: Validator;
  readonly keep: (properties: Properties) => MomentData;
};

const compiled = new Map<string, CustomKind>();

/** The newest schema of each name that has one. */
export async function findCustomKinds(
  tx: Tx,
  names: readonly string[],
): Promise<Map<string, CustomKind>> {
  const rows = names.length === 0 ? [] : await listCustomSchemas(tx, names);
  return new Map(rows.map((row) => [row.name, customKind(row)]));
}

/** `Coupon Shared` → `custom.coupon_shared`; a name without Latin letters gets a short hash. */
function typeOf(name: string): string {
  const word = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, 60);
  return `custom.${word === '' ? hash('sha256', name, 'hex').slice(0, 16) : word}`;
}

function customKind(row: CustomSchemaRow): CustomKind {
  // A version never changes, so its validator is made once; names of other houses differ in their fields.
  const key = JSON.stringify([row.name, row.version, row.fields]);
  let kind = compiled.get(key);
  if (kind === undefined) {
    const entries = Object.entries(row.fields);
    const shape = entries.map(([field, { kind: word, isNeeded }]): [string, TSchema] => [
      field,
      isNeeded ? fieldKinds[word] : Type.Optional(fieldKinds[word]),
    ]);
    kind = {
      type: row.type,
      version: row.version,
      validator: Compile(Type.Object(Object.fromEntries(shape))),
      keep: (properties) =>
        Object.fromEntries(
          entries.flatMap(([field]) =>
            properties[field] === undefined
              ? []
              : [[field, properties[field] as string | number | boolean]],
          ),
        ),
    };
    compiled.set(key, kind);
  }
  return kind;
}
