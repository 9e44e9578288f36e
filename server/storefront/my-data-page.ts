// What is known of her and what she decided, as her page shows it.
import { findOwnRecords, findRecords } from '#customers';
import { formatId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { listOrders } from '#orders';
import { listTexts } from '#privacy';
import { listOwnShares, showMine } from '#rights';
import { toGlimpse } from './account-page.ts';
import type { Visitor } from './contract.ts';
import { type HouseWindow, recordForDuty } from './house-window.ts';
import type { MyDataPage } from './my-data.ts';

const ordersShown = 20;

/** Undefined when nobody is signed in, or her account was erased. */
export async function viewMyData(
  window: HouseWindow,
  visitor: Visitor,
): Promise<MyDataPage | undefined> {
  const { house } = window;
  const recordId = await recordForDuty(house, visitor);
  if (recordId === undefined) {
    return undefined;
  }
  const actor = `customer:${formatId('record', recordId)}`;
  return transaction(house.db, { actor, purpose: 'duty' }, async (tx) => {
    const record = (await findRecords(tx, [recordId])).get(recordId);
    if (record === undefined || record.isErased) {
      return undefined;
    }
    const mine = await showMine(tx, recordId);
    const texts = new Map((await listTexts(tx)).map((row) => [row.name, row]));
    // Her account is closed then, but what she ordered is carried out and hers to follow.
    const orders =
      mine.stoppedAt === null
        ? []
        : await listOrders(tx, {
            recordIds: await findOwnRecords(tx, recordId),
            limit: ordersShown,
          });
    return {
      stoppedAt: mine.stoppedAt,
      orders: orders.map((order) => toGlimpse(tx, window, visitor, order)),
      purposes: mine.purposes
        .filter(({ purpose }) => purpose !== 'service')
        .map(({ purpose, isGiven }) => ({
          purpose,
          isGiven,
          text: texts.get(purpose)?.[visitor.language] ?? '',
        })),
      looks: mine.looks,
      transfers: mine.transfers,
      partners: await listOwnShares(tx, recordId),
      probable: mine.erasure.probable.length,
    };
  });
}
