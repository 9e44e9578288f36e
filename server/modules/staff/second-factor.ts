// The second factor: passkeys (passkeys.ts), or codes of an app (RFC 6238: SHA-1, 6 digits, 30 s, as every app knows
// it), one step early or late. A code counts once, and none older than the newest that counted. Whoever decides for the
// whole house (owner, analyst of headquarters) must have one; in the first days after somebody came, signing in goes
// without and says until when. Then a session opens nothing but the page on which it is set up. Where one is on, adding
// another and taking one away asks for one that is there: a session alone, left open somewhere, changes nothing.
import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { countAttempt, forgetAttempts } from '#kernel/attempts';
import { formatId } from '#kernel/ids';
import { blindIndex, type MasterKeys, seal, unseal } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import type { RelyingParty } from '#kernel/webauthn';
import { loadRecordKeys } from '#privacy';
import { staffRefusals } from './errors.ts';
import { staffChanged } from './events.ts';
import { keepNewPasskey, type ShownPasskey, takePasskey } from './passkeys.ts';
import { deletePasskey } from './store-passkeys.ts';
import {
  addRecoveryCodes,
  beginFactor,
  exemptExample,
  type FactorRow,
  findFactor,
  findFactorRule,
  findFactorsHeld,
  memberSince,
  removeAppFactor,
  removeFactors,
  removeRecoveryCodes,
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
  const isOn = await hasFactor(tx, member.id);
  const { askedOf } = await findFactorRule(tx);
  const isAsked = askedOf === 'headquarters' && member.roles.some((each) => headquarters.has(each));
  const since = isAsked && !isOn ? await memberSince(tx, member.id) : undefined;
  if (since === undefined) {
    return { isOn, dueAt: null, isOverdue: false };
  }
  const dueAt = since.add({ hours: 24 * graceDays });
  return { isOn, dueAt, isOverdue: Temporal.Instant.compare(dueAt, tx.now) <= 0 };
}

/** What somebody shows as a second factor: a passkey, a code of the app, or a recovery code. */
export type Shown = {
  readonly code?: string | undefined;
  readonly passkey?: ShownPasskey | undefined;
};

/** Whether a second factor is on. */
export async function hasFactor(tx: Tx, staffId: string): Promise<boolean> {
  const held = await findFactorsHeld(tx, staffId);
  return held.has_app || held.passkeys > 0;
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

/** Counts an attempt at somebody's second factor; to be committed before it is looked at. */
export async function countFactorTry(tx: Tx, staffId: string): Promise<void> {
  await countAttempt(tx, attemptKind, staffId);
}

/** The app's first code is right: it is on from now. Answers the recovery codes, told this once; see `begun`. */
export async function confirmEnrolment(
  tx: Tx,
  staffId: string,
  { code, proof }: { readonly code: string; readonly proof: Shown },
): Promise<string[]> {
  const factor = await findFactor(tx, staffId);
  if (factor === undefined || factor.confirmed_at !== null) {
    throw staffRefusals.second_factor_not_begun();
  }
  const isFirst = !(await hasFactor(tx, staffId));
  await proveFactor(tx, staffId, proof);
  await takeAppCode(tx, factor, code);
  return begun(tx, staffId, isFirst);
}

/** Keeps a passkey that `askNewPasskey` asked for, after `proveFactor`. Answers the recovery codes; see `begun`. */
export async function addPasskey(
  tx: Tx,
  party: RelyingParty,
  made: Parameters<typeof keepNewPasskey>[2],
): Promise<string[]> {
  const isFirst = !(await hasFactor(tx, made.staffId));
  await keepNewPasskey(tx, party, made);
  return begun(tx, made.staffId, isFirst);
}

/** With the first factor come recovery codes; those of before stay good beside a further one. */
async function begun(tx: Tx, staffId: string, isFirst: boolean): Promise<string[]> {
  await tell(tx, staffId);
  if (!isFirst) {
    return [];
  }
  const codes = Array.from({ length: recoveryCodes }, newRecoveryCode);
  await addRecoveryCodes(
    tx,
    staffId,
    codes.map((each) => recoveryHash(tx.masters, staffId, each)),
  );
  return codes;
}

/** Where a factor is on, one that is there has to be shown. Refuses as `takeFactor`. */
export async function proveFactor(tx: Tx, staffId: string, shown: Shown): Promise<void> {
  if (await hasFactor(tx, staffId)) {
    await takeFactor(tx, staffId, shown);
  }
}

/**
 * Takes what was shown. Refuses with staff.code_needed when it is nothing, with staff.code_wrong, also a code that
 * counted before, and staff.passkey_wrong.
 */
export async function takeFactor(tx: Tx, staffId: string, shown: Shown): Promise<void> {
  if (shown.passkey !== undefined) {
    await takePasskey(tx, staffId, shown.passkey);
    await forgetAttempts(tx, attemptKind, staffId);
    return;
  }
  if (shown.code === undefined) {
    const held = await findFactorsHeld(tx, staffId);
    throw staffRefusals.code_needed({ hasApp: held.has_app, hasPasskey: held.passkeys > 0 });
  }
  await takeCode(tx, staffId, shown.code);
}

async function takeCode(tx: Tx, staffId: string, code: string): Promise<void> {
  const plain = plainCode(code);
  if (plain.length === recoveryLength) {
    const hash = recoveryHash(tx.masters, staffId, plain);
    if (!(await takeRecoveryCode(tx, staffId, hash))) {
      throw staffRefusals.code_wrong();
    }
    await forgetAttempts(tx, attemptKind, staffId);
    return;
  }
  const factor = await findFactor(tx, staffId);
  if (factor === undefined || factor.confirmed_at === null) {
    throw staffRefusals.code_wrong();
  }
  await takeAppCode(tx, factor, code);
}

/** Takes app, passkeys and recovery codes away. Refuses with staff.second_factor_off when there is none. */
export async function takeFactorsAway(tx: Tx, staffId: string): Promise<void> {
  if (!(await removeFactors(tx, staffId))) {
    throw staffRefusals.second_factor_off();
  }
  await tell(tx, staffId);
}

/** Takes the app away, a passkey stays. Refuses with staff.second_factor_off. */
export async function takeAppAway(tx: Tx, staffId: string): Promise<void> {
  await taken(tx, staffId, await removeAppFactor(tx, staffId));
}

/** Takes one passkey (uuid) away. Refuses with staff.second_factor_off when it is not the member's. */
export async function takePasskeyAway(tx: Tx, staffId: string, passkeyId: string): Promise<void> {
  await taken(tx, staffId, await deletePasskey(tx, staffId, passkeyId));
}

async function taken(tx: Tx, staffId: string, isGone: boolean): Promise<void> {
  if (!isGone) {
    throw staffRefusals.second_factor_off();
  }
  if (!(await hasFactor(tx, staffId))) {
    await removeRecoveryCodes(tx, staffId);
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
