// The port to whatever carries messages. Deliveries happen in a job, outside any transaction.

export type ChannelName = 'mail' | 'sms' | 'line' | 'push';

/** A small file that goes with a mail; other channels leave it out. */
export type Attachment = {
  readonly name: string;
  /** `text/calendar; charset=utf-8` */
  readonly type: string;
  readonly text: string;
};

/** What is sealed in the outbox. */
export type Content = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The page that a push message leads to: `/shop/…`. */
  readonly path?: string;
  readonly attachments?: readonly Attachment[];
};

/** Where a browser is reached, and what only it can open (RFC 8030, 8291). */
export type PushTarget = {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
};

export type Envelope = Content & {
  /** `msg_…`; the same for every try, so that a carrier can tell a repetition. */
  readonly messageId: string;
  readonly language: string;
  /** Of a push message: its browser, and for how long it is worth being kept for it. */
  readonly target?: PushTarget;
  readonly liveS?: number;
};

export type MessageChannel = {
  readonly name: ChannelName;
  /** Hands over for delivery; throws Undeliverable when trying again is of no use, anything else to try later. */
  deliver(envelope: Envelope): Promise<{ readonly reference: string | null }>;
};

/** The address does not exist or was refused for good. */
export class Undeliverable extends Error {
  override readonly name = 'Undeliverable';
  readonly code: string;

  constructor(code: string) {
    super(`undeliverable: ${code}`);
    this.code = code;
  }
}
