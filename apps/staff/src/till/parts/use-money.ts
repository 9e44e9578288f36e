import { formatMoney } from '@engawa/ui';
import { useHead } from '../use-counter.ts';

/** Amounts in the currency of the place. */
export function useMoney(): (amountMinor: number) => string {
  const currency = useHead()?.currency ?? 'JPY';
  return (amountMinor) => formatMoney(amountMinor, currency);
}
