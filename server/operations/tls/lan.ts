// Under which addresses and names the shop's devices reach this machine.
import { hostname, networkInterfaces } from 'node:os';

export type LanAddress = {
  readonly address: string;
  readonly family: 4 | 6;
  readonly interfaceName: string;
};

/** The three fronts live on host names of their own, because cookies ignore ports. */
const fronts = ['shop', 'staff', 'console'] as const;

const virtual = /^(docker|br-|veth|virbr|vmnet|vboxnet|tun|tap|utun|llw|awdl|cni|flannel)/;

/** Addresses of this machine on private networks, the likeliest for a phone first. IPv4 before IPv6. */
export function lanAddresses(interfaces = networkInterfaces()): readonly LanAddress[] {
  return Object.entries(interfaces)
    .flatMap(([interfaceName, addresses = []]) =>
      addresses
        .filter(({ internal, address }) => !internal && isLan(address))
        .map(({ address, family }) => ({
          address,
          family: family === 'IPv4' ? (4 as const) : (6 as const),
          interfaceName,
        })),
    )
    .toSorted((a, b) => rank(a) - rank(b));
}

function rank({ family, interfaceName, address }: LanAddress): number {
  const order = address.startsWith('192.168.') ? 0 : 1;
  return (virtual.test(interfaceName) ? 100 : 0) + (family === 6 ? 10 : 0) + order;
}

/** Private IPv4 and unique local IPv6; link-local addresses need a zone and work in no browser. */
function isLan(address: string): boolean {
  return (
    /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/.test(
      address,
    ) || /^f[cd]/i.test(address)
  );
}

/** Host names of this machine, with the fronts' own: `shop.kasse.local`, `staff.localhost` … */
export function lanNames(more: readonly string[] = [], machine = hostname()): readonly string[] {
  const label =
    machine
      .split('.')[0]
      ?.toLowerCase()
      .replaceAll(/[^a-z0-9-]/g, '') ?? '';
  const own = label === '' || label === 'localhost' ? [] : [`${label}.local`];
  const bases = ['localhost', ...own, ...more.map((name) => name.toLowerCase())];
  const parts = ['', ...fronts.map((front) => `${front}.`)];
  const named = bases.flatMap((base) => parts.map((part) => part + base));
  return [...new Set(named)];
}
