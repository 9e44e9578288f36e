// What a place can do. A place has no class "online" or "offline": code asks for a capability.

export const capabilities = {
  sells: 1,
  holds_stock: 2,
  hands_over: 4,
  delivers: 8,
  takes_returns: 16,
  cooks: 32,
  takes_bookings: 64,
  ships: 128,
  is_unmanned: 256,
} as const;

export type Capability = keyof typeof capabilities;

/** The bit mask stored with a place. */
export function toMask(of: readonly Capability[]): number {
  return of.reduce((mask, each) => mask | capabilities[each], 0);
}

/** The words of a mask, in the order of the table. */
export function fromMask(mask: number): Capability[] {
  return (Object.keys(capabilities) as Capability[]).filter(
    (each) => (mask & capabilities[each]) !== 0,
  );
}

/** What a new place of a kind can do unless told otherwise. */
export const usualCapabilities: Readonly<Record<string, readonly Capability[]>> = {
  store: ['sells', 'holds_stock', 'hands_over', 'takes_returns', 'ships'],
  cafe: ['sells', 'holds_stock', 'hands_over', 'cooks'],
  web: ['sells', 'holds_stock', 'delivers', 'ships'],
  app: ['sells'],
  line: ['sells', 'takes_bookings'],
  warehouse: ['holds_stock', 'ships', 'delivers'],
  locker: ['hands_over', 'is_unmanned'],
  kerbside: ['hands_over'],
  clinic: ['takes_bookings'],
  lounge: ['takes_bookings'],
  dock: ['hands_over', 'is_unmanned'],
  event: ['sells', 'hands_over'],
};
