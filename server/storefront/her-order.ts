// An order for whom it belongs to: by its secret link, or as hers who is signed in (what a till sold on her card has no
// link). To everybody else it is not there.
import { formatId, tryParseId } from '#kernel/ids';
import { type Tx, transaction } from '#kernel/transaction';
import { isHerOrder } from '#orders';
import type { Refused, Visitor } from './contract.ts';
import { type HouseWindow, recordForDuty } from './house-window.ts';
import { saying } from './refused.ts';

/** What work answers with the order's id (uuid); undefined when it is not hers. */
export async function withHerOrder<Answer>(
  { house }: HouseWindow,
  visitor: Visitor,
  typedId: string,
  token: string,
  work: (tx: Tx, orderId: string) => Promise<Answer>,
): Promise<Answer | undefined> {
  const orderId = tryParseId('order', typedId);
  if (orderId === undefined) {
    return undefined;
  }
  const recordId = await recordForDuty(house, visitor);
  const actor = recordId === undefined ? 'guest' : `customer:${formatId('record', recordId)}`;
  return transaction(house.db, { actor, purpose: 'duty' }, async (tx) =>
    (await isHerOrder(tx, orderId, { token: token === '' ? undefined : token, recordId }))
      ? work(tx, orderId)
      : undefined,
  );
}

const notHers = { ja: 'ご注文が見つかりません。', en: 'There is no such order.' } as const;

/** The refusal of work, or that there is no such order; undefined when it is done. */
export async function refusedWith(
  { language }: Visitor,
  work: () => Promise<object | undefined>,
): Promise<Refused | undefined> {
  const done = await saying(language, work);
  if (done === undefined) {
    return { refused: notHers[language] };
  }
  return 'refused' in done ? done : undefined;
}
