// How much is on a card, and how many of them.
import { Button } from '@engawa/ui/work';
import { useState } from 'react';
import { useWords } from '../../words/words.ts';
import { AmountPad } from '../parts/amount-pad.tsx';
import { Choice } from '../parts/choice.tsx';
import { useMoney } from '../parts/use-money.ts';

export type ChosenCards = { readonly amountMinor: number; readonly count: number };

const usual = [1000, 3000, 5000, 10_000] as const;
const leastMinor = 100;
const mostMinor = 100_000;
const cardsMax = 20;

export function ChooseCards({ onChosen }: { readonly onChosen: (cards: ChosenCards) => void }) {
  const words = useWords().till.giftCards;
  const money = useMoney();
  const [chosen, setChosen] = useState('3000');
  const [freeMinor, setFreeMinor] = useState(0);
  const [count, setCount] = useState(1);
  const amountMinor = chosen === 'free' ? freeMinor : Number(chosen);
  const isRight = amountMinor >= leastMinor && amountMinor <= mostMinor;
  const options = Object.fromEntries([
    ...usual.map((each) => [String(each), money(each)]),
    ['free', words.free],
  ]) as Readonly<Record<string, string>>;
  return (
    <div className="space-y-5">
      <Choice label={words.amount} onChange={setChosen} options={options} value={chosen} />
      {chosen === 'free' && (
        <>
          <AmountPad amountMinor={freeMinor} label={words.amount} onChange={setFreeMinor} />
          <p className="text-ink-soft text-sm">
            {words.bounds(money(leastMinor), money(mostMinor))}
          </p>
        </>
      )}
      <fieldset>
        <legend className="mb-1 text-ink-soft text-sm">{words.count}</legend>
        <div className="flex items-center gap-4">
          <Button
            aria-label={words.fewer}
            disabled={count === 1}
            onClick={() => setCount(count - 1)}
          >
            −
          </Button>
          <output className="min-w-10 text-center font-bold text-xl">{count}</output>
          <Button
            aria-label={words.more}
            data-act="more-cards"
            disabled={count === cardsMax}
            onClick={() => setCount(count + 1)}
          >
            ＋
          </Button>
        </div>
      </fieldset>
      <Button
        className="w-full text-xl"
        data-act="to-payment"
        disabled={!isRight}
        look="main"
        onClick={() => onChosen({ amountMinor, count })}
      >
        {words.toPayment(money(isRight ? amountMinor * count : 0))}
      </Button>
    </div>
  );
}
