// Certificates of the shop's own authority (RFC 5280), P-256. The authority is bound to private names and
// addresses by name constraints: who steals its key from the shop's machine cannot be a bank for the phones
// that trust it.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { isIP, isIPv4 } from 'node:net';
import {
  bits,
  identifier,
  integer,
  octets,
  retagged,
  sequence,
  set,
  tagged,
  time,
  truth,
  utf8,
} from './der.ts';

export type KeyAndCertificate = { readonly keyPem: string; readonly certificatePem: string };

const authorityYears = 10;
/** Apple refuses server certificates of a longer life. */
const leafDays = 397;

const permittedNames = ['localhost', 'local', 'internal', 'home.arpa', 'lan'];
const permittedNets: readonly (readonly [address: string, mask: string])[] = [
  ['10.0.0.0', '255.0.0.0'],
  ['172.16.0.0', '255.240.0.0'],
  ['192.168.0.0', '255.255.0.0'],
  ['127.0.0.0', '255.0.0.0'],
  ['169.254.0.0', '255.255.0.0'],
  ['100.64.0.0', '255.192.0.0'],
  ['::1', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['fc00::', 'fe00::'],
  ['fe80::', 'ffc0::'],
];

/** Whether the authority may vouch for a name. */
export function isPermittedName(name: string): boolean {
  return permittedNames.some((end) => name === end || name.endsWith(`.${end}`));
}

/** A new authority, valid for ten years. */
export function makeAuthority(commonName: string, now: Temporal.Instant): KeyAndCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const from = now.subtract({ hours: 24 });
  const subtree = (content: Buffer) => sequence(content);
  const permitted = tagged(
    0,
    ...permittedNames.map((name) => subtree(retagged(2, Buffer.from(name)))),
    ...permittedNets.map(([address, mask]) =>
      subtree(retagged(7, Buffer.concat([addressBytes(address), addressBytes(mask)]))),
    ),
  );
  const certificate = certify({
    subject: commonName,
    issuer: commonName,
    from,
    until: from.add({ hours: authorityYears * 365 * 24 }),
    publicKey,
    signWith: privateKey,
    extensions: [
      extension('2.5.29.19', sequence(truth(), integer(Buffer.from([0]))), true),
      // keyCertSign and cRLSign.
      extension('2.5.29.15', bits(Buffer.from([0b00000110]), 1), true),
      extension('2.5.29.14', octets(keyId(publicKey))),
      extension('2.5.29.30', sequence(permitted), true),
    ],
  });
  return { keyPem: toPem(privateKey), certificatePem: certificate };
}

/** A server certificate for names and addresses, with a key of its own. The first name is its subject. */
export function issueCertificate(
  authority: KeyAndCertificate,
  authorityName: string,
  hosts: readonly string[],
  now: Temporal.Instant,
): KeyAndCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuerKey = createPrivateKey(authority.keyPem);
  const from = now.subtract({ hours: 24 });
  const names = hosts.map((host) =>
    isIP(host) === 0 ? retagged(2, Buffer.from(host)) : retagged(7, addressBytes(host)),
  );
  const certificate = certify({
    subject: 'Engawa',
    issuer: authorityName,
    from,
    until: from.add({ hours: leafDays * 24 }).subtract({ seconds: 1 }),
    publicKey,
    signWith: issuerKey,
    extensions: [
      extension('2.5.29.19', sequence(), true),
      // digitalSignature.
      extension('2.5.29.15', bits(Buffer.from([0b10000000]), 7), true),
      // serverAuth.
      extension('2.5.29.37', sequence(identifier('1.3.6.1.5.5.7.3.1'))),
      extension('2.5.29.17', sequence(...names)),
      extension('2.5.29.14', octets(keyId(publicKey))),
      extension('2.5.29.35', sequence(retagged(0, keyId(createPublicKey(issuerKey))))),
    ],
  });
  return { keyPem: toPem(privateKey), certificatePem: certificate };
}

type Wanted = {
  readonly subject: string;
  readonly issuer: string;
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant;
  readonly publicKey: KeyObject;
  readonly signWith: KeyObject;
  readonly extensions: readonly Buffer[];
};

function certify(wanted: Wanted): string {
  // ecdsa-with-SHA256
  const algorithm = sequence(identifier('1.2.840.10045.4.3.2'));
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const body = sequence(
    tagged(0, integer(Buffer.from([2]))),
    integer(serial),
    algorithm,
    nameOf(wanted.issuer),
    sequence(time(wanted.from), time(wanted.until)),
    nameOf(wanted.subject),
    wanted.publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, sequence(...wanted.extensions)),
  );
  const signature = sign('sha256', body, wanted.signWith);
  const whole = sequence(body, algorithm, bits(signature));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function extension(id: string, content: Buffer, isCritical = false): Buffer {
  return sequence(identifier(id), ...(isCritical ? [truth()] : []), octets(content));
}

function nameOf(commonName: string): Buffer {
  return sequence(set(sequence(identifier('2.5.4.3'), utf8(commonName))));
}

/** SHA-1 over the key, as RFC 5280 4.2.1.2 has it; a name for the key, no protection. */
function keyId(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  const point = [Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')];
  return createHash('sha1').update(Buffer.concat(point)).digest();
}

function toPem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' });
}

/** 4 or 16 bytes of an address. */
function addressBytes(address: string): Buffer {
  if (isIPv4(address)) {
    return Buffer.from(address.split('.').map(Number));
  }
  const [head = '', tail] = address.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const left = groups(head);
  const right = groups(tail ?? '');
  const middle = tail === undefined ? 0 : 8 - left.length - right.length;
  const all = [...left, ...Array.from({ length: middle }, () => '0'), ...right];
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex');
}
