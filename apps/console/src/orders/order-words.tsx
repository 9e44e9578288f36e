// How orders are shown wherever they are: state, amount, way of hand-over.
import { Badge, formatMoney } from '@engawa/ui';
import { wordFor } from '@engawa/ui/work';
import { useWords } from '../words/words.ts';

const warnings = new Set(['cancelled', 'rejected', 'expired', 'returned']);
const ended = new Set(['completed', 'handed_over']);

export function OrderState({ state }: { readonly state: string }) {
  const words = useWords();
  const tone = warnings.has(state) ? 'now' : ended.has(state) ? 'quiet' : 'here';
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
