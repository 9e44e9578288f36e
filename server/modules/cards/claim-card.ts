// An old card of paper or plastic, with its balance, becomes part of her account: she knows its number and PIN or her
// birth date, and gets a code at the address that was on file. Whatever she writes, the answer is the same, so nobody
// learns which numbers there are; the link it makes can be taken back like any other.
import { randomInt, timingSafeEqual } from 'node:crypto';
import {
  type CodeSender,
  findRecordsByMember,
  linkRecords,
  memberKey,
  readProfiles,
} from '#customers';
import { countAttempt } from '#kernel/attempts';
import type { Refusal } from '#kernel/errors';
import { formatId, newId } from '#kernel/ids';
import { blindIndex } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { cardsRefusals } from './errors.ts';
import { cardsClaimed } from './events.ts';
import { deleteClaimRow, insertClaimRow, tryClaimRow } from './store.ts';

const lifetimeMinutes = 15;
const triesMax = 5;

export type CardToClaim = {
  readonly number: string;
  /** One of the two, as it is on file. */
  readonly pin?: string | undefined;
  /** ISO day. */
  readonly birthDate?: string | undefined;
};

/** To be committed before `beginClaim` looks. Refuses with kernel.locked_out. */
export async function countClaim(tx: Tx, recordId: string, number: string): Promise<void> {
  await countAttempt(tx, 'card claim of account', recordId);
  // As it is looked up: another way of writing it is no other number.
  await countAttempt(tx, 'card claim of number', memberKey(number));
}

/** Begins a claim for an account (uuid); answers the claim's id whether there is such a card or not. */
export async function beginClaim(
  tx: Tx,
  sender: CodeSender,
  recordId: string,
  card: CardToClaim,
  language: 'ja' | 'en',
): Promise<string> {
  const target = await findTarget(tx, card);
  const id = newId();
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
  const expiresAt = tx.now.add({ minutes: lifetimeMinutes });
  await insertClaimRow(tx, {
    id,
    recordId,
    targetId: target?.recordId ?? null,
    codeHash: hashOf(tx, id, code),
    triesMax,
    expiresAt,
  });
  if (target !== undefined) {
    const { channel, address } = target;
    await sender.send(tx, { channel, address, code, language, expiresAt });
  }
  return id;
}

/** Answers a refusal (cards.claim_wrong) instead of throwing it, so that the try it cost is committed. */
export async function finishClaim(
  tx: Tx,
  recordId: string,
  claim: { readonly id: string; readonly code: string },
): Promise<Refusal | undefined> {
  const row = await tryClaimRow(tx, claim.id, recordId);
  const given = hashOf(tx, claim.id, claim.code.normalize('NFKC'));
  const isRight = timingSafeEqual(given, row?.code_hash ?? Buffer.alloc(given.length));
  if (!isRight || row === undefined || row.target_id === null) {
    return cardsRefusals.claim_wrong();
  }
  await deleteClaimRow(tx, claim.id);
  await linkRecords(tx, {
    records: [recordId, row.target_id],
    kind: 'card',
    strength: 'certain',
    source: 'card_claim',
  });
  const typed = formatId('record', recordId);
  const claimedRecordId = formatId('record', row.target_id);
  tx.emit(cardsClaimed.make(typed, { recordId: typed, claimedRecordId }, { recordId }));
  return undefined;
}

type Target = {
  readonly recordId: string;
  readonly channel: 'email' | 'sms';
  readonly address: string;
};

/** The one record with this number whose PIN or birth date fits and that has an address to ask. */
async function findTarget(tx: Tx, card: CardToClaim): Promise<Target | undefined> {
  const ids = await findRecordsByMember(tx, card.number);
  const profiles = await readProfiles(tx, ids);
  const fitting = ids.flatMap((recordId): Target[] => {
    const profile = profiles.get(recordId) ?? undefined;
    const pin = profile?.attributes?.['pinCode'];
    const isHers =
      (card.birthDate !== undefined && profile?.birthDate === card.birthDate) ||
      (card.pin !== undefined && pin !== undefined && isSame(pin, card.pin));
    const { email, mobilePhone, phone } = profile ?? {};
    const telephone = mobilePhone ?? phone;
    if (!isHers || (email === undefined && telephone === undefined)) {
      return [];
    }
    return [
      email === undefined
        ? { recordId, channel: 'sms', address: telephone ?? '' }
        : { recordId, channel: 'email', address: email },
    ];
  });
  return fitting.length === 1 ? fitting[0] : undefined;
}

function isSame(kept: string, given: string): boolean {
  const one = Buffer.from(kept.normalize('NFKC'));
  const other = Buffer.from(given.normalize('NFKC'));
  return one.length === other.length && timingSafeEqual(one, other);
}

function hashOf(tx: Tx, id: string, code: string): Buffer {
  return blindIndex(tx.masters, 'cards.claim_code', `${id} ${code}`);
}
