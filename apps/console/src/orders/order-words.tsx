// How orders are shown wherever they are: state, amount, way of hand-over.
import { formatMoney } from '../format/money.ts';
import { Badge } from '../parts/badge.tsx';
import { useWords, wordFor } from '../words/words.tsx';

const warnings = new Set(['cancelled', 'rejected', 'expired', 'returned']);
const ended = new Set(['completed', 'handed_over']);

export function OrderState({ state }: { readonly state: string }) {
  const words = useWords();
  const tone = warnings.has(state) ? 'warning' : ended.has(state) ? 'calm' : 'active';
  return <Badge tone={tone}>{wordFor(words.orders.states, state)}</Badge>;
}

type AmountProps = { readonly amountMinor: number; readonly currency: string };

/** Money given back stands out. */
export function Amount({ amountMinor, currency }: AmountProps) {
  return (
    <span className={amountMinor < 0 ? 'whitespace-nowrap text-kaki' : 'whitespace-nowrap'}>
      {formatMoney(amountMinor, currency)}
    </span>
  );
}
