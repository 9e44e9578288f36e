// The second factor: codes of an app (RFC 6238: SHA-1, 6 digits, 30 s, as every app knows it), one step early or late.
// A code counts once, and none older than the newest that counted. Whoever decides for the whole house (owner, analyst
// of headquarters) must have it; in the first days after somebody came, signing in goes without and says until when.
// Then a session opens nothing but the page on which it is set up.
import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { countAttempt, forgetAttempts } from '#kernel/attempts';
import { formatId } from '#kernel/ids';
import { blindIndex, type MasterKeys, seal, unseal } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { loadRecordKeys } from '#privacy';
import { staffRefusals } from './errors.ts';
import { staffChanged } from './events.ts';
import {
  addRecoveryCodes,
  beginFactor,
  exemptExample,
  type FactorRow,
  findFactor,
  findFactorRule,
  memberSince,
  removeFactor,
  takeFactorStep,
  takeRecoveryCode,
} from './store-second-factor.ts';

const sealedUse = 'staff.second_factor';
const attemptKind = 'staff second factor';
const stepSeconds = 30;
const secretBytes = 20;
const graceDays = 7;
const recoveryCodes = 10;
/** 60 bits each; the letters that are not mistaken for others. */
const recoveryLetters = 'abcdefghjkmnpqrstuvwxyz23456789';
const recoveryLength = 12;

const headquarters: ReadonlySet<string> = new Set(['owner', 'analyst']);

export type FactorState = {
  readonly isOn: boolean;
  /** From when on it is needed; null when it is not asked of this person, or is there. */
  readonly dueAt: Temporal.Instant | null;
  readonly isOverdue: boolean;
};

/** How a member stands to the second factor. */
export async function factorStateOf(
  tx: Tx,
  member: { readonly id: string; readonly roles: readonly string[] },
): Promise<FactorState> {
  const factor = await findFactor(tx, member.id);
  const isOn = factor !== undefined && factor.confirmed_at !== null;
  const { askedOf } = await findFactorRule(tx);
  const isAsked = askedOf === 'headquarters' && member.roles.some((each) => headquarters.has(each));
  const since = isAsked && !isOn ? await memberSince(tx, member.id) : undefined;
  if (since === undefined) {
    return { isOn, dueAt: null, isOverdue: false };
  }
  const dueAt = since.add({ hours: 24 * graceDays });
  return { isOn, dueAt, isOverdue: Temporal.Instant.compare(dueAt, tx.now) <= 0 };
}

export type Enrolment = {
  /** For typing in, base32. */
  readonly secret: string;
  /** What the QR holds. */
  readonly address: string;
};

/** Begins anew, as often as one likes until a code confirmed it. Refuses with staff.second_factor_on. */
export async function beginEnrolment(
  tx: Tx,
  member: { readonly id: string; readonly login: string },
): Promise<Enrolment> {
  const secret = new Secret({ buffer: Uint8Array.from(randomBytes(secretBytes)).buffer });
  const key = (await loadRecordKeys(tx, [member.id])).get(member.id);
  if (key === undefined) {
    throw staffRefusals.unknown();
  }
  const sealed = seal(key, sealedUse, { secret: secret.base32 });
  if (!(await beginFactor(tx, member.id, sealed))) {
    throw staffRefusals.second_factor_on();
  }
  return { secret: secret.base32, address: totpOf(secret.base32, member.login).toString() };
}

/** Counts an attempt at somebody's code; to be committed before the code is looked at. */
export async function countCode(tx: Tx, staffId: string): Promise<void> {
  await countAttempt(tx, attemptKind, staffId);
}

/** The first code is right: it is on from now. Answers the recovery codes, told this once. */
export async function confirmEnrolment(tx: Tx, staffId: string, code: string): Promise<string[]> {
  const factor = await findFactor(tx, staffId);
  if (factor === undefined || factor.confirmed_at !== null) {
    throw staffRefusals.second_factor_not_begun();
  }
  await takeAppCode(tx, factor, code);
  const codes = Array.from({ length: recoveryCodes }, newRecoveryCode);
  await addRecoveryCodes(
    tx,
    staffId,
    codes.map((each) => recoveryHash(tx.masters, staffId, each)),
  );
  await tell(tx, staffId);
  return codes;
}

/** Takes a code of the app or a recovery code. Refuses with staff.code_wrong, also one that counted before. */
export async function takeCode(tx: Tx, staffId: string, code: string): Promise<void> {
  const factor = await findFactor(tx, staffId);
  if (factor === undefined || factor.confirmed_at === null) {
    throw staffRefusals.code_wrong();
  }
  const plain = plainCode(code);
  if (plain.length === recoveryLength) {
    const hash = recoveryHash(tx.masters, staffId, plain);
    if (!(await takeRecoveryCode(tx, staffId, hash))) {
      throw staffRefusals.code_wrong();
    }
    await forgetAttempts(tx, attemptKind, staffId);
    return;
  }
  await takeAppCode(tx, factor, code);
}

/** Takes it away. Refuses with staff.second_factor_off when there is none. */
export async function takeFactorAway(tx: Tx, staffId: string): Promise<void> {
  if (!(await removeFactor(tx, staffId))) {
    throw staffRefusals.second_factor_off();
  }
  await tell(tx, staffId);
}

/** An example holds nobody's data: signing in to it stays simple, and the rule says why. */
export async function askNobodyForFactor(tx: Tx): Promise<void> {
  await exemptExample(tx);
}

/** Whether this house is an example, so that what protects people asks for less. */
export async function isExampleHouse(tx: Tx): Promise<boolean> {
  return (await findFactorRule(tx)).because === 'example';
}

async function takeAppCode(tx: Tx, factor: FactorRow, code: string): Promise<void> {
  const key = (await loadRecordKeys(tx, [factor.staff_id])).get(factor.staff_id);
  const token = plainCode(code);
  if (key === undefined || !/^\d{6}$/.test(token)) {
    throw staffRefusals.code_wrong();
  }
  const { secret } = unseal<{ secret: string }>(key, sealedUse, factor.secret_sealed);
  const timestamp = tx.now.epochMilliseconds;
  const early = totpOf(secret, '').validate({ token, timestamp, window: 1 });
  const step = Math.floor(timestamp / 1000 / stepSeconds) + (early ?? 0);
  if (early === null || !(await takeFactorStep(tx, factor.staff_id, step))) {
    throw staffRefusals.code_wrong();
  }
  await forgetAttempts(tx, attemptKind, factor.staff_id);
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({
    issuer: 'Engawa',
    label: label === '' ? 'Engawa' : label,
    algorithm: 'SHA1',
    digits: 6,
    period: stepSeconds,
    secret: Secret.fromBase32(secret),
  });
}

/** Any width, blanks and hyphens do not matter. */
function plainCode(code: string): string {
  return code
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-‐-―]/g, '');
}

function newRecoveryCode(): string {
  // 31 letters: what would make some likelier than others is drawn again.
  const letters: string[] = [];
  while (letters.length < recoveryLength) {
    for (const byte of randomBytes(recoveryLength)) {
      if (byte < 248 && letters.length < recoveryLength) {
        letters.push(recoveryLetters[byte % 31] ?? '');
      }
    }
  }
  return letters.join('').replace(/^(.{4})(.{4})(.{4})$/, '$1-$2-$3');
}

function recoveryHash(masters: MasterKeys, staffId: string, code: string): Buffer {
  return blindIndex(masters, 'staff recovery code', `${staffId} ${plainCode(code)}`);
}

async function tell(tx: Tx, id: string): Promise<void> {
  const staffId = formatId('staff', id);
  tx.emit(staffChanged.make(staffId, { staffId, changed: ['secondFactor'] }));
}
