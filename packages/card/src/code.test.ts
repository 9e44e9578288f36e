// Must show: an offline till verifies the rotating code, refuses a copy older than its window and a forged one.
import { describe, expect, test } from 'vitest';
import { fromBase32, toBase32 } from './base32.ts';
import {
  cardNumberOf,
  certifiedBytesOf,
  checkCode,
  isCardNumber,
  makeCode,
  type TillKeys,
  windowMs,
} from './index.ts';

type Bytes = Uint8Array<ArrayBuffer>;
const algorithm = { name: 'Ed25519' };
const nowMs = Date.UTC(2026, 10, 22, 3, 0, 10);
const number = cardNumberOf('1234567890123');

async function newKey() {
  const pair = (await crypto.subtle.generateKey(algorithm, false, [
    'sign',
    'verify',
  ])) as CryptoKeyPair;
  return {
    publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)),
    sign: async (bytes: Bytes): Promise<Bytes> =>
      new Uint8Array(await crypto.subtle.sign(algorithm, pair.privateKey, bytes)),
  };
}

type Key = Awaited<ReturnType<typeof newKey>>;

async function openCard(more: { house?: Key; lastDayMs?: number } = {}) {
  const house = more.house ?? (await newKey());
  const phone = await newKey();
  const certified = certifiedBytesOf({
    keyId: 1,
    certificateId: '00112233445566aa',
    number,
    lastDayMs: more.lastDayMs ?? Date.UTC(2026, 11, 22),
    publicKey: phone.publicKey,
  });
  const certificate = new Uint8Array([...certified, ...(await house.sign(certified))]);
  const till: TillKeys = { keys: new Map([[1, house.publicKey]]), takenBack: new Set() };
  return { house, phone, certificate, till };
}

describe('the offline till', () => {
  test('takes the code of now, and one a window away for clocks that differ', async () => {
    const { certificate, phone, till } = await openCard();
    const code = await makeCode(certificate, phone.sign, nowMs);
    expect(await checkCode(code, till, nowMs)).toMatchObject({ number });
    expect(await checkCode(code, till, nowMs + windowMs)).toMatchObject({ number });
    expect(await checkCode(code, till, nowMs - windowMs)).toMatchObject({ number });
  });

  test('refuses a copy older than its window', async () => {
    const { certificate, phone, till } = await openCard();
    const code = await makeCode(certificate, phone.sign, nowMs);
    expect(await checkCode(code, till, nowMs + 2 * windowMs)).toEqual({ refused: 'old' });
    expect(await checkCode(code, till, nowMs + 86_400_000)).toEqual({ refused: 'old' });
    expect(await checkCode(code, till, nowMs - 2 * windowMs)).toEqual({ refused: 'old' });
  });

  test('refuses a forged code: another house’s, another phone’s, and any with one letter changed', async () => {
    const { certificate, phone, till } = await openCard();
    const forged = await openCard();
    const byForger = await makeCode(forged.certificate, forged.phone.sign, nowMs);
    expect(await checkCode(byForger, till, nowMs)).toEqual({ refused: 'forged' });
    const byOtherPhone = await makeCode(certificate, forged.phone.sign, nowMs);
    expect(await checkCode(byOtherPhone, till, nowMs)).toEqual({ refused: 'forged' });
    const code = await makeCode(certificate, phone.sign, nowMs);
    for (let at = 5; at < code.length - 1; at += 7) {
      const letter = code[at] === 'A' ? 'B' : 'A';
      const changed = code.slice(0, at) + letter + code.slice(at + 1);
      expect(await checkCode(changed, till, nowMs)).toEqual({ refused: 'forged' });
    }
  });

  test('refuses a certificate that is over or was taken back, and what is no code', async () => {
    const over = await openCard({ lastDayMs: Date.UTC(2026, 10, 20) });
    const late = await makeCode(over.certificate, over.phone.sign, nowMs);
    expect(await checkCode(late, over.till, nowMs)).toEqual({ refused: 'over' });
    const { certificate, phone, till } = await openCard();
    const code = await makeCode(certificate, phone.sign, nowMs);
    const informed = { ...till, takenBack: new Set(['00112233445566aa']) };
    expect(await checkCode(code, informed, nowMs)).toEqual({ refused: 'taken_back' });
    for (const text of [
      '',
      'EGC1:',
      number,
      code.slice(0, -4),
      `${code}AAAAAAAA`,
      code.toLowerCase(),
    ]) {
      expect(await checkCode(text, till, nowMs)).toEqual({ refused: 'malformed' });
    }
  });
});

test('a code fits a QR code of version 10 and base32 gives bytes back', async () => {
  const { certificate, phone } = await openCard();
  const code = await makeCode(certificate, phone.sign, nowMs);
  // Version 10 at level M holds 311 letters.
  expect(code.length).toBeLessThanOrEqual(311);
  for (let length = 0; length < 40; length += 1) {
    const bytes = crypto.getRandomValues(new Uint8Array(length));
    expect(fromBase32(toBase32(bytes))).toEqual(bytes);
  }
  expect(fromBase32('A1')).toBeUndefined();
});

test('a card number has a check digit', () => {
  expect(isCardNumber(number)).toBe(true);
  expect(isCardNumber(number.replace('1', '2'))).toBe(false);
  expect(isCardNumber('4912345678904')).toBe(false);
});
