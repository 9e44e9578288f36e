// What people do in our own apps, seen by the app itself. Payloads hold ids, counts and codes: what somebody
// typed into a search never leaves her browser's request, only how many results she got.
import { type TSchema, Type } from 'typebox';
import { defineEvent } from '#kernel/events';

const OptionalText = Type.Union([Type.String(), Type.Null()]);

/** In every moment: the tracked link or poster that led here, and the clerk who was with her. */
const touch = {
  source: OptionalText,
  sourceKind: OptionalText,
  staffId: OptionalText,
};

function defineMoment<Fields extends Record<string, TSchema>>(name: string, fields: Fields) {
  return defineEvent(`moments.${name}`, 1, Type.Object({ ...touch, ...fields }));
}

export const momentEvents = {
  viewed: defineMoment('viewed', { page: Type.String(), itemId: OptionalText }),
  searched: defineMoment('searched', { results: Type.Integer({ minimum: 0 }) }),
  carted: defineMoment('carted', { itemId: Type.String(), quantity: Type.Number() }),
  wished: defineMoment('wished', { itemId: Type.String(), isWished: Type.Boolean() }),
  scanned: defineMoment('scanned', { itemId: OptionalText }),
  proposed: defineMoment('proposed', { itemId: Type.String() }),
  visited: defineMoment('visited', { by: Type.String() }),
  /** `firstSource` is what brought her the very first time, `source` what brought her last. */
  signed_up: defineMoment('signed_up', { firstSource: OptionalText }),
} as const;

/** A browser that agreed to be known is now known to be this account’s. */
export const momentsDeviceLinked = defineEvent(
  'moments.device_linked',
  1,
  Type.Object({ recordId: Type.String(), deviceRecordId: Type.String() }),
);

export const momentsSourceAdded = defineEvent(
  'moments.source_added',
  1,
  Type.Object({ code: Type.String(), kind: Type.String(), placeId: OptionalText }),
);

/**
 * Moments that feeds sent, many at once: the log carries one event for them. `bundle` of a moment is the id of the
 * first; the rows lie between the first and the last.
 */
export const momentsArrived = defineEvent(
  'moments.arrived',
  1,
  Type.Object({
    firstId: Type.String(),
    lastId: Type.String(),
    count: Type.Integer({ minimum: 1 }),
    types: Type.Record(Type.String(), Type.Integer()),
  }),
);

export const momentsFeedAdded = defineEvent(
  'moments.feed_added',
  1,
  Type.Object({ code: Type.String(), placeId: OptionalText }),
);

export const momentsFeedChanged = defineEvent(
  'moments.feed_changed',
  1,
  Type.Object({ code: Type.String(), isEnded: Type.Boolean() }),
);

export const momentsSchemaAdded = defineEvent(
  'moments.schema_added',
  1,
  Type.Object({ type: Type.String(), version: Type.Integer() }),
);

/** People played quarantined moments again, or gave them up. */
export const momentsQuarantineSettled = defineEvent(
  'moments.quarantine_settled',
  1,
  Type.Object({ replayed: Type.Integer(), failed: Type.Integer(), discarded: Type.Integer() }),
);
