// A moment as a feed sent it, in one form for both wires, before anything in it is believed.
import { hash } from 'node:crypto';

/** What is bound into sealed bodies. */
export const quarantineUse = 'moments.quarantine';

export type Wire = 'segment' | 'cloudevents';

/** Why a moment is set aside: a word for machines, and which field breaks which rule; never a value. */
export type Fault = { readonly reason: FaultReason; readonly detail: string };

export type FaultReason =
  | 'shape'
  | 'too_large'
  | 'no_person'
  | 'name_unknown'
  | 'schema'
  | 'item_unknown'
  | 'place_unknown'
  | 'time_impossible';

export type Incoming = {
  /** uuid made of the feed and the id its sender gave: taken once, for ever. */
  readonly key: string;
  readonly wire: Wire;
  /** `Product Viewed`, `identify`, `page`, `moments.carted`: what the schemas are found by. */
  readonly name: string;
  readonly userId: string | undefined;
  readonly anonymousId: string | undefined;
  /** alias: the id that is known by `userId` from now on. */
  readonly previousId: string | undefined;
  /** When it happened, its sender's clock set right; undefined when it did not say. */
  readonly occurredAtMs: number | undefined;
  readonly receivedAtMs: number;
  readonly properties: Readonly<Record<string, unknown>>;
  /** identify: what it tells of the person. */
  readonly traits: Readonly<Record<string, unknown>> | undefined;
  /** Whether its sender says that she agreed to be known; undefined when it says nothing. */
  readonly agreed: boolean | undefined;
  /** A typed id or a code of ours. */
  readonly place: string | undefined;
  readonly fault: Fault | undefined;
  /** As it came, for the quarantine; `sentAt` belongs to it, since a replay must set the clock right again. */
  readonly body: unknown;
  readonly sentAt: string | undefined;
};

/** The key of a moment in moments.taken: 16 bytes of SHA-256 as a uuid. */
export function keyOf(feedId: string, messageId: string): string {
  const hex = hash('sha256', `${feedId}\n${messageId}`, 'hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A record, or an empty one. */
export function recordIn(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

/** Ids come as text or as whole numbers; anything else is none. */
export function idIn(value: unknown): string | undefined {
  if (typeof value === 'string') {
    return value === '' || value.length > 500 ? undefined : value;
  }
  return Number.isSafeInteger(value) ? String(value) : undefined;
}
