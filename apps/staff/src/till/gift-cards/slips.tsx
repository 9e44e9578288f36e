// The cards of a sale: a slip each, with the code as a QR code and in letters. They are shown until the clerk goes on.
import { giftSlipMarkup } from '@engawa/receipts';
import { Button } from '@engawa/ui/work';
import { useTimes } from '../../station/use-places.ts';
import { useWords } from '../../words/words.ts';
import { PrintedPicture } from '../parts/printed-picture.tsx';
import { useMoney } from '../parts/use-money.ts';
import { useHead } from '../use-counter.ts';
import type { CardSale, CardsMade } from './sell-cards.ts';

type SlipsProps = {
  readonly sale: CardSale;
  readonly made: CardsMade;
  readonly onNext: () => void;
};

export function Slips({ sale, made, onNext }: SlipsProps) {
  const till = useWords().till;
  const words = till.giftCards;
  const money = useMoney();
  const times = useTimes();
  const head = useHead();
  const changeMinor = sale.tenderedMinor - sale.amountMinor * sale.count;
  const slipOf = (code: string) =>
    giftSlipMarkup({
      title: words.slip,
      amount: money(sale.amountMinor),
      code,
      notes: [words.until(times.moment(made.expiresAt)), words.use, head?.name.ja ?? ''],
    });
  return (
    <div className="space-y-4">
      {sale.method === 'cash' && (
        <div className="rounded-lg bg-shade p-6 text-center">
          <p>{till.done.change}</p>
          <b className="text-4xl" data-change={changeMinor}>
            {money(changeMinor)}
          </b>
        </div>
      )}
      <p className="font-bold">{words.keepSafe}</p>
      <div className="flex flex-wrap gap-2">
        <Button className="flex-1" onClick={() => globalThis.print()}>
          {till.receipt.browser}
        </Button>
        <Button className="flex-1" data-act="next" look="main" onClick={onNext}>
          {words.next}
        </Button>
      </div>
      <div className="grid gap-4 md:grid-cols-2" data-cards={made.codes.length}>
        {made.codes.map((code) => (
          <PrintedPicture key={code} label={words.of(code)} markup={slipOf(code)} />
        ))}
      </div>
    </div>
  );
}
