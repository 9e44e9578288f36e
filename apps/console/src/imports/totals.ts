// What an import's rows became. Each kind of import counts other things, so the names come with the numbers.
import { formatCount, formatMoney } from '@engawa/ui';
export type Total = { readonly name: string; readonly value: string };

/** The totals that can be shown, money with its currency: `netMinor` beside `currency` is an amount. */
export function totalsOf(totals: Readonly<Record<string, unknown>>): readonly Total[] {
  const currency = totals['currency'];
  return Object.entries(totals).flatMap(([name, value]) => {
    if (name === 'currency') {
      return [];
    }
    if (typeof value === 'number') {
      const isMoney = name.endsWith('Minor') && typeof currency === 'string';
      return [{ name, value: isMoney ? formatMoney(value, currency) : formatCount(value) }];
    }
    return typeof value === 'string' ? [{ name, value }] : [];
  });
}
