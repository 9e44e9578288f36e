// Taking over by PIN without a line. Who took over on this tablet while there was one can do so again for some days: what
// is kept is PBKDF2 of the PIN (600,000 rounds of SHA-256, OWASP's password storage sheet), under a key of this browser
// that no script can read out. The house's own hash never comes here. It wins the name on a receipt and the screen of
// this tablet, never a session: the house asks for the PIN again as soon as there is a line.
import Dexie, { type EntityTable } from 'dexie';
import { mayTry, type PinStanding } from './pin-rules.ts';
import type { Me } from './use-me.ts';

type KeptPin = PinStanding & {
  readonly staffId: string;
  readonly placeId: string;
  readonly me: Me;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly rounds: number;
  readonly mac: ArrayBuffer;
};

const book = new Dexie('engawa-pins') as Dexie & {
  pins: EntityTable<KeptPin, 'staffId'>;
  keys: EntityTable<{ id: string; key: CryptoKey }, 'id'>;
};
book.version(1).stores({ pins: 'staffId', keys: 'id' });

const rounds = 600_000;

export type AwayAnswer =
  | { readonly me: Me }
  | { readonly refused: 'wrong' | 'over' }
  | { readonly refused: 'wait'; readonly seconds: number };

export type SealedPin = Pick<KeptPin, 'salt' | 'rounds' | 'mac'>;

/**
 * What may be kept of a PIN. It takes a while: begin it while the house is asked. Undefined in a browser that keeps
 * nothing, or on a page that is not secure: the line is needed then.
 */
export async function sealPin(pin: string): Promise<SealedPin | undefined> {
  try {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    return { salt, rounds, mac: await macOf(await browserKey(), await derive(pin, salt, rounds)) };
  } catch {
    return undefined;
  }
}

/** The house said that this PIN is right: this tablet may do so too, for some days. */
export async function keepPin(me: Me, placeId: string, sealed: SealedPin): Promise<void> {
  const standing = { checkedMs: Date.now(), failures: 0, triedMs: 0 };
  await book.pins
    .put({ ...standing, ...sealed, staffId: me.id, placeId, me })
    .catch(() => undefined);
}

/** Who can take over here without a line. */
export async function listAway(placeId: string): Promise<{ id: string; name: string }[]> {
  try {
    const all = await book.pins.toArray();
    return all
      .filter((each) => each.placeId === placeId && !isOver(each))
      .map(({ me: { id, name } }) => ({ id, name }));
  } catch {
    return [];
  }
}

/** Whether this PIN opens the tablet; the try is counted before it is looked at. */
export async function tryAway(staffId: string, pin: string): Promise<AwayAnswer> {
  const kept = await book.transaction('rw', book.pins, async () => {
    const found = await book.pins.get(staffId);
    const answer = found === undefined ? undefined : mayTry(found, Date.now());
    if (found !== undefined && answer?.may === true) {
      const { failures } = found;
      await book.pins.update(staffId, { failures: failures + 1, triedMs: Date.now() });
    }
    return { found, answer };
  });
  const { found, answer } = kept;
  if (found === undefined || answer === undefined) {
    return { refused: 'over' };
  }
  if (!answer.may) {
    return answer.why === 'wait'
      ? { refused: 'wait', seconds: answer.seconds }
      : { refused: 'over' };
  }
  const bits = await derive(pin, found.salt, found.rounds);
  if (!(await crypto.subtle.verify('HMAC', await browserKey(), found.mac, bits))) {
    return { refused: 'wrong' };
  }
  await book.pins.update(staffId, { failures: 0 });
  return { me: found.me };
}

/** Keeps only those of these colleagues: the others have left, moved, or have another PIN. */
export async function keepOnly(staffIds: readonly string[]): Promise<void> {
  await book.pins
    .filter((each) => !staffIds.includes(each.staffId))
    .delete()
    .catch(() => 0);
}

/** The house says that it is another one by now; or, without anybody, this tablet is given up. */
export async function forgetPins(staffId?: string): Promise<void> {
  await (staffId === undefined ? book.pins.clear() : book.pins.delete(staffId)).catch(() => 0);
}

function isOver(kept: KeptPin): boolean {
  const answer = mayTry(kept, Date.now());
  return !answer.may && answer.why === 'over';
}

/** Made once; its bytes never leave the browser. */
async function browserKey(): Promise<CryptoKey> {
  const kept = await book.keys.get('pins');
  if (kept !== undefined) {
    return kept.key;
  }
  const algorithm: HmacKeyGenParams = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
  await book.keys.put({ id: 'pins', key });
  return key;
}

async function derive(
  pin: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<ArrayBuffer> {
  const secret = new TextEncoder().encode(pin);
  const key = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveBits']);
  return crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, key, 256);
}

function macOf(key: CryptoKey, bits: ArrayBuffer): Promise<ArrayBuffer> {
  return crypto.subtle.sign('HMAC', key, bits);
}
