// The card of an account and the phones that show it.
import { randomBytes, randomInt } from 'node:crypto';
import { cardNumberOf, certifiedBytesOf } from '@engawa/card';
import type { Tx } from '#kernel/transaction';
import { cardsRefusals } from './errors.ts';
import { houseKeyId, signAsHouse } from './house-key.ts';
import {
  findCardOfRecord,
  insertCardRow,
  insertPhoneRow,
  listTakenBackIds,
  takeBackPhoneRows,
} from './store.ts';

/** A phone without a line for so long is asked to come back to one. */
const certificateDays = 60;

/** The number of an account's card (uuid of its record); made at the first question. */
export async function ensureCard(tx: Tx, recordId: string): Promise<string> {
  for (let tries = 0; tries < 5; tries += 1) {
    const known = await findCardOfRecord(tx, recordId);
    if (known !== undefined) {
      return known.number;
    }
    const high = String(randomInt(0, 10_000_000)).padStart(7, '0');
    const low = String(randomInt(0, 1_000_000)).padStart(6, '0');
    await insertCardRow(tx, cardNumberOf(high + low), recordId);
  }
  throw new Error('no free card number was found in five tries');
}

export type Certificate = {
  readonly bytes: Buffer;
  readonly lastDay: Temporal.PlainDate;
};

/**
 * Certifies the public key (raw Ed25519, 32 bytes) of a phone that shows the card. Refuses with cards.key_wrong.
 */
export async function certifyPhone(
  tx: Tx,
  recordId: string,
  publicKey: Buffer,
): Promise<Certificate> {
  if (publicKey.length !== 32) {
    throw cardsRefusals.key_wrong();
  }
  const number = await ensureCard(tx, recordId);
  const lastDay = dayOf(tx).add({ days: certificateDays });
  const certificateId = randomBytes(8);
  await insertPhoneRow(tx, { certificateId, number, publicKey, lastDay });
  const certified = certifiedBytesOf({
    keyId: houseKeyId,
    certificateId: certificateId.toString('hex'),
    number,
    lastDayMs: lastDay.toZonedDateTime('UTC').epochMilliseconds,
    publicKey: new Uint8Array(publicKey),
  });
  return { bytes: Buffer.concat([certified, signAsHouse(tx.masters, certified)]), lastDay };
}

/** A lost phone: none that showed the card so far makes codes any more. Answers how many there were. */
export function takeBackPhones(tx: Tx, recordId: string): Promise<number> {
  return takeBackPhoneRows(tx, recordId, dayOf(tx));
}

/** Certificates (16 hexadecimal digits) that tills must not take although their day has not come. */
export async function listTakenBack(tx: Tx): Promise<string[]> {
  return (await listTakenBackIds(tx, dayOf(tx))).map((id) => id.toString('hex'));
}

function dayOf(tx: Tx): Temporal.PlainDate {
  return tx.now.toZonedDateTimeISO('UTC').toPlainDate();
}
