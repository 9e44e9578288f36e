// The key of this phone: made here, kept by the browser and never given out. What the house certified of it stays beside
// it, so that codes are made where there is no line.
import { makeCode } from '@engawa/card';

type Bytes = Uint8Array<ArrayBuffer>;

type Kept = {
  readonly number: string;
  readonly secret: CryptoKey;
  readonly certificate: Bytes;
  /** ISO day until which the house vouches for it. */
  readonly lastDay: string;
  /** How much the house's clock is ahead of this one. */
  readonly aheadMs: number;
};

const base = 'engawa-card';
const shelf = 'phone';
const renewDays = 30;

/** Answers a function that makes the code of now; undefined where this browser cannot, or no line was there yet. */
export async function openPhoneKey(number: string): Promise<(() => Promise<string>) | undefined> {
  if (!('subtle' in crypto) || !('indexedDB' in globalThis)) {
    return undefined;
  }
  try {
    const kept = await read();
    const isMine = kept?.number === number;
    const isFresh = isMine && kept.lastDay > dayIn(renewDays);
    const made = isFresh ? undefined : await certify(number).catch(() => undefined);
    const key = made ?? (isMine ? kept : undefined);
    return key === undefined ? undefined : () => codeOf(key);
  } catch {
    // An old browser without Ed25519, or one that keeps nothing: the number is on the page.
    return undefined;
  }
}

function codeOf({ secret, certificate, aheadMs }: Kept): Promise<string> {
  const sign = async (bytes: Bytes): Promise<Bytes> =>
    new Uint8Array(await crypto.subtle.sign({ name: 'Ed25519' }, secret, bytes));
  return makeCode(certificate, sign, Date.now() + aheadMs);
}

async function certify(number: string): Promise<Kept> {
  const pair = await crypto.subtle.generateKey({ name: 'Ed25519' }, false, ['sign', 'verify']);
  if (!('privateKey' in pair)) {
    throw new Error('no key pair was made');
  }
  const publicKey = toText(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
  const answer = await fetch('/api/cards/mine/phones', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ publicKey }),
  });
  if (!answer.ok) {
    throw new Error(`the house answered ${answer.status}`);
  }
  const said = (await answer.json()) as {
    readonly certificate: string;
    readonly lastDay: string;
    readonly now: string;
  };
  const kept: Kept = {
    number,
    secret: pair.privateKey,
    certificate: fromText(said.certificate),
    lastDay: said.lastDay,
    aheadMs: Date.parse(said.now) - Date.now(),
  };
  await write(kept);
  return kept;
}

function dayIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(base, 1);
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(shelf));
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(new Error('the browser keeps nothing')));
  });
}

async function ask<Answer>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Answer>,
): Promise<Answer> {
  const database = await open();
  try {
    return await new Promise<Answer>((resolve, reject) => {
      const request = work(database.transaction(shelf, mode).objectStore(shelf));
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(new Error('the browser keeps nothing')));
    });
  } finally {
    database.close();
  }
}

function read(): Promise<Kept | undefined> {
  return ask<Kept | undefined>('readonly', (store) => store.get('key'));
}

async function write(kept: Kept): Promise<void> {
  await ask('readwrite', (store) => store.put(kept, 'key'));
}

function toText(bytes: Bytes): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function fromText(text: string): Bytes {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
