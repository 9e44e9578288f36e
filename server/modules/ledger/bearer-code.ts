// Codes whose holder owns the value: 128 random bits and more, printed in Crockford's alphabet. Only a keyed
// hash is kept, so a copy of the database opens no gift card.
import { randomBytes } from 'node:crypto';
import { newId } from '#kernel/ids';
import { blindIndex, type MasterKeys } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { ledgerRefusals } from './errors.ts';
import { findBearerRows, insertBearerRows } from './store-bearer.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 28;

/** A new code: 28 letters and digits, 140 bits, in groups of four. */
export function newBearerCode(): string {
  const letters = [...randomBytes(codeLength)].map((byte) => alphabet[byte & 31] ?? '0');
  return letters.join('').replaceAll(/(.{4})(?=.)/g, '$1-');
}

/** As people type it: full-width, small letters, spaces, O for 0, I and L for 1. */
function normaliseBearerCode(code: string): string {
  return code
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
}

function hashBearerCode(masters: MasterKeys, code: string): Buffer {
  return blindIndex(masters, 'ledger.bearer', normaliseBearerCode(code));
}

/** Registers codes; known ones keep their id. Answers id (uuid) by code as it was given. */
export async function ensureBearers(
  tx: Tx,
  unit: string,
  codes: readonly string[],
): Promise<Map<string, string>> {
  const rows = codes.map((code) => ({
    id: newId(),
    hash: hashBearerCode(tx.masters, code),
    tail: normaliseBearerCode(code).slice(-4),
  }));
  await insertBearerRows(tx, unit, rows);
  const found = await findBearerRows(
    tx,
    rows.map((row) => row.hash),
  );
  const idOf = new Map(found.map((row) => [row.code_hash.toString('hex'), row.id]));
  return new Map(
    codes.map((code, index) => [code, idOf.get(rows[index]?.hash.toString('hex') ?? '') ?? '']),
  );
}

/** Active bearers by the code as it was given; codes that are not known or not active are left out. */
export async function findBearers(
  tx: Tx,
  codes: readonly string[],
): Promise<Map<string, { readonly id: string; readonly unit: string }>> {
  const hashes = new Map(codes.map((code) => [code, hashBearerCode(tx.masters, code)]));
  const rows = hashes.size === 0 ? [] : await findBearerRows(tx, [...hashes.values()]);
  const active = new Map(
    rows
      .filter((row) => row.state === 'active')
      .map((row) => [row.code_hash.toString('hex'), { id: row.id, unit: row.unit }]),
  );
  return new Map(
    [...hashes].flatMap(([code, hash]) => {
      const found = active.get(hash.toString('hex'));
      return found === undefined ? [] : [[code, found] as const];
    }),
  );
}

/** The active bearer of a code. Refuses with ledger.code_unknown, whatever is wrong with it. */
export async function findBearer(tx: Tx, code: string): Promise<{ id: string; unit: string }> {
  const [row] = await findBearerRows(tx, [hashBearerCode(tx.masters, code)]);
  if (row === undefined || row.state !== 'active') {
    throw ledgerRefusals.code_unknown();
  }
  return { id: row.id, unit: row.unit };
}
