// Certificate and code as bytes, how they are signed, and how a till checks them without asking anybody.
import { fromBase32, toBase32 } from './base32.ts';

/** A code is of one half minute; a till takes the one before and after too, for clocks that differ. */
export const windowMs = 30_000;
const windowsAside = 1;
const prefix = 'EGC1:';
const signatureBytes = 64;
const publicKeyBytes = 32;
/** key id 1 · certificate id 8 · number 8 · last day 2 · public key 32 */
const certifiedBytes = 1 + 8 + 8 + 2 + publicKeyBytes;
const certificateBytes = certifiedBytes + signatureBytes;
const codeBytes = certificateBytes + 4 + signatureBytes;
const dayMs = 86_400_000;
const algorithm = { name: 'Ed25519' };

type Bytes = Uint8Array<ArrayBuffer>;

export type Certified = {
  /** Which of the house's keys signed it. */
  readonly keyId: number;
  /** 16 hexadecimal digits. */
  readonly certificateId: string;
  readonly number: string;
  /** It is good until the end of this day (UTC). */
  readonly lastDayMs: number;
  readonly publicKey: Bytes;
};

/** What the house signs. */
export function certifiedBytesOf(certified: Certified): Bytes {
  const bytes = new Uint8Array(certifiedBytes);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, certified.keyId);
  view.setBigUint64(1, BigInt(`0x${certified.certificateId}`));
  view.setBigUint64(9, BigInt(certified.number));
  view.setUint16(17, Math.floor(certified.lastDayMs / dayMs));
  bytes.set(certified.publicKey, 19);
  return bytes;
}

/** Makes the code of now; `certificate` is what the house answered, `sign` signs with the phone's key. */
export async function makeCode(
  certificate: Bytes,
  sign: (bytes: Bytes) => Promise<Bytes>,
  nowMs: number,
): Promise<string> {
  const bytes = new Uint8Array(codeBytes);
  bytes.set(certificate);
  new DataView(bytes.buffer).setUint32(certificateBytes, Math.floor(nowMs / windowMs));
  bytes.set(await sign(bytes.slice(0, certificateBytes + 4)), certificateBytes + 4);
  return prefix + toBase32(bytes);
}

/** Whether a scan is such a code at all. */
export function isCardCode(text: string): boolean {
  return text.startsWith(prefix);
}

export type TillKeys = {
  /** The house's public keys by their id, raw. */
  readonly keys: ReadonlyMap<number, Bytes>;
  /** Certificates that were taken back before their time. */
  readonly takenBack: ReadonlySet<string>;
};

export type Checked =
  | { readonly number: string; readonly certificateId: string; readonly window: number }
  | { readonly refused: 'malformed' | 'forged' | 'old' | 'over' | 'taken_back' };

/** Checks a code against the clock of the till. Pure but for Web Crypto; needs no line. */
export async function checkCode(text: string, till: TillKeys, nowMs: number): Promise<Checked> {
  const bytes = isCardCode(text) ? fromBase32(text.slice(prefix.length)) : undefined;
  if (bytes?.length !== codeBytes) {
    return { refused: 'malformed' };
  }
  const certified = readCertified(bytes);
  const houseKey = till.keys.get(certified.keyId);
  const window = new DataView(bytes.buffer).getUint32(certificateBytes);
  const isTrue =
    houseKey !== undefined &&
    (await isSigned(
      houseKey,
      bytes.slice(certifiedBytes, certificateBytes),
      bytes.slice(0, certifiedBytes),
    )) &&
    (await isSigned(
      certified.publicKey,
      bytes.slice(certificateBytes + 4),
      bytes.slice(0, certificateBytes + 4),
    ));
  if (!isTrue) {
    return { refused: 'forged' };
  }
  if (till.takenBack.has(certified.certificateId)) {
    return { refused: 'taken_back' };
  }
  if (nowMs >= certified.lastDayMs + dayMs) {
    return { refused: 'over' };
  }
  if (Math.abs(Math.floor(nowMs / windowMs) - window) > windowsAside) {
    return { refused: 'old' };
  }
  return { number: certified.number, certificateId: certified.certificateId, window };
}

function readCertified(bytes: Bytes): Certified {
  const view = new DataView(bytes.buffer);
  return {
    keyId: view.getUint8(0),
    certificateId: view.getBigUint64(1).toString(16).padStart(16, '0'),
    number: view.getBigUint64(9).toString(),
    lastDayMs: view.getUint16(17) * dayMs,
    publicKey: bytes.slice(19, certifiedBytes),
  };
}

async function isSigned(publicKey: Bytes, signature: Bytes, bytes: Bytes): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('raw', publicKey, algorithm, false, ['verify']);
    return await crypto.subtle.verify(algorithm, key, signature, bytes);
  } catch {
    // Not every 32 bytes are a key.
    return false;
  }
}
