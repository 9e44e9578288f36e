// Which pieces of an order can still be taken off or back. Pure.

type Line = {
  readonly line: number;
  readonly quantity: number;
  readonly returnedQuantity: number;
};
type Order = {
  readonly state: string;
  readonly kind: string;
  readonly lines: readonly Line[];
};

const before = new Set(['placed', 'accepted', 'preparing', 'ready']);
const after = new Set(['shipped', 'handed_over', 'completed']);

/** Codes, so that nothing is written about a person. */
export const returnReasons = ['customer_request', 'defect', 'out_of_stock', 'mistake'] as const;

export function remainingOf({ quantity, returnedQuantity }: Line): number {
  return Math.max(0, quantity - returnedQuantity);
}

/** What can be done with pieces of an order: `cancel` before the hand-over, `return` after it. */
export function givesBack({ state, kind, lines }: Order): 'cancel' | 'return' | undefined {
  const left = lines.reduce((sum, line) => sum + remainingOf(line), 0);
  if (kind === 'return' || left <= 0) {
    return undefined;
  }
  if (before.has(state)) {
    // One piece alone is the whole order: cancelling that has its own button.
    return left > 1 ? 'cancel' : undefined;
  }
  return after.has(state) ? 'return' : undefined;
}

/** The lines of which a form takes something, under `line-<number>`. */
export function piecesOf(
  order: Order,
  form: FormData,
): { readonly line: number; readonly quantity: number }[] {
  return order.lines
    .map(({ line }) => ({ line, quantity: Number(form.get(`line-${line}`) ?? 0) }))
    .filter(({ quantity }) => quantity > 0);
}
