// News that her own browsers show, each in its language: one message a browser. What they say is short and names
// nobody: they are shown on locked screens, and push services see how long they are.
import { findOwnSets } from '#customers';
import type { Language } from '#kernel/problem';
import type { Purpose } from '#kernel/purposes';
import type { Tx } from '#kernel/transaction';
import type { MessageToQueue } from '../queue-message.ts';
import { findDevices } from './devices.ts';
import { isAnyDevice } from './store.ts';

export type Glance = {
  readonly title: string;
  readonly text: string;
  /** The page that it leads to, within the house: `/shop/…`. */
  readonly path: string;
};

export type DeviceNews = {
  /** Whose matter it is (uuid): it reaches the accounts that see this record as theirs. */
  readonly recordId: string;
  readonly template: string;
  readonly glance: (language: Language) => Glance;
  /** Names what it is about; cancelled by it, for all her browsers at once. */
  readonly cause: string;
  readonly purpose?: Purpose;
  readonly placeId?: string | null;
  readonly notBefore?: Temporal.Instant;
  readonly expiresAt?: Temporal.Instant;
};

/** The messages to queue so that the news reach the browsers of whoever they are for. */
export async function messagesToDevices(
  tx: Tx,
  news: readonly DeviceNews[],
): Promise<MessageToQueue[]> {
  if (news.length === 0 || !(await isAnyDevice(tx))) {
    return [];
  }
  const sets = await findOwnSets(tx, [...new Set(news.map(({ recordId }) => recordId))]);
  const devices = await findDevices(tx, [...new Set([...sets.values()].flat())]);
  return news.flatMap(({ glance, cause, recordId, ...rest }) => {
    const hers = new Set(sets.get(recordId));
    return devices
      .filter((device) => hers.has(device.record_id))
      .map((device): MessageToQueue => {
        const { title, text, path } = glance(device.language);
        const { browser = 'other', system = 'other' } = device.about;
        return {
          ...rest,
          recordId: device.record_id,
          channel: 'push',
          deviceId: device.id,
          to: `${browser} ${system}`,
          words: { subject: title, text },
          path,
          language: device.language,
          cause: `${cause}:${device.id}`,
          sharedCause: cause,
        };
      });
  });
}
