// The port through which one-time codes reach people. Customers cannot send (that is above them): the
// messages module implements this and server/modules.ts hands it in.
import type { Tx } from '#kernel/transaction';
import { customersRefusals } from './errors.ts';

export type CodeMessage = {
  readonly channel: 'email' | 'sms';
  /** A mail address, or a telephone number in E.164. Personal; nobody may store it unsealed. */
  readonly address: string;
  /** Six digits; as secret as a password while it lives. */
  readonly code: string;
  readonly language: 'ja' | 'en';
  readonly expiresAt: Temporal.Instant;
};

export type CodeSender = {
  /**
   * Puts the message on its way within the transaction: a sealed row in an outbox, no network. There is
   * no record of the person yet, so seal with `sealSecret`.
   */
  send(tx: Tx, message: CodeMessage): Promise<void>;
};

/** Stands in until a way of sending is wired; refuses everybody alike with customers.codes_unavailable. */
export const refusingSender: CodeSender = {
  send: () => Promise.reject(customersRefusals.codes_unavailable()),
};
