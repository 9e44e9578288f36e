import { Badge, type Tone } from '@engawa/ui';
import { wordFor } from '@engawa/ui/work';
import { useWords } from '../words/words.ts';
import { groupOfState } from './order-flow.ts';

const warnings = new Set(['cancelled', 'rejected', 'expired', 'returned']);

/** What an order waits for is warm, what goes on is indigo, what is done is calm; the word says it. */
export function OrderState({ state }: { readonly state: string }) {
  const words = useWords();
  const group = groupOfState(state);
  const isWarm = group === 'new' || warnings.has(state);
  const tone: Tone = isWarm ? 'now' : group === 'done' ? 'quiet' : 'here';
  return <Badge tone={tone}>{wordFor(words.orders.states, state)}</Badge>;
}
