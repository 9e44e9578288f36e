// Ids. Inside the server and in Postgres an id is a plain UUIDv7 (16 bytes, time-ordered). At every edge
// (HTTP, events, files) it is written with its type in front, as the TypeID specification has it:
// `ord_01jd…`, prefix + '_' + 26 characters of Crockford base32. See docs/decisions/0004-ids.md.
import { randomUUIDv7 } from 'node:crypto';
import { Refusal } from './errors.ts';

/** Every id prefix of the house and the noun it stands for. A new noun gets its line here. */
export const idPrefixes = {
  allowance: 'alw',
  apikey: 'key',
  booking: 'bkg',
  brand: 'brd',
  category: 'cat',
  count: 'cnt',
  coupon: 'cpn',
  customer: 'cus',
  device: 'dev',
  earnRule: 'ern',
  drawer: 'drw',
  event: 'evt',
  gift: 'gft',
  hold: 'hld',
  import: 'imp',
  invoice: 'inv',
  item: 'itm',
  layaway: 'lay',
  leak: 'lek',
  link: 'lnk',
  lot: 'lot',
  media: 'med',
  message: 'msg',
  movement: 'mov',
  order: 'ord',
  orderLine: 'oln',
  party: 'pty',
  passkey: 'pky',
  payment: 'pay',
  place: 'plc',
  posting: 'pst',
  preorder: 'pre',
  priceList: 'prl',
  product: 'prd',
  promotion: 'prm',
  record: 'rec',
  refund: 'rfd',
  request: 'req',
  resource: 'rsc',
  reward: 'rwd',
  saleConflict: 'scf',
  session: 'ses',
  stockCall: 'scl',
  staff: 'stf',
  stampCard: 'stc',
  tillConflict: 'tcf',
  tillEntry: 'tle',
  transfer: 'trf',
  webhook: 'whk',
} as const;

export type IdKind = keyof typeof idPrefixes;

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const digitOf = new Int8Array(128).fill(-1);
for (let index = 0; index < alphabet.length; index += 1) {
  digitOf[alphabet.charCodeAt(index)] = index;
}

let lastMs = 0;
let counter = 0;

/**
 * A new UUIDv7, monotonic within this process: Node's own ids of one millisecond come in any order, so the 12
 * bits after the time count up within it (RFC 9562, section 6.2, method 1).
 */
export function newId(): string {
  const random = randomUUIDv7();
  const ms = Number.parseInt(random.slice(0, 8) + random.slice(9, 13), 16);
  if (ms > lastMs) {
    lastMs = ms;
    // Half of the range stays free for counting.
    counter = Number.parseInt(random.slice(15, 18), 16) & 0x7ff;
  } else if (counter < 0xfff) {
    counter += 1;
  } else {
    lastMs += 1;
    counter = 0;
  }
  const time = lastMs.toString(16).padStart(12, '0');
  const count = counter.toString(16).padStart(3, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${random.slice(19)}`;
}

/** `formatId('order', uuid)` → `ord_01jd…`. */
export function formatId(kind: IdKind, uuid: string): string {
  return `${idPrefixes[kind]}_${encodeUuid(uuid)}`;
}

/** Like `formatId`, keeping null. */
export function formatOptionalId(kind: IdKind, uuid: string | null): string | null {
  return uuid === null ? null : formatId(kind, uuid);
}

/**
 * `parseId('order', 'ord_01jd…')` → uuid.
 * Refuses with `kernel.id_malformed` when the text is not an id of that kind.
 */
export function parseId(kind: IdKind, text: string): string {
  const uuid = tryParseId(kind, text);
  if (uuid === undefined) {
    throw new Refusal({
      code: 'kernel.id_malformed',
      kind: 'invalid',
      en: `"${text.slice(0, 40)}" is not a ${kind} id; it must look like ${idPrefixes[kind]}_01jd….`,
      ja: `「${text.slice(0, 40)}」は${kind}のIDではありません(${idPrefixes[kind]}_ で始まります)。`,
    });
  }
  return uuid;
}

/** Like `parseId`, answering undefined instead of refusing. */
export function tryParseId(kind: IdKind, text: string): string | undefined {
  const prefix = idPrefixes[kind];
  if (text.length !== prefix.length + 27 || !text.startsWith(`${prefix}_`)) {
    return undefined;
  }
  return decodeUuid(text.slice(prefix.length + 1));
}

/** The JSON schema pattern of an id of this kind. */
export function idPattern(kind: IdKind): string {
  return `^${idPrefixes[kind]}_[0-7][0-9a-hjkmnp-tv-z]{25}$`;
}

// 130 bits of 26 characters, the two in front zero. Five bits at a time in plain numbers: with BigInt it was a tenth of
// the CPU of a hot command.
function encodeUuid(uuid: string): string {
  let text = '';
  let bits = 0;
  let bitCount = 2;
  for (let index = 0; index < uuid.length; index += 1) {
    const code = uuid.charCodeAt(index);
    if (code !== hyphen) {
      bits = (bits << 4) | hexOf(code);
      bitCount += 4;
      if (bitCount >= 5) {
        bitCount -= 5;
        text += alphabet[bits >> bitCount];
        bits &= (1 << bitCount) - 1;
      }
    }
  }
  return text;
}

const hyphen = 45;

/** The value of 0–9, a–f, A–F by its character code. */
function hexOf(code: number): number {
  return code < 58 ? code - 48 : (code | 32) - 87;
}

function decodeUuid(text: string): string | undefined {
  let hex = '';
  let bits = 0;
  let bitCount = -2;
  for (let index = 0; index < text.length; index += 1) {
    const digit = digitOf[text.charCodeAt(index)] ?? -1;
    if (digit < 0 || (index === 0 && digit > 7)) {
      return undefined;
    }
    bits = (bits << 5) | digit;
    bitCount += 5;
    while (bitCount >= 4) {
      bitCount -= 4;
      hex += (bits >> bitCount).toString(16);
      bits &= (1 << bitCount) - 1;
    }
  }
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
