// What the house says about giving back (返品特約), before she buys and before she asks.
import { useLanguage } from '@engawa/ui';
import type { ReturnTermsSaid } from '../../../../server/storefront/contract-returns.ts';
import { returnWords } from '../words/returns.ts';

type Props = {
  readonly terms: ReturnTermsSaid;
  /** The last days of an order, as text. */
  readonly until?: { readonly usual: string; readonly broken: string };
};

export function ReturnTerms({ terms, until }: Props) {
  const words = returnWords(useLanguage());
  const { days, defectDays, parcelPaidBy, condition, ways } = terms;
  const open = words.brackets;
  const when = (text: string, day: string | undefined) =>
    day === undefined ? text : `${text}${open(words.until(day))}`;
  const rows = [
    [
      words.period,
      `${when(words.within(days), until?.usual)}${words.between}${when(words.withinBroken(Math.max(days, defectDays)), until?.broken)}`,
    ],
    [words.condition, condition],
    ...(ways.includes('parcel') ? [[words.postage, words.postageBy[parcelPaidBy]]] : []),
  ];
  return (
    <section className="rounded-lg bg-paper p-5 shadow-rest md:p-8">
      <h2 className="mb-2 text-lg font-bold">{words.terms}</h2>
      <dl>
        {rows.map(([label, value]) => (
          <div key={label} className="border-b border-line py-3 last:border-0 md:flex md:gap-6">
            <dt className="shrink-0 text-sm text-ink-soft md:w-32">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
