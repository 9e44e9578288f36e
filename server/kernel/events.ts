// Events: what modules announce. Each has a type (`orders.placed`), a version and a payload schema; the
// payload holds typed ids and amounts, never a personal field in clear (those go into `sealed`).
import { type Static, type TSchema, Type } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { newId } from './ids.ts';

export type NewEvent = {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  /** The typed id of what it is about: `ord_…`. */
  readonly subject: string;
  readonly recordId: string | null;
  readonly placeId: string | null;
  readonly channel: string | null;
  readonly occurredAt: Temporal.Instant | null;
  readonly data: object;
  readonly sealed: Buffer | null;
  /** Who acted, where that is not the transaction's actor (a member of a batch). */
  readonly actor: string | null;
};

export type EventContext = {
  /** The customer record it belongs to (uuid). */
  readonly recordId?: string | null;
  /** The place it happened at (uuid). */
  readonly placeId?: string | null;
  readonly channel?: string | null;
  /** When it happened, if that is not now (a late offline sale, an import). */
  readonly occurredAt?: Temporal.Instant;
  /** Personal payload, sealed under the record's key. */
  readonly sealed?: Buffer | null;
  /** Who acted, where that is not the transaction's actor. */
  readonly actor?: string;
};

export type EventKind<Schema extends TSchema> = {
  readonly type: string;
  readonly version: number;
  readonly schema: Schema;
  /** Makes an event; throws when the payload does not fit its schema (a bug). */
  make(subject: string, data: Static<Schema>, context?: EventContext): NewEvent;
};

const kinds = new Map<string, EventKind<TSchema>>();

/** Declares an event type. `version` grows when the payload changes in a way readers must know. */
export function defineEvent<Schema extends TSchema>(
  type: string,
  version: number,
  schema: Schema,
): EventKind<Schema> {
  let validator: Validator | undefined;
  const kind: EventKind<Schema> = {
    type,
    version,
    schema,
    make: (subject, data, context = {}) => {
      validator ??= Compile(schema);
      if (!validator.Check(data)) {
        const [first] = validator.Errors(data);
        throw new Error(`the payload of ${type} does not fit: ${JSON.stringify(first)}`);
      }
      return {
        id: newId(),
        type,
        version,
        subject,
        recordId: context.recordId ?? null,
        placeId: context.placeId ?? null,
        channel: context.channel ?? null,
        occurredAt: context.occurredAt ?? null,
        data: data,
        sealed: context.sealed ?? null,
        actor: context.actor ?? null,
      };
    },
  };
  kinds.set(type, kind);
  return kind;
}

/** Every event type declared so far, for the reference and for webhooks. */
export function declaredEvents(): readonly EventKind<TSchema>[] {
  return [...kinds.values()].toSorted((a, b) => (a.type < b.type ? -1 : 1));
}

/** An event as the log gives it out: CloudEvents 1.0 with Engawa's extension attributes. */
export const LoggedEvent = Type.Object({
  specversion: Type.Literal('1.0'),
  id: Type.String(),
  source: Type.String(),
  type: Type.String(),
  subject: Type.String(),
  time: Type.String({ format: 'date-time', description: 'When it happened.' }),
  datacontenttype: Type.Literal('application/json'),
  dataversion: Type.Integer(),
  position: Type.Integer({ description: 'Dense, commit-safe order of the log within its epoch.' }),
  epoch: Type.Integer(),
  recordedat: Type.String({ format: 'date-time' }),
  actor: Type.String(),
  recordid: Type.Union([Type.String(), Type.Null()]),
  placeid: Type.Union([Type.String(), Type.Null()]),
  channel: Type.Union([Type.String(), Type.Null()]),
  data: Type.Record(Type.String(), Type.Unknown()),
});
export type LoggedEvent = Static<typeof LoggedEvent>;
