// Which channels this house has. Set once at the start. A channel that is not there ends in the mailbox.
import type { Config } from '#kernel/config';
import type { Database } from '#kernel/db';
import { pushKeysOf } from '#kernel/push-keys';
import type { ChannelName, MessageChannel } from './channel.ts';
import { webPushChannel } from './channels/web-push.ts';
import { houseAddressOf } from './house-address.ts';

export type Channels = {
  readonly byName: ReadonlyMap<ChannelName, MessageChannel>;
  /** Quiet hours are counted in this zone. */
  readonly timeZone: string;
  /** Where the house is reached; put into texts when they go out. */
  readonly houseAddress: string;
};

const unset: Channels = {
  byName: new Map(),
  timeZone: 'Asia/Tokyo',
  houseAddress: 'http://localhost:7080',
};
const channelsOfHouse = new WeakMap<Database, Channels>();

export async function chooseChannels(config: Config, db: Database): Promise<void> {
  const push = webPushChannel({
    keys: pushKeysOf(db.masters),
    contact: `mailto:${addressOf(config.mailFrom)}`,
    policy: { allowPrivate: config.webhookPrivate },
  });
  const mail =
    config.smtpUrl === undefined
      ? []
      : [
          (await import('./channels/smtp.ts')).smtpChannel({
            url: config.smtpUrl,
            from: config.mailFrom,
          }),
        ];
  channelsOfHouse.set(db, {
    byName: new Map([push, ...mail].map((channel) => [channel.name, channel])),
    timeZone: config.timeZone,
    houseAddress: houseAddressOf(config),
  });
}

/** `Engawa <no-reply@example.jp>` → `no-reply@example.jp`. */
function addressOf(sender: string): string {
  return /<([^<>\s]+)>\s*$/.exec(sender)?.[1] ?? sender.trim();
}

export function channelsOf(db: Database): Channels {
  return channelsOfHouse.get(db) ?? unset;
}
