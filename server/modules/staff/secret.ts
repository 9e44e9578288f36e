// Passwords and PINs as scrypt hashes with their parameters beside them, so that the cost can grow without
// asking people for new ones. N = 2^14, r = 8, p = 5 is one of the equal settings of OWASP's password storage
// sheet and takes 16 MiB; the work runs on libuv's threads, never on the event loop.
// A PIN has ten thousand values at least: the house's own key goes in first, so that a stolen table alone
// cannot be guessed through.
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { blindIndex, type MasterKeys } from '#kernel/sealing';

const cost = { N: 2 ** 14, r: 8, p: 5 };
const hashBytes = 32;

/** `scrypt$16384$8$5$<salt>$<hash>`, salt and hash in base64url. */
export async function hashSecret(masters: MasterKeys, secret: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(peppered(masters, secret), salt, cost);
  const { N, r, p } = cost;
  return ['scrypt', N, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/**
 * Whether the secret is the one that was hashed. Without a hash (unknown name, no PIN) the same work is done
 * and the answer is no, so that time does not tell who exists.
 */
export async function isSecret(
  masters: MasterKeys,
  secret: string,
  stored: string | null,
): Promise<boolean> {
  const [scheme, n, r, p, salt = '', hash = ''] = (stored ?? nobody).split('$');
  if (scheme !== 'scrypt') {
    throw new Error('a stored secret has an unknown scheme');
  }
  const expected = Buffer.from(hash, 'base64url');
  const given = await derive(peppered(masters, secret), Buffer.from(salt, 'base64url'), {
    N: Number(n),
    r: Number(r),
    p: Number(p),
  });
  return given.length === expected.length && timingSafeEqual(given, expected) && stored !== null;
}

const nobody = ['scrypt', cost.N, cost.r, cost.p, 'AAAAAAAAAAAAAAAAAAAAAA', 'A'.repeat(43)].join(
  '$',
);

function peppered(masters: MasterKeys, secret: string): Buffer {
  return blindIndex(masters, 'staff secret', secret.normalize('NFKC'));
}

function derive(secret: Buffer, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, hashBytes, { ...options, maxmem: 64 * 2 ** 20 }, (error, hash) =>
      error === null ? resolve(hash) : reject(error),
    );
  });
}
