// Ids as they are written at every edge: prefix + '_' + 26 characters of Crockford base32, as the TypeID specification
// has it; inside they are plain uuids. See docs/decisions/0004-ids.md.

/** Every id prefix of the house and the noun it stands for. A new noun gets its line here. */
export const idPrefixes = {
  address: 'adr',
  adjustment: 'adj',
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
  followUp: 'flw',
  gift: 'gft',
  healthNote: 'hln',
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
  note: 'nte',
  order: 'ord',
  namedReceipt: 'nrc',
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
  pushDevice: 'psd',
  receipt: 'rcp',
  record: 'rec',
  refund: 'rfd',
  request: 'req',
  resource: 'rsc',
  review: 'rvw',
  reviewPhoto: 'rvp',
  returnRequest: 'rrq',
  reward: 'rwd',
  saleConflict: 'scf',
  segment: 'seg',
  sending: 'snd',
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

/** `formatId('order', uuid)` → `ord_01jd…`. */
export function formatId(kind: IdKind, uuid: string): string {
  return `${idPrefixes[kind]}_${encodeUuid(uuid)}`;
}

/** Like `formatId`, keeping null. */
export function formatOptionalId(kind: IdKind, uuid: string | null): string | null {
  return uuid === null ? null : formatId(kind, uuid);
}

/** uuid, or undefined when the text is not an id of that kind. */
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
  let at = 0;
  let bits = 0;
  let bitCount = 2;
  for (let index = 0; index < uuid.length; index += 1) {
    const code = uuid.charCodeAt(index);
    if (code !== hyphen) {
      bits = (bits << 4) | hexOf(code);
      bitCount += 4;
      if (bitCount >= 5) {
        bitCount -= 5;
        written[at] = alphabet.charCodeAt(bits >> bitCount);
        at += 1;
        bits &= (1 << bitCount) - 1;
      }
    }
  }
  const text = String.fromCharCode.apply(null, at === 26 ? written : written.slice(0, at));
  // What is no uuid may have been longer.
  written.length = 26;
  return text;
}

// Made into a text at once: joined letter by letter, each id left 3 kB behind.
const written: number[] = Array.from({ length: 26 }, () => 0);
const hyphen = 45;

/** The value of 0–9, a–f, A–F by its character code. */
function hexOf(code: number): number {
  return code < 58 ? code - 48 : (code | 32) - 87;
}

function decodeUuid(text: string): string | undefined {
  let at = 0;
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
      if (at === 8 || at === 13 || at === 18 || at === 23) {
        decoded[at] = hyphen;
        at += 1;
      }
      const nibble = bits >> bitCount;
      decoded[at] = nibble < 10 ? nibble + 48 : nibble + 87;
      at += 1;
      bits &= (1 << bitCount) - 1;
    }
  }
  return String.fromCharCode.apply(null, decoded);
}

const decoded: number[] = Array.from({ length: 36 }, () => 0);
