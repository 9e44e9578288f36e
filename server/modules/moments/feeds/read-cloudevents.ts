// CloudEvents 1.0 (CNCF): structured, batched and binary. Who it is and whether she agreed come as extension
// attributes: `userid`, `anonymousid`, `analyticsconsent`, `placeid`. Pure.
import { readTime, setRight } from './clock.ts';
import { type Fault, type Incoming, idIn, isRecord, keyOf, recordIn } from './incoming.ts';
import type { Receipt } from './read-segment.ts';

/** One event in structured form. Never throws: what is wrong with it is its `fault`. */
export function readCloudEvent(body: unknown, receipt: Receipt, isTooLarge = false): Incoming {
  const event = recordIn(body);
  const id = idIn(event['id']);
  const source = idIn(event['source']);
  const time = event['time'];
  const timeMs = readTime(time);
  const data = dataOf(event);
  const { receivedAtMs } = receipt;
  const occurredAtMs = setRight({ original: timeMs, sent: undefined }, receivedAtMs);
  const hasTime = time !== undefined && time !== null;
  return {
    // Its identity is source + id; within one feed, so that nobody can take another's ids.
    key: keyOf(receipt.feedId, id === undefined ? receipt.newId() : `ce\n${source ?? ''}\n${id}`),
    wire: 'cloudevents',
    name: typeof event['type'] === 'string' ? event['type'].slice(0, 200) : '',
    userId: idIn(event['userid']),
    anonymousId: idIn(event['anonymousid']),
    previousId: undefined,
    occurredAtMs,
    receivedAtMs,
    properties: recordIn(data),
    traits: undefined,
    agreed: agreedIn(event['analyticsconsent']),
    place: typeof event['placeid'] === 'string' ? event['placeid'].slice(0, 200) : undefined,
    fault: isTooLarge
      ? { reason: 'too_large', detail: 'an event may have 32 kB' }
      : faultOf({
          body,
          event,
          id,
          source,
          data,
          isTimeWrong: hasTime && timeMs === undefined,
          occurredAtMs,
        }),
    body,
    sentAt: undefined,
  };
}

/** The structured form of a binary event: `ce-*` headers and a JSON body. */
export function fromBinary(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  data: unknown,
): Record<string, unknown> {
  const event: Record<string, unknown> = { data };
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith('ce-') && typeof value === 'string') {
      event[name.slice(3)] = decoded(value);
    }
  }
  return event;
}

/** Headers are percent-encoded UTF-8 (CloudEvents HTTP binding 3.1.3.2); one that is not is taken as it is. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function faultOf(read: {
  readonly body: unknown;
  readonly event: Readonly<Record<string, unknown>>;
  readonly id: string | undefined;
  readonly source: string | undefined;
  readonly data: unknown;
  readonly isTimeWrong: boolean;
  readonly occurredAtMs: number | undefined;
}): Fault | undefined {
  const { body, event } = read;
  if (!isRecord(body)) {
    return { reason: 'shape', detail: 'an event is a JSON object' };
  }
  if (event['specversion'] !== '1.0') {
    return { reason: 'shape', detail: 'specversion: must be 1.0' };
  }
  for (const [name, value] of [
    ['id', read.id],
    ['source', read.source],
    ['type', event['type'] === '' ? undefined : event['type']],
  ] as const) {
    if (typeof value !== 'string') {
      return { reason: 'shape', detail: `${name}: is needed` };
    }
  }
  if (read.data !== undefined && read.data !== null && !isRecord(read.data)) {
    return { reason: 'shape', detail: 'data: a JSON object' };
  }
  if (read.isTimeWrong) {
    return { reason: 'shape', detail: 'time: an RFC 3339 time' };
  }
  if (read.occurredAtMs === undefined) {
    return { reason: 'time_impossible', detail: 'time: is before 2000' };
  }
  return undefined;
}

/** Its data, also from `data_base64` (JSON format 3.1.1); bytes that are no JSON are given back as they came. */
function dataOf(event: Readonly<Record<string, unknown>>): unknown {
  const packed = event['data_base64'];
  if (event['data'] !== undefined || typeof packed !== 'string') {
    return event['data'];
  }
  try {
    return JSON.parse(Buffer.from(packed, 'base64').toString('utf8'));
  } catch {
    return packed;
  }
}

function agreedIn(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') {
    return value;
  }
  return value === 'true' || value === 'false' ? value === 'true' : undefined;
}
