// The total with the tax inside it, by rate, as a receipt has it.
import { formatMoney, useLanguage } from '@engawa/ui';
import { useWords } from '../words/use-words.ts';

type Props = {
  readonly totalMinor: number;
  /** What is off, each by its name. */
  readonly offers?: readonly { readonly name: string; readonly discountMinor: number }[];
  readonly itemsMinor?: number;
  readonly taxes: readonly { readonly rateBp: number; readonly taxMinor: number }[];
  readonly currency: string;
};

const none: NonNullable<Props['offers']> = [];

export function Totals({ totalMinor, taxes, currency, itemsMinor, offers = none }: Props) {
  const words = useWords();
  const language = useLanguage();
  return (
    <dl className="space-y-1">
      {offers.length > 0 && itemsMinor !== undefined ? (
        <div className="flex justify-between gap-4 text-sm">
          <dt>{words.cart.goods}</dt>
          <dd>{formatMoney(itemsMinor, currency, language)}</dd>
        </div>
      ) : null}
      {offers.map(({ name, discountMinor }) => (
        <div key={name} className="flex justify-between gap-4 text-ai text-sm">
          <dt>{name}</dt>
          <dd className="whitespace-nowrap">{formatMoney(-discountMinor, currency, language)}</dd>
        </div>
      ))}
      <div className="flex items-baseline justify-between gap-4">
        <dt className="font-bold">{words.cart.total}</dt>
        <dd className="text-xl font-bold">{formatMoney(totalMinor, currency, language)}</dd>
      </div>
      {taxes.map(({ rateBp, taxMinor }) => (
        <div key={rateBp} className="flex justify-between gap-4 text-sm text-ink-soft">
          <dt>{words.cart.tax(`${rateBp / 100}%`)}</dt>
          <dd>{formatMoney(taxMinor, currency, language)}</dd>
        </div>
      ))}
    </dl>
  );
}
