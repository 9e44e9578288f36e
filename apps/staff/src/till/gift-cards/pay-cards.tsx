// The money for gift cards, by one means: cash with its change, or a terminal that has agreed.
import { Button } from '@engawa/ui/work';
import { useState } from 'react';
import { useWords } from '../../words/words.ts';
import { AmountPad } from '../parts/amount-pad.tsx';
import { Choice } from '../parts/choice.tsx';
import { useMoney } from '../parts/use-money.ts';
import { likelyCash } from '../sale/tender.ts';
import { type Means, means } from './sell-cards.ts';

type PayCardsProps = {
  readonly totalMinor: number;
  readonly onPaid: (method: Means, tenderedMinor: number) => void;
  readonly onBack: () => void;
};

export function PayCards({ totalMinor, onPaid, onBack }: PayCardsProps) {
  const till = useWords().till;
  const words = till.payment;
  const money = useMoney();
  const [method, setMethod] = useState<Means>('cash');
  const options = Object.fromEntries(
    means.map((each) => [each, words.methods[each] ?? each]),
  ) as Readonly<Record<Means, string>>;
  return (
    <div className="space-y-5">
      <p className="flex items-baseline justify-between rounded-lg bg-shade p-4">
        <span>{till.total}</span>
        <b className="text-2xl">{money(totalMinor)}</b>
      </p>
      <Choice label={till.drawer.methods} onChange={setMethod} options={options} value={method} />
      {method === 'cash' ? (
        <Cash onTaken={(minor) => onPaid('cash', minor)} totalMinor={totalMinor} />
      ) : (
        <div className="space-y-4">
          <p>{words.terminal}</p>
          <Button
            className="w-full"
            data-act="approved"
            look="main"
            onClick={() => onPaid(method, totalMinor)}
          >
            {words.approved} {money(totalMinor)}
          </Button>
        </div>
      )}
      <Button className="w-full" onClick={onBack}>
        {till.giftCards.back}
      </Button>
    </div>
  );
}

type CashProps = {
  readonly totalMinor: number;
  readonly onTaken: (tenderedMinor: number) => void;
};

function Cash({ totalMinor, onTaken }: CashProps) {
  const words = useWords().till;
  const money = useMoney();
  const [tenderedMinor, setTenderedMinor] = useState(0);
  return (
    <div className="space-y-4">
      <div className="grid grid-cols-3 gap-2">
        {likelyCash(totalMinor).map((each, index) => (
          <Button
            className="px-1"
            data-act={index === 0 ? 'exact' : undefined}
            key={each}
            onClick={() => onTaken(each)}
          >
            {index === 0 ? `${words.payment.exact} ${money(each)}` : money(each)}
          </Button>
        ))}
      </div>
      <AmountPad
        amountMinor={tenderedMinor}
        label={words.payment.amount}
        onChange={setTenderedMinor}
      />
      <Button
        className="w-full"
        disabled={tenderedMinor < totalMinor}
        onClick={() => onTaken(tenderedMinor)}
      >
        {words.giftCards.take(money(tenderedMinor))}
      </Button>
    </div>
  );
}
