// Which news reach her how, as her page shows it. Offers are the consents of module privacy; nothing else is kept of them.
import { findWays } from '#accounts';
import { pushKeysOf } from '#kernel/push-keys';
import { transaction } from '#kernel/transaction';
import { findChoices, findDevices, toDevice } from '#messages';
import { listTexts } from '#privacy';
import { showMine } from '#rights';
import type { Visitor } from './contract.ts';
import type { NotificationsPage, OfferChannel } from './contract-account.ts';
import { type HouseWindow, recordOf } from './house-window.ts';

const purposeOf = {
  mail: 'marketing_mail',
  push: 'marketing_push',
  line: 'marketing_line',
  sms: 'marketing_sms',
} as const satisfies Record<OfferChannel, string>;

/** Undefined when nobody is signed in. */
export async function viewNotifications(
  { house }: HouseWindow,
  visitor: Visitor,
): Promise<NotificationsPage | undefined> {
  const recordId = await recordOf(house, visitor);
  if (recordId === undefined) {
    return undefined;
  }
  return transaction(house.db, { readOnly: true, actor: 'guest' }, async (tx) => {
    const { contacts, isLineJoined } = await findWays(tx, recordId);
    const { purposes } = await showMine(tx, recordId);
    const texts = new Map((await listTexts(tx)).map((row) => [row.name, row]));
    const reachable: OfferChannel[] = [
      'mail',
      'push',
      ...(isLineJoined ? (['line'] as const) : []),
      ...(contacts.some(({ kind }) => kind === 'phone') ? (['sms'] as const) : []),
    ];
    return {
      pushKey: pushKeysOf(tx.masters).publicKey,
      choices: await findChoices(tx, recordId),
      devices: (await findDevices(tx, [recordId])).map(toDevice),
      offers: reachable.map((channel) => {
        const purpose = purposeOf[channel];
        return {
          channel,
          purpose,
          isGiven: purposes.some((each) => each.purpose === purpose && each.isGiven),
          text: texts.get(purpose)?.[visitor.language] ?? '',
        };
      }),
    };
  });
}
