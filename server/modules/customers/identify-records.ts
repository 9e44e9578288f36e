// The certain tier: two records that hold one sign (a proved address, a LINE user, a number, a card, a device) are one
// person, linked in the transaction that brings the sign. A sign that says nothing links nobody and the reason is
// written down: a filled-in nothing, the address of a desk, what staff call the shop's, what too many share. When a sign
// turns out to be shared, the links that it made are taken back too, so the order in which records came does not
// matter; records and signs stay, nothing is evicted.
import { Refusal } from '#kernel/errors';
import { blindIndex, type MasterKeys } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { customersRefusals } from './errors.ts';
import { readSign, type SignKind } from './identifier.ts';
import { linkRecords, withdrawLink } from './link-records.ts';
import { findLinks } from './read-links.ts';
import {
  blockSign,
  findCapRows,
  findHolderRows,
  lockSignRows,
  putHoldingRows,
  putRefusalRows,
  type RefusalReason,
  type RefusalToPut,
  type SignToken,
} from './store-identifiers.ts';
import { listLinkRows } from './store-links.ts';

export type Sign = {
  /** uuid of the record that showed it. */
  readonly recordId: string;
  readonly kind: SignKind;
  readonly value: string;
  /** Who counts: the LINE provider, the company of a member number, the maker of a card. */
  readonly issuer?: string;
  /** How it was shown: code, line_login, till, import. */
  readonly provedBy: string;
};

export type Identified = {
  /** Links made (uuids). */
  readonly linkIds: readonly string[];
  readonly refused: readonly { readonly recordId: string; readonly reason: RefusalReason }[];
};

type Held = SignToken & {
  readonly recordId: string;
  readonly provedBy: string;
  readonly worthless: RefusalReason | null;
};

const rulesVersion = 1;
const partedBy: ReadonlySet<string> = new Set(['mistaken', 'asked']);

/** Takes signs that records showed and links those that hold one. Set-based but for the links themselves. */
export async function identifyRecords(tx: Tx, signs: readonly Sign[]): Promise<Identified> {
  const read = signs.flatMap((sign) => readOne(tx.masters, sign));
  if (read.length === 0) {
    return { linkIds: [], refused: [] };
  }
  const blocked = new Map(
    (await lockSignRows(tx, read)).map((row) => [keyOf(row), row.blocked_for]),
  );
  await putHoldingRows(tx, read);
  const holders = new Map(
    (await findHolderRows(tx, read)).map((row) => [keyOf(row), row.record_ids]),
  );
  const caps = await findCapRows(tx);
  const linkIds: string[] = [];
  const refused: RefusalToPut[] = [];
  for (const [key, brought] of Map.groupBy(read, keyOf)) {
    const [sign] = brought;
    const ids = holders.get(key) ?? [];
    if (sign === undefined || ids.length < 2) {
      continue;
    }
    const isOver = ids.length > caps[sign.kind];
    const reason = sign.worthless ?? blocked.get(key) ?? (isOver ? 'shared' : null);
    const refuse = (recordId: string, why: RefusalReason) =>
      refused.push({ ...sign, recordId, reason: why, holderCount: ids.length });
    if (reason !== null) {
      for (const { recordId } of brought) {
        refuse(recordId, reason);
      }
      if (reason === 'shared' && (blocked.get(key) ?? null) === null) {
        await blockSign(tx, sign, { blockedFor: 'shared', valueSealed: null });
        await takeBackLinks(tx, sign.kind, ids);
      }
      continue;
    }
    for (const recordId of await linkHolders(tx, sign, ids, linkIds)) {
      refuse(recordId, 'never_same');
    }
  }
  await putRefusalRows(tx, refused);
  return { linkIds, refused: refused.map(({ recordId, reason }) => ({ recordId, reason })) };
}

/** Links every holder to the first; answers those that a person keeps apart. */
export async function linkHolders(
  tx: Tx,
  sign: Pick<Held, 'kind' | 'provedBy'>,
  ids: readonly string[],
  linkIds: string[],
): Promise<string[]> {
  const [first = '', ...rest] = ids;
  const known = await listLinkRows(tx, [first]);
  const apart: string[] = [];
  for (const recordId of rest) {
    const between = known.filter((row) => row.record_a === recordId || row.record_b === recordId);
    // A link that a person took back is not made again by the same sign.
    if (between.some((row) => partedBy.has(row.withdrawn_reason ?? ''))) {
      apart.push(recordId);
      continue;
    }
    if (between.some((row) => row.kind === sign.kind && row.withdrawn_at === null)) {
      continue;
    }
    try {
      linkIds.push(
        await linkRecords(tx, {
          records: [first, recordId],
          kind: sign.kind,
          strength: 'certain',
          evidence: { provedBy: sign.provedBy },
          source: 'identifiers',
          ruleVersion: rulesVersion,
        }),
      );
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== customersRefusals.never_same().code) {
        throw error;
      }
      apart.push(recordId);
    }
  }
  return apart;
}

/** Takes back the links that a sign has made between its holders. */
export async function takeBackLinks(tx: Tx, kind: SignKind, ids: readonly string[]): Promise<void> {
  const among = new Set(ids);
  for (const link of await findLinks(tx, ids)) {
    const isOurs = link.kind === kind && link.verdict === 'same' && link.strength === 'certain';
    if (isOurs && link.recordIds.every((id) => among.has(id))) {
      await withdrawLink(tx, link.id, 'rule_changed');
    }
  }
}

/** A sign as it is kept. Refuses with customers.sign_wrong when it is none. */
export function tokenOfSign(
  masters: MasterKeys,
  input: { readonly kind: SignKind; readonly value: string; readonly issuer?: string },
): SignToken {
  const read = readSign(input.kind, input.value, input.issuer ?? '');
  if (read === undefined) {
    throw customersRefusals.sign_wrong();
  }
  return { kind: input.kind, token: signToken(masters, input.kind, read.key) };
}

/** The keyed hash of a folded sign. */
export function signToken(masters: MasterKeys, kind: SignKind, key: string): Buffer {
  return blindIndex(masters, `customers.sign.${kind}`, key);
}

function readOne(masters: MasterKeys, sign: Sign): Held[] {
  const { kind, recordId, provedBy } = sign;
  const read = readSign(kind, sign.value, sign.issuer ?? '');
  if (read === undefined) {
    return [];
  }
  const token = signToken(masters, kind, read.key);
  return [{ kind, token, recordId, provedBy, worthless: read.worthless ?? null }];
}

function keyOf({ kind, token }: SignToken): string {
  return `${kind} ${token.toString('base64')}`;
}
