// The total with the tax inside it, by rate, as a receipt has it.
import { formatMoney, useLanguage } from '@engawa/ui';
import { deliveryWords } from '../words/delivery.ts';
import { useWords } from '../words/use-words.ts';

type Props = {
  readonly totalMinor: number;
  /** What is off, each by its name. */
  readonly offers?: readonly { readonly name: string; readonly discountMinor: number }[];
  readonly itemsMinor?: number;
  /** Of what is sent: charged, and what offers took off it; the offers say so below. */
  readonly delivery?: { readonly feeMinor: number | null; readonly offMinor: number } | null;
  readonly taxes: readonly { readonly rateBp: number; readonly taxMinor: number }[];
  readonly currency: string;
};

const none: NonNullable<Props['offers']> = [];

export function Totals({
  totalMinor,
  taxes,
  currency,
  itemsMinor,
  delivery = null,
  offers = none,
}: Props) {
  const words = useWords();
  const language = useLanguage();
  const say = deliveryWords(language);
  const feeMinor = delivery === null ? null : (delivery.feeMinor ?? 0) + delivery.offMinor;
  return (
    <dl className="space-y-1">
      {(offers.length > 0 || feeMinor !== null) && itemsMinor !== undefined ? (
        <div className="flex justify-between gap-4 text-sm">
          <dt>{words.cart.goods}</dt>
          <dd>{formatMoney(itemsMinor, currency, language)}</dd>
        </div>
      ) : null}
      {feeMinor === null ? null : (
        <div className="flex justify-between gap-4 text-sm" data-delivery-fee="">
          <dt>{say.fee}</dt>
          <dd>{feeMinor === 0 ? say.free : formatMoney(feeMinor, currency, language)}</dd>
        </div>
      )}
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
