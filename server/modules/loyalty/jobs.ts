// Before points expire their owner is told, a month and a week before; once for each of these, however often the job runs.

import { readProfiles } from '#customers';
import { dayOf } from '#kernel/clock';
import type { Database } from '#kernel/db';
import type { Job } from '#kernel/jobs';
import { transaction } from '#kernel/transaction';
import { type ExpiringRow, listExpiring } from '#ledger';
import { type DeviceNews, messagesToDevices, queueMessages } from '#messages';
import { pointUnit } from './settle-orders.ts';

const noticeDays = [30, 7] as const;
const pageSize = 500;

/** Every morning at 9:30 in Japan. */
export const expiryNotices: Job<Record<string, never>> = {
  name: 'loyalty.expiry_notices',
  cron: '30 0 * * *',
  run: async (db) => {
    for (const days of noticeDays) {
      await noticeAll(db, days);
    }
  },
};

async function noticeAll(db: Database, days: number): Promise<void> {
  let after: string | null = null;
  for (;;) {
    const rows: ExpiringRow[] = await transaction(
      db,
      { actor: 'job:loyalty.expiry_notices' },
      async (tx) => {
        const day = tx.now.toZonedDateTimeISO(db.timeZone).startOfDay().add({ days });
        const from = day.toInstant();
        const until = day.add({ days: 1 }).toInstant();
        const found = await listExpiring(tx, {
          unit: pointUnit,
          from,
          until,
          after,
          limit: pageSize,
        });
        const profiles = await readProfiles(
          tx,
          found.map((row) => row.record_id),
        );
        const mails = found.flatMap((row) => {
          const to = profiles.get(row.record_id)?.email;
          return to === undefined ? [] : [noticeOf(row, to, days, db.timeZone)];
        });
        const toDevices = await messagesToDevices(
          tx,
          found.map((row) => newsOf(row, days, db.timeZone)),
        );
        await queueMessages(tx, [...mails, ...toDevices]);
        return found;
      },
    );
    after = rows.at(-1)?.record_id ?? null;
    if (rows.length < pageSize) {
      return;
    }
  }
}

function noticeOf(row: ExpiringRow, to: string, days: number, timeZone: string) {
  const day = dayOf(row.first_at, timeZone);
  const amount = row.amount.toLocaleString('ja-JP');
  return {
    recordId: row.record_id,
    channel: 'mail',
    to,
    language: 'ja',
    template: 'points_expiring',
    words: {
      subject: `${amount}ポイントの有効期限が近づいています(${day.month}月${day.day}日)`,
      text: `${amount}ポイントが${day.year}年${day.month}月${day.day}日に失効します。\nその前日までのお買い物でご利用いただけます。\n\nマイページ: house:/shop/account\n\n${row.amount} points expire on ${day.toString()}. Use them before that day.`,
    },
    cause: `points_expiring:${row.record_id}:${day.toString()}:${days}`,
  } as const;
}

/** The same in short, for her browsers that take messages. */
function newsOf(row: ExpiringRow, days: number, timeZone: string): DeviceNews {
  const day = dayOf(row.first_at, timeZone);
  const amount = row.amount.toLocaleString('ja-JP');
  const titles = {
    ja: `${amount}ポイントの有効期限が近づいています(${day.month}月${day.day}日)`,
    en: `${amount} points expire on ${day.toString()}`,
  };
  return {
    recordId: row.record_id,
    template: 'points_expiring',
    glance: (language) => ({ title: titles[language], text: '', path: '/shop/points' }),
    cause: `push:points_expiring:${row.record_id}:${day.toString()}:${days}`,
  };
}
