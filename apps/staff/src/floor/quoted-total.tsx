// What an order for her comes to with its delivery, told before she pays.
import { useMoney } from '../till/parts/use-money.ts';
import { useWords } from '../words/words.ts';
import type { useQuote } from './use-floor.ts';

type Quote = ReturnType<typeof useQuote>['data'];

/** Nothing where delivery costs nothing, or nobody could be asked. */
export function QuotedTotal({ quote }: { readonly quote: Quote }) {
  const { aisle: say } = useWords().floor;
  const money = useMoney();
  if (quote === undefined || quote.delivery === null) {
    return null;
  }
  const { feeMinor, leftMinor } = quote.delivery;
  return (
    <div aria-live="polite" className="rounded-lg bg-shade p-4" data-part="quote">
      {feeMinor === null ? (
        <p>{say.feeUnknown}</p>
      ) : (
        <>
          <p className="flex justify-between gap-4">
            <span>{say.fee}</span>
            <span>{feeMinor === 0 ? say.free : money(feeMinor)}</span>
          </p>
          <p className="flex items-baseline justify-between gap-4">
            <span className="font-bold">{say.total}</span>
            <b className="text-xl">{money(quote.totalMinor)}</b>
          </p>
        </>
      )}
      {leftMinor === null ? null : (
        <p className="text-ink-soft text-sm">{say.leftToFree(money(leftMinor))}</p>
      )}
    </div>
  );
}
