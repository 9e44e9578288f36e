// What a clerk can do with an order next. The server decides (its table of states is the rule); this one only chooses
// which buttons to show.

export const groups = ['new', 'preparing', 'ready', 'done'] as const;
export type Group = (typeof groups)[number];

export type Step = 'preparing' | 'ready' | 'handed_over' | 'shipped' | 'cancelled';

const groupOf: Readonly<Record<string, Group>> = {
  placed: 'new',
  accepted: 'new',
  preparing: 'preparing',
  ready: 'ready',
};

/** Under which heading an order stands. */
export function groupOfState(state: string): Group {
  return groupOf[state] ?? 'done';
}

export type Way = { readonly main: Step | undefined; readonly others: readonly Step[] };

/** The one main action of an order as it stands, and the quieter ones. */
export function stepsOf(order: {
  readonly state: string;
  readonly fulfilment: string;
  readonly channel?: string;
  /** The places that send it together: each packs and sends its own, from the list of parcels. */
  readonly senderIds?: readonly string[] | undefined;
}): Way {
  const last: Step = order.fulfilment === 'delivery' ? 'shipped' : 'handed_over';
  if (order.channel === 'scan' && groupOfState(order.state) !== 'done') {
    // She has it in her hands already.
    return { main: 'handed_over', others: ['cancelled'] };
  }
  if (order.senderIds !== undefined && groupOfState(order.state) !== 'done') {
    return { main: undefined, others: ['cancelled'] };
  }
  switch (order.state) {
    case 'placed':
    case 'accepted':
      return { main: 'ready', others: ['preparing', last, 'cancelled'] };
    case 'preparing':
      return { main: 'ready', others: [last, 'cancelled'] };
    case 'ready':
      return { main: last, others: ['cancelled'] };
    default:
      return { main: undefined, others: [] };
  }
}
