// The life of an order. Terminal states have no way out. The words are Square's and ACP's pickup states where
// they have one (reference: pickup orders placed → accepted → preparing → ready → handed over).

export const orderStates = [
  'placed',
  'accepted',
  'preparing',
  'ready',
  'shipped',
  'handed_over',
  'completed',
  'cancelled',
  'rejected',
  'expired',
  'returned',
] as const;

export type OrderState = (typeof orderStates)[number];

const ways: Readonly<Record<OrderState, readonly OrderState[]>> = {
  placed: [
    'accepted',
    'preparing',
    'ready',
    'shipped',
    'handed_over',
    'cancelled',
    'rejected',
    'expired',
  ],
  accepted: ['preparing', 'ready', 'shipped', 'handed_over', 'cancelled', 'expired'],
  preparing: ['ready', 'shipped', 'handed_over', 'cancelled', 'expired'],
  // A kitchen takes back what was put out too early or has to be made again.
  ready: ['preparing', 'handed_over', 'shipped', 'cancelled', 'expired'],
  shipped: ['completed', 'returned'],
  handed_over: ['completed', 'returned'],
  completed: ['returned'],
  cancelled: [],
  rejected: [],
  expired: [],
  returned: [],
};

export function canBecome(from: OrderState, to: OrderState): boolean {
  return ways[from].includes(to);
}

/** What the goods do when an order enters a state: leave the house, go back to the shelf, or stay. */
export function stockEffectOf(to: OrderState): 'leave' | 'release' | 'none' {
  if (to === 'handed_over' || to === 'shipped') {
    return 'leave';
  }
  return to === 'cancelled' || to === 'rejected' || to === 'expired' ? 'release' : 'none';
}
