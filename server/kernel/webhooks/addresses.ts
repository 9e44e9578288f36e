// Where a webhook may go. Its address comes from people, so it must not become a way into the own network:
// the name is resolved by us at every attempt, every address of the answer must be public, and the
// connection goes to what was checked, not to what a second look-up says (DNS rebinding).
import { lookup as systemLookup } from 'node:dns/promises';
import { BlockList, isIP, type LookupFunction } from 'node:net';

export type ResolvedAddress = { readonly address: string; readonly family: number };

/** How names become addresses; the system's way unless a test brings its own. */
export type Resolve = (name: string) => Promise<readonly ResolvedAddress[]>;

export type AddressPolicy = {
  /** `ENGAWA_WEBHOOK_PRIVATE`: plain http and private addresses are fine. */
  readonly allowPrivate: boolean;
  readonly resolve?: Resolve;
};

export class AddressError extends Error {
  override readonly name = 'AddressError';
}

// IANA special-purpose registries, and 168.63.129.16, a public number behind which Azure keeps its own.
const closedV4 = listOf('ipv4', [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]);
// Only global unicast is open, so loopback, link-local, unique local, multicast, mapped and NAT64 are not.
const globalV6 = listOf('ipv6', [['2000::', 3]]);
const closedV6 = listOf('ipv6', [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]);

function listOf(family: 'ipv4' | 'ipv6', nets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of nets) {
    list.addSubnet(net, prefix, family);
  }
  return list;
}

/** Whether an address (no name) is one of the public internet. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !closedV4.check(address, 'ipv4');
    case 6:
      return (
        !address.includes('%') &&
        globalV6.check(address, 'ipv6') &&
        !closedV6.check(address, 'ipv6')
      );
    default:
      return false;
  }
}

/**
 * Reads the address of a webhook. Throws AddressError where it can be seen from the text alone that it may
 * not be called; a name is looked at again when it is resolved.
 */
export function parseAddress(text: string, policy: AddressPolicy): URL {
  if (!URL.canParse(text)) {
    throw new AddressError('is no address; it looks like https://example.com/engawa');
  }
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(policy.allowPrivate && url.protocol === 'http:')) {
    throw new AddressError('must begin with https://');
  }
  if (url.username !== '' || url.password !== '') {
    throw new AddressError('must not hold a user or a password; deliveries are signed');
  }
  // The parser has written 0x7f.1, 2130706433 and the like as 127.0.0.1 by now.
  const host = hostOf(url);
  const isNamedLocal = /(^|\.)(localhost|local|internal|lan|home\.arpa)\.?$/i.test(host);
  if (!policy.allowPrivate && (isNamedLocal || (isIP(host) !== 0 && !isPublicAddress(host)))) {
    throw privateAddress();
  }
  return url;
}

/** The host without the brackets of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

/** Resolves a host and checks every address of the answer. Throws AddressError. */
export async function resolveChecked(
  host: string,
  policy: AddressPolicy,
): Promise<readonly ResolvedAddress[]> {
  const literal = isIP(host);
  const found =
    literal === 0 ? await resolveName(host, policy) : [{ address: host, family: literal }];
  // One private address among public ones is how a name is turned against us: refuse the whole answer.
  if (!policy.allowPrivate && found.some(({ address }) => !isPublicAddress(address))) {
    throw privateAddress();
  }
  return found;
}

async function resolveName(
  host: string,
  policy: AddressPolicy,
): Promise<readonly ResolvedAddress[]> {
  const resolve = policy.resolve ?? ((name: string) => systemLookup(name, { all: true }));
  const found = await resolve(host).catch(() => []);
  if (found.length === 0) {
    throw new AddressError('has a name that cannot be resolved');
  }
  return found;
}

/** A look-up for node:net that answers nothing but the addresses that were checked. */
export function pinnedLookup(addresses: readonly ResolvedAddress[]): LookupFunction {
  return (_host, options, done) => {
    const [first] = addresses;
    if (first === undefined) {
      done(new AddressError('has no address'), '', 0);
    } else if (options.all === true) {
      done(null, [...addresses]);
    } else {
      done(null, first.address, first.family);
    }
  };
}

function privateAddress(): AddressError {
  return new AddressError(
    'leads into a private network, where webhooks may not go (ENGAWA_WEBHOOK_PRIVATE=yes allows it)',
  );
}
