// Roles and what they may do. A permission is `<module>.read` or `<module>.write`; routes name the one they
// need, a role is a set of them. Place-bound roles act for their place only (the use case checks the place).

export type Permission = `${string}.read` | `${string}.write`;

export const roles = {
  /** Everything. */
  owner: ['*.read', '*.write'],
  /** Headquarters: reads everything, writes nothing. */
  analyst: ['*.read'],
  /** A shop's manager. */
  manager: [
    'house.read',
    'log.read',
    'places.read',
    'places.write',
    'staff.read',
    'customers.read',
    'customers.write',
    'identity.read',
    'identity.write',
    'catalog.read',
    'catalog.write',
    'devices.read',
    'devices.write',
    'stock.read',
    'stock.write',
    'ledger.read',
    'ledger.write',
    'loyalty.read',
    'loyalty.write',
    'gifts.read',
    'gifts.write',
    'payments.read',
    'payments.write',
    'messages.read',
    'offers.read',
    'bookings.read',
    'bookings.write',
    'layaways.read',
    'layaways.write',
    'floor.read',
    'floor.write',
    'moments.read',
    'moments.write',
    'orders.read',
    'orders.write',
    'tills.read',
    'tills.write',
    'kitchen.read',
    'kitchen.write',
    'overview.read',
    'imports.read',
    'reviews.read',
    'reviews.write',
    'rights.read',
    'rights.write',
    'segments.read',
  ],
  /** A clerk at the till, in the stockroom and on the floor. */
  clerk: [
    'house.read',
    'log.read',
    'places.read',
    'customers.read',
    'customers.write',
    'catalog.read',
    'stock.read',
    'stock.write',
    'ledger.read',
    'loyalty.read',
    'gifts.read',
    'gifts.write',
    'payments.read',
    'payments.write',
    'offers.read',
    'bookings.read',
    'bookings.write',
    'layaways.read',
    'layaways.write',
    'floor.read',
    'floor.write',
    'orders.read',
    'orders.write',
    'tills.read',
    'tills.write',
    'kitchen.read',
    'kitchen.write',
  ],
  /** A pharmacist: the health of who agreed to it, and goods; no other look at a person. */
  pharmacist: [
    'house.read',
    'log.read',
    'places.read',
    'catalog.read',
    'stock.read',
    'health.read',
    'health.write',
  ],
  /** Somebody of a partner company: what customers show to that company, and nothing else. */
  partner: ['house.read', 'shared.read'],
  /** A connected system, by API key. */
  integrator: [
    'house.read',
    'log.read',
    'places.read',
    'catalog.read',
    'catalog.write',
    'stock.read',
    'stock.write',
    'customers.read',
    'customers.write',
    'orders.read',
    'orders.write',
    'imports.read',
    'imports.write',
    'webhooks.read',
    'webhooks.write',
    'ledger.read',
    'loyalty.read',
    'loyalty.write',
  ],
  /** Headquarters before the second factor is set up: sees who is signed in, and sets it up. */
  enrolling: ['house.read'],
} as const satisfies Record<string, readonly string[]>;

export type Role = keyof typeof roles;

/** What no wildcard gives: it is for the work of some, not for the rank of others. */
const byNameOnly: ReadonlySet<string> = new Set(['health', 'shared']);

/** Whether one of the roles grants the permission. Unknown roles grant nothing. */
export function isAllowed(held: readonly string[], permission: Permission): boolean {
  const dot = permission.indexOf('.');
  const verb = permission.slice(dot);
  const hasWildcard = !byNameOnly.has(permission.slice(0, dot));
  return held.some((role) => {
    const granted: readonly string[] = role in roles ? roles[role as Role] : [];
    return granted.includes(permission) || (hasWildcard && granted.includes(`*${verb}`));
  });
}
