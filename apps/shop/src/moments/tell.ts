// What she does in the shop, told to the house in small batches, and only after she said yes. Moments have ids of their
// own, so that one sent twice counts once; what cannot be sent now waits in memory and goes with the next.
import { askToBeKnown, channelNow, choiceNow, onChoice } from './choice.ts';

export type Moment =
  | { readonly kind: 'viewed'; readonly page: 'home' | 'category' | 'page' }
  | { readonly kind: 'viewed'; readonly page: 'item'; readonly itemId: string }
  | { readonly kind: 'searched'; readonly results: number }
  | { readonly kind: 'carted'; readonly itemId: string; readonly quantity: number }
  | { readonly kind: 'wished'; readonly itemId: string; readonly isWished: boolean }
  | { readonly kind: 'scanned'; readonly itemId: string }
  | { readonly kind: 'signed_up' };

type Told = Moment & { readonly id: string; readonly at: string; readonly source?: string };
type Waiting = { readonly placeId: string; readonly moment: Told };

const waitMs = 400;
const againMs = 60_000;
const batchMax = 50;
const waitingMax = 200;
const waiting: Waiting[] = [];
/** What she was doing when she was asked; told if she says yes. Nothing before it is. */
let asked: { readonly placeId: string; readonly moment: Moment } | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let source: string | null | undefined;

/** The code of the link or poster that led here, for as long as this document lives. */
export function sourceOfArrival(): string | undefined {
  if (source === undefined) {
    const code = new URLSearchParams(location.search).get('s');
    source = code !== null && /^[a-z0-9][a-z0-9-]{1,39}$/.test(code) ? code : null;
  }
  return source ?? undefined;
}

/** Tells a moment at a place. `asks`: it is worth asking for, where she has not been asked yet. */
export function tell(moment: Moment, placeId: string, asks = false): void {
  const choice = choiceNow();
  if (choice === 'given') {
    put(moment, placeId);
  } else if (choice === 'unasked' && (asks || sourceOfArrival() !== undefined)) {
    asked = { moment, placeId };
    askToBeKnown();
  }
}

onChoice(() => {
  if (choiceNow() === 'given' && asked !== undefined) {
    put(asked.moment, asked.placeId);
  }
  if (choiceNow() !== 'unasked') {
    asked = undefined;
  }
  if (choiceNow() === 'refused') {
    waiting.length = 0;
  }
});

function put(moment: Moment, placeId: string): void {
  const code = sourceOfArrival();
  const told = { ...moment, id: newId(), at: new Date().toISOString() };
  waiting.push({ placeId, moment: code === undefined ? told : { ...told, source: code } });
  waiting.splice(0, waiting.length - waitingMax);
  plan(waitMs);
}

function plan(inMs: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => void send(), inMs);
}

/** Sends what waits, a batch a place; resolves when it was tried. */
export async function send(): Promise<void> {
  clearTimeout(timer);
  const [first] = waiting;
  if (first === undefined) {
    return;
  }
  const batch = waiting.filter(({ placeId }) => placeId === first.placeId).slice(0, batchMax);
  take(batch);
  const answer = await fetch('/api/moments', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      channel: channelNow(),
      placeId: first.placeId,
      moments: batch.map(({ moment }) => moment),
    }),
    keepalive: true,
  }).catch(() => undefined);
  if (answer === undefined || answer.status === 429 || answer.status >= 500) {
    waiting.unshift(...batch);
    plan(againMs);
    return;
  }
  await send();
}

function take(batch: readonly Waiting[]): void {
  const left = waiting.filter((each) => !batch.includes(each));
  waiting.splice(0, waiting.length, ...left);
}

/** A UUIDv7; `crypto.randomUUID` is missing where the shop's network has no TLS. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const time = Date.now().toString(16).padStart(12, '0');
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex =
    time + [...bytes.subarray(6)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Before the page goes, and when the line is back. */
export function keepSending(): () => void {
  const now = () => void send();
  globalThis.addEventListener('pagehide', now);
  globalThis.addEventListener('online', now);
  return () => {
    globalThis.removeEventListener('pagehide', now);
    globalThis.removeEventListener('online', now);
  };
}
