// What is known of her and what she decided, as her page shows it.
import { findRecords } from '#customers';
import { formatId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { listTexts } from '#privacy';
import { listOwnShares, showMine } from '#rights';
import type { Visitor } from './contract.ts';
import { type HouseWindow, recordOf } from './house-window.ts';
import type { MyDataPage } from './my-data.ts';

/** Undefined when nobody is signed in, or her account was erased. */
export async function viewMyData(
  { house }: HouseWindow,
  visitor: Visitor,
): Promise<MyDataPage | undefined> {
  const recordId = await recordOf(house, visitor);
  if (recordId === undefined) {
    return undefined;
  }
  const actor = `customer:${formatId('record', recordId)}`;
  return transaction(house.db, { actor }, async (tx) => {
    const record = (await findRecords(tx, [recordId])).get(recordId);
    if (record === undefined || record.isErased) {
      return undefined;
    }
    const mine = await showMine(tx, recordId);
    const texts = new Map((await listTexts(tx)).map((row) => [row.name, row]));
    return {
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
