// The Segment wire (Segment's public spec, "Common fields" and "HTTP API"): identify, track, page, screen, group,
// alias, as single calls or in a batch. Pure.
import { readTime, setRight } from './clock.ts';
import { type Fault, type Incoming, idIn, isRecord, keyOf, recordIn } from './incoming.ts';

export const segmentCalls = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const;

/** Segment's own limits: 32 kB an event, 500 kB a batch. */
export const segmentLimits = { eventBytes: 32 * 1024, batchBytes: 500 * 1024 } as const;

export type Receipt = {
  /** uuid of the feed. */
  readonly feedId: string;
  readonly receivedAtMs: number;
  /** The batch's own sentAt; an event's stands before it. */
  readonly sentAt?: string | undefined;
  /** Made for messages that carry no id. */
  readonly newId: () => string;
};

/** One call as Segment's libraries write it. Never throws: what is wrong with it is its `fault`. */
export function readSegment(body: unknown, receipt: Receipt, isTooLarge = false): Incoming {
  const event = recordIn(body);
  const context = recordIn(event['context']);
  const { type } = event;
  const sentAt = textIn(event['sentAt']) ?? receipt.sentAt;
  const original = event['originalTimestamp'] ?? event['timestamp'];
  const originalMs = readTime(original);
  const { receivedAtMs } = receipt;
  const occurredAtMs = setRight({ original: originalMs, sent: readTime(sentAt) }, receivedAtMs);
  const ids = {
    userId: idIn(event['userId']),
    anonymousId: idIn(event['anonymousId']),
    previousId: idIn(event['previousId']),
  };
  const properties = recordIn(event['properties']);
  return {
    key: keyOf(receipt.feedId, idIn(event['messageId']) ?? receipt.newId()),
    wire: 'segment',
    name: type === 'track' ? (textIn(event['event']) ?? '') : String(type),
    ...ids,
    occurredAtMs,
    receivedAtMs,
    properties: type === 'group' ? { groupId: event['groupId'] } : properties,
    traits: type === 'identify' ? recordIn(event['traits'] ?? context['traits']) : undefined,
    agreed: agreedIn(context['consent']),
    place: textIn(properties['store_id']) ?? textIn(properties['placeId']),
    fault: isTooLarge
      ? { reason: 'too_large', detail: 'an event may have 32 kB' }
      : faultOf({ body, type, ids, original, originalMs, occurredAtMs }),
    body,
    sentAt,
  };
}

function faultOf(read: {
  readonly body: unknown;
  readonly type: unknown;
  readonly ids: Pick<Incoming, 'userId' | 'anonymousId' | 'previousId'>;
  readonly original: unknown;
  readonly originalMs: number | undefined;
  readonly occurredAtMs: number | undefined;
}): Fault | undefined {
  const { body, type, ids } = read;
  if (!isRecord(body)) {
    return { reason: 'shape', detail: 'an event is a JSON object' };
  }
  if (!segmentCalls.some((each) => each === type)) {
    return { reason: 'shape', detail: `type: one of ${segmentCalls.join(', ')}` };
  }
  if (ids.userId === undefined && ids.anonymousId === undefined) {
    return { reason: 'no_person', detail: 'userId or anonymousId: one is needed' };
  }
  if (type === 'alias' && ids.previousId === undefined) {
    return { reason: 'schema', detail: 'previousId: is needed' };
  }
  if (read.original !== undefined && read.original !== null && read.originalMs === undefined) {
    return { reason: 'shape', detail: 'timestamp: an ISO 8601 time' };
  }
  if (read.occurredAtMs === undefined) {
    return { reason: 'time_impossible', detail: 'timestamp: is before 2000' };
  }
  return undefined;
}

/** `context.consent.categoryPreferences` of Segment's consent management; the category is Analytics. */
function agreedIn(consent: unknown): boolean | undefined {
  const preferences = recordIn(recordIn(consent)['categoryPreferences']);
  const choice = preferences['Analytics'] ?? preferences['analytics'];
  return typeof choice === 'boolean' ? choice : undefined;
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= 200 ? value : undefined;
}
