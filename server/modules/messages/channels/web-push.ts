// Push messages to browsers: sealed for the one browser (RFC 8291), signed with the house's key (RFC 8292), handed to the
// push service that the browser named (RFC 8030). The library makes the request; it goes out by the guarded way, for
// where it goes was said from outside.
import type { PushKeys } from '#kernel/push-keys';
import { type AddressPolicy, postOnce } from '#kernel/webhooks';
import { type Envelope, type MessageChannel, Undeliverable } from '../channel.ts';
import { goneCode } from '../push/devices.ts';

export type WebPushSettings = {
  readonly keys: PushKeys;
  /** `mailto:…` or `https://…`: where the push service complains. */
  readonly contact: string;
  readonly policy: AddressPolicy;
};

const titleLengthMax = 120;
const textLengthMax = 240;

export function webPushChannel({ keys, contact, policy }: WebPushSettings): MessageChannel {
  return {
    name: 'push',
    deliver: async (envelope) => {
      const { target, messageId, liveS = 0 } = envelope;
      if (target === undefined) {
        throw new Undeliverable('push_no_target');
      }
      // Loaded with the first message: a house without any starts without it.
      const { default: webPush } = await import('web-push');
      const { endpoint, p256dh, auth } = target;
      const subscription = { endpoint, keys: { p256dh, auth } };
      const { headers, body } = webPush.generateRequestDetails(subscription, payloadOf(envelope), {
        vapidDetails: { subject: contact, ...keys },
        TTL: liveS,
        contentEncoding: webPush.supportedContentEncodings.AES_128_GCM,
        urgency: 'normal',
        // The same at every try: a repetition takes the place of what waits for the browser.
        topic: messageId,
      });
      const post = { url: endpoint, headers, body: body ?? '' };
      const { status, isForbidden } = await postOnce(post, policy);
      if (status !== null && status >= 200 && status < 300) {
        return { reference: null };
      }
      throw failureOf(status, isForbidden === true);
    },
  };
}

/** What the service worker shows (apps/shop/public/sw.js). */
function payloadOf({ subject, text, path, messageId, language }: Envelope): string {
  return JSON.stringify({
    title: subject.slice(0, titleLengthMax),
    text: text.slice(0, textLengthMax),
    path: path ?? '/shop/account',
    tag: messageId,
    language,
  });
}

/** 404 and 410 are the push service's last word about a browser (RFC 8030, 7.3); 429 and 5xx are worth another try. */
function failureOf(status: number | null, isForbidden: boolean): Error {
  if (status === 404 || status === 410) {
    return new Undeliverable(goneCode);
  }
  if (isForbidden) {
    return new Undeliverable('push_forbidden');
  }
  const isFinal = status !== null && status >= 300 && status < 500 && status !== 429;
  return isFinal
    ? new Undeliverable(`push_${status}`)
    : new Error(`the push service did not take the message (${status ?? 'no answer'})`);
}
