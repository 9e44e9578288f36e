// What staff see and change of signs: how many may share one of each kind, the block list, and the links that were
// refused. What they type into the block list is kept sealed, so that the list can be read; what the machine found to
// be shared is known by its hash alone. Every change acts on the links that stand: those a sign may no longer make are
// taken back, those it may make again are made.
import { type MasterKeys, sealSecret, unsealSecret } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { customersRefusals } from './errors.ts';
import { readSign, type SignKind } from './identifier.ts';
import { linkHolders, signToken, takeBackLinks, tokenOfSign } from './identify-records.ts';
import { emailKey, tokenOf as lookUpToken, phoneKey } from './look-up-keys.ts';
import type { Profile } from './profile.ts';
import { findRecordRows } from './store.ts';
import {
  blockSign,
  findCapRows,
  findHolderRows,
  listRefusalRows,
  lockSignRows,
  type RefusalReason,
  type SignToken,
  unblockSign,
} from './store-identifiers.ts';
import {
  findRecordIdsByToken,
  findSharedSigns,
  findSignsOver,
  listBlockedRows,
  listBlockedTokens,
  putCapRow,
  signValueUse,
} from './store-signs.ts';

type SignInput = { readonly kind: SignKind; readonly value: string; readonly issuer?: string };

/**
 * Puts a sign on the block list: the shop's telephone, a shared tablet. Links that it made between its holders are
 * taken back. Answers the records (uuids) that have the value in any way. Refuses with customers.sign_wrong.
 */
export async function blockIdentifier(tx: Tx, input: SignInput): Promise<string[]> {
  const sign = tokenOfSign(tx.masters, input);
  await lockSignRows(tx, [sign]);
  await blockSign(tx, sign, {
    blockedFor: 'house',
    valueSealed: sealSecret(tx.masters, signValueUse, shownOf(input)),
  });
  const held = await holdersOf(tx, sign);
  await takeBackLinks(tx, sign.kind, held);
  return [...new Set([...held, ...(await recordsWith(tx, input))])];
}

/** Takes a sign off the block list; its holders are linked again, unless too many share it. */
export async function unblockIdentifier(tx: Tx, input: SignInput): Promise<string[]> {
  await release(tx, tokenOfSign(tx.masters, input));
  return recordsWith(tx, input);
}

/** The same by the id that `listBlocked` gave. Refuses with customers.sign_wrong. */
export async function releaseBlocked(tx: Tx, id: string): Promise<void> {
  await release(tx, signOfId(id));
}

async function release(tx: Tx, sign: SignToken): Promise<void> {
  await lockSignRows(tx, [sign]);
  if ((await unblockSign(tx, sign)) === 0) {
    return;
  }
  const ids = await holdersOf(tx, sign);
  if (ids.length > (await findCapRows(tx))[sign.kind]) {
    await blockSign(tx, sign, { blockedFor: 'shared', valueSealed: null });
  } else if (ids.length > 1) {
    await linkHolders(tx, { kind: sign.kind, provedBy: 'unblocked' }, ids, []);
  }
}

/** How many records may share a sign, by kind. */
export function findCaps(tx: Tx): Promise<Readonly<Record<SignKind, number>>> {
  return findCapRows(tx);
}

/** As many signs are judged anew at once as a transaction may well do; the next one that comes judges itself. */
const judgedMost = 200;

/** Changes how many may share a sign of a kind, and judges by it the signs that are there. */
export async function changeCap(tx: Tx, kind: SignKind, most: number): Promise<void> {
  await putCapRow(tx, kind, most);
  for (const sign of await findSignsOver(tx, kind, most, judgedMost)) {
    await lockSignRows(tx, [sign]);
    await blockSign(tx, sign, { blockedFor: 'shared', valueSealed: null });
    await takeBackLinks(tx, kind, await holdersOf(tx, sign));
  }
  for (const sign of await findSharedSigns(tx, kind, most, judgedMost)) {
    await release(tx, sign);
  }
}

export type BlockedSign = {
  /** Names the sign without saying it. */
  readonly id: string;
  readonly kind: SignKind;
  readonly why: 'shared' | 'house';
  /** As staff typed it; null where the machine found that too many share it. */
  readonly value: string | null;
  /** How many records hold it, and some of them (uuids). */
  readonly holders: number;
  readonly recordIds: readonly string[];
  readonly blockedAt: Temporal.Instant;
  readonly blockedBy: string;
};

/** The block list, newest first. */
export async function listBlocked(tx: Tx, limit: number): Promise<BlockedSign[]> {
  return (await listBlockedRows(tx, limit)).map((row) => ({
    id: idOfSign(row),
    kind: row.kind,
    why: row.blocked_for,
    value:
      row.value_sealed === null ? null : unsealSecret(tx.masters, signValueUse, row.value_sealed),
    holders: row.holder_count,
    recordIds: row.record_ids ?? [],
    blockedAt: row.blocked_at,
    blockedBy: row.blocked_by,
  }));
}

export type RefusedLink = {
  /** uuids */
  readonly recordId: string;
  readonly customerId: string;
  readonly kind: SignKind;
  readonly reason: RefusalReason;
  /** How many records had the sign then. */
  readonly holders: number;
  readonly refusedAt: Temporal.Instant;
};

/** Links that signs asked for and did not get, newest first. */
export async function listRefusedLinks(tx: Tx, limit: number): Promise<RefusedLink[]> {
  const rows = await listRefusalRows(tx, limit);
  const records = new Map(
    (await findRecordRows(tx, [...new Set(rows.map((row) => row.record_id))])).map((row) => [
      row.id,
      row.customer_id,
    ]),
  );
  return rows.map((row) => ({
    recordId: row.record_id,
    customerId: records.get(row.record_id) ?? row.record_id,
    kind: row.kind,
    reason: row.reason,
    holders: row.holder_count,
    refusedAt: row.refused_at,
  }));
}

/** Blocked addresses and telephones as keyed hashes, `kind base64`: what profiles tell of them says nothing either. */
export async function findBlockedContacts(tx: Tx): Promise<ReadonlySet<string>> {
  return new Set((await listBlockedTokens(tx)).map(keyOfToken));
}

/**
 * A profile without the addresses and telephones that are nobody's own: two who gave the desk's address are not for
 * that more alike. `blocked` is of `findBlockedContacts`.
 */
export function withoutShared(
  masters: MasterKeys,
  blocked: ReadonlySet<string>,
  profile: Profile,
): Profile {
  const { email, phone, mobilePhone, ...rest } = profile;
  const isOwn = (kind: 'email' | 'phone', value: string): boolean => {
    // Telephones that are nothing the comparison leaves out itself; reading each here would cost more than it.
    const isRead = kind === 'email' || blocked.size > 0;
    const sign = isRead ? readSign(kind, value, '') : undefined;
    return (
      sign?.worthless === undefined &&
      (blocked.size === 0 ||
        sign === undefined ||
        !blocked.has(keyOfToken({ kind, token: signToken(masters, kind, sign.key) })))
    );
  };
  return {
    ...rest,
    ...(email !== undefined && isOwn('email', email) ? { email } : {}),
    ...(phone !== undefined && isOwn('phone', phone) ? { phone } : {}),
    ...(mobilePhone !== undefined && isOwn('phone', mobilePhone) ? { mobilePhone } : {}),
  };
}

function keyOfToken({ kind, token }: SignToken): string {
  return `${kind} ${token.toString('base64')}`;
}

async function holdersOf(tx: Tx, sign: SignToken): Promise<readonly string[]> {
  const [held] = await findHolderRows(tx, [sign]);
  return held?.record_ids ?? [];
}

/** Records whose profile has the value, proved or not. */
function recordsWith(tx: Tx, { kind, value }: SignInput): Promise<string[]> {
  const key = kind === 'email' ? emailKey(value) : kind === 'phone' ? phoneKey(value) : undefined;
  return key === undefined || (kind !== 'email' && kind !== 'phone')
    ? Promise.resolve([])
    : findRecordIdsByToken(tx, lookUpToken(tx.masters, { kind, value: key }));
}

function shownOf({ value, issuer = '' }: SignInput): string {
  const plain = value.normalize('NFKC').trim();
  return issuer === '' ? plain : `${plain} (${issuer})`;
}

function idOfSign({ kind, token }: SignToken): string {
  return `${kind}.${token.toString('base64url')}`;
}

function signOfId(id: string): SignToken {
  const found = /^(email|phone|line|member|card|device)\.([A-Za-z0-9_-]{22})$/.exec(id);
  if (found === null) {
    throw customersRefusals.sign_wrong();
  }
  return { kind: found[1] as SignKind, token: Buffer.from(found[2] ?? '', 'base64url') };
}
