// Gifts in time: who has not taken hers is reminded, and whoever gave it; what nobody took ends with its day.
import { readProfiles } from '#customers';
import type { Job } from '#kernel/jobs';
import { type Tx, transaction } from '#kernel/transaction';
import { type MessageToQueue, queueMessages } from '#messages';
import { keyOf, openCard, openReceiver } from './card-words.ts';
import { endUnclaimed } from './end-unclaimed.ts';
import { giftWords, languageOf } from './mail-words.ts';
import { giftTokenOf, manageTokenOf } from './secrets.ts';
import { findPurchase, type GiftRow, markToRemind } from './store.ts';
import { findUnclaimed } from './store-unclaimed.ts';
import { findReceiver } from './views.ts';

const atOnce = 200;
const remindBefore = { hours: 24 * 14 } as const;

/** Every ten minutes. A gift whose time is over cannot be taken before this has run either. */
export const endGifts: Job<Record<string, never>> = {
  name: 'gifts.end',
  cron: '*/10 * * * *',
  run: (db) => endUnclaimed(db),
};

/** Every morning, two weeks before the end, once. */
export const remindGifts: Job<Record<string, never>> = {
  name: 'gifts.remind',
  cron: '0 1 * * *',
  run: async (db) => {
    for (;;) {
      const count = await transaction(db, { actor: 'job:gifts.remind' }, async (tx) => {
        const gifts = await markToRemind(tx, tx.now.add(remindBefore), atOnce);
        const messages: MessageToQueue[] = [];
        for (const gift of gifts) {
          messages.push(...(await remindersOf(tx, gift)));
        }
        await queueMessages(tx, messages);
        return gifts.length;
      });
      if (count < atOnce) {
        return;
      }
    }
  },
};

async function remindersOf(tx: Tx, gift: GiftRow): Promise<MessageToQueue[]> {
  const purchase = await findPurchase(tx, gift.purchase_id);
  const key = await keyOf(tx, purchase.record_id);
  const { label, email } = openReceiver(key, await findReceiver(tx, gift.id));
  const { giverName } = openCard(key, purchase.sealed);
  const giver = (await readProfiles(tx, [purchase.record_id])).get(purchase.record_id)?.email;
  const language = languageOf(purchase.language);
  const common = {
    recordId: purchase.record_id,
    channel: 'mail',
    language,
    expiresAt: gift.expires_at,
  } as const;
  const until = gift.expires_at;
  const link = `house:/shop/gift/${giftTokenOf(tx.masters, gift.id)}`;
  const sent = `house:/shop/gifts/${manageTokenOf(tx.masters, purchase.id)}`;
  const isRefunded = purchase.kind === 'item' && (await findUnclaimed(tx)) === 'refund';
  const named = label ?? `No. ${gift.position}`;
  return [
    ...(email === null
      ? []
      : [
          {
            ...common,
            to: email,
            template: 'gift_reminder',
            words: giftWords.reminder(language, { giverName, link, until }),
            cause: `gift_reminder:${gift.id}`,
          },
        ]),
    ...(giver === undefined
      ? []
      : [
          {
            ...common,
            to: giver,
            template: 'gift_untaken',
            words: giftWords.untaken(language, { label: named, link: sent, until, isRefunded }),
            // One for a list, however long.
            cause: `gift_untaken:${purchase.id}`,
          },
        ]),
  ];
}
