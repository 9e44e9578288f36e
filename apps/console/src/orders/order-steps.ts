// Which steps people take with an order in a state, the likeliest first. The server holds the whole life of an
// order (server/modules/orders/state.ts); here is what makes sense by hand.

export type OrderStep =
  | 'accepted'
  | 'preparing'
  | 'ready'
  | 'handed_over'
  | 'shipped'
  | 'completed'
  | 'cancelled';

const isShipped = new Set(['delivery', 'digital']);

/**
 * The next steps of an order; none once it has ended. Of what several places send each packs and sends its own, at the
 * tablet of its shop.
 */
export function stepsOf(
  state: string,
  fulfilment: string,
  isInParcels = false,
): readonly OrderStep[] {
  if (isInParcels && state !== 'shipped') {
    return stepsOf(state, fulfilment).filter((step) => step === 'accepted' || step === 'cancelled');
  }
  const last: OrderStep = isShipped.has(fulfilment) ? 'shipped' : 'handed_over';
  switch (state) {
    case 'placed':
      return ['accepted', 'ready', last, 'cancelled'];
    case 'accepted':
      return ['preparing', 'ready', last, 'cancelled'];
    case 'preparing':
      return ['ready', last, 'cancelled'];
    case 'ready':
      return [last, 'cancelled'];
    case 'shipped':
    case 'handed_over':
      return ['completed'];
    default:
      return [];
  }
}

/** Codes, so that nothing is written about a person. */
export const cancelReasons = [
  'customer_request',
  'out_of_stock',
  'not_collected',
  'mistake',
  'suspected_fraud',
] as const;
