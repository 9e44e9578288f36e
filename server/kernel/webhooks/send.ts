// One attempt to deliver an event: signed as the Standard Webhooks specification says.
import { Webhook } from 'standardwebhooks';
import type { AddressPolicy } from './addresses.ts';
import { type Attempt, postOnce } from './post.ts';

export type Outgoing = {
  readonly url: string;
  /** The event's id: the same at every attempt, so that a receiver can tell a repetition. */
  readonly id: string;
  readonly body: string;
  readonly at: Temporal.Instant;
  /** One signature each, newest first, while a secret is being changed. */
  readonly secrets: readonly string[];
};

/** Sends once. Never throws: what went wrong is in the answer. */
export function sendOnce(outgoing: Outgoing, policy: AddressPolicy): Promise<Attempt> {
  const { url, body } = outgoing;
  return postOnce({ url, headers: headersOf(outgoing), body }, policy);
}

/** The three headers of the specification. */
function headersOf(outgoing: Outgoing): Record<string, string> {
  const seconds = Math.floor(outgoing.at.epochMilliseconds / 1000);
  const signatures = outgoing.secrets.map((secret) =>
    new Webhook(secret).sign(outgoing.id, new Date(seconds * 1000), outgoing.body),
  );
  return {
    'content-type': 'application/json',
    'user-agent': 'Engawa-Webhooks/1',
    'webhook-id': outgoing.id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signatures.join(' '),
  };
}
