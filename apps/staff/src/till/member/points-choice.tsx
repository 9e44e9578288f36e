// Points all, some or none: chosen with the basket in sight, paid with when the money is taken.
import { formatCount } from '@engawa/ui';
import { Button } from '@engawa/ui/work';
import { useState } from 'react';
import { useWords } from '../../words/words.ts';
import { AmountPad } from '../parts/amount-pad.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useMoney } from '../parts/use-money.ts';
import { type Basket, reckon } from '../sale/basket.ts';
import { mostPoints, pointsOf } from '../sale/member.ts';
import { changeBasket } from '../till-state.ts';
import { useHead } from '../use-counter.ts';

export function PointsChoice({ basket }: { readonly basket: Basket }) {
  const words = useWords().till.member;
  const money = useMoney();
  const head = useHead();
  const [isAsking, setIsAsking] = useState(false);
  const value = head?.pointValueMinor ?? 1;
  const { totalMinor } = reckon(basket, head?.taxRounding);
  const most = mostPoints(basket.member, totalMinor, value);
  const taken = pointsOf(basket, totalMinor, value);
  const { pointsWish } = basket;
  const wish = (pointsWishNow: Basket['pointsWish']) =>
    changeBasket((now) => ({ ...now, pointsWish: pointsWishNow }));
  const look = (isChosen: boolean) =>
    `min-h-12 flex-1 rounded-md border px-2 text-sm leading-tight ${isChosen ? 'border-ai bg-ai font-bold text-paper' : 'border-edge bg-paper active:bg-shade'} disabled:opacity-50`;
  return (
    <fieldset className="my-1 flex gap-2" data-taken={taken}>
      <legend className="sr-only">{words.usePoints}</legend>
      <span aria-hidden="true" className="self-center text-sm">
        {words.pointsWord}
      </span>
      <button
        aria-pressed={pointsWish === 'none'}
        className={look(pointsWish === 'none')}
        data-act="points-none"
        onClick={() => wish('none')}
        type="button"
      >
        {words.pointsNone}
      </button>
      <button
        aria-pressed={typeof pointsWish === 'number'}
        className={look(typeof pointsWish === 'number')}
        data-act="points-some"
        disabled={most === 0}
        onClick={() => setIsAsking(true)}
        type="button"
      >
        {words.pointsSome}
        {typeof pointsWish === 'number' && <span className="block">{money(-taken)}</span>}
      </button>
      <button
        aria-pressed={pointsWish === 'all'}
        className={look(pointsWish === 'all')}
        data-act="points-all"
        disabled={most === 0}
        onClick={() => wish('all')}
        type="button"
      >
        {words.pointsAll(formatCount(Math.floor(most / value)))}
      </button>
      {isAsking && (
        <SomePoints
          initial={taken}
          most={most}
          onClose={() => setIsAsking(false)}
          onTake={(amountMinor) => {
            wish(amountMinor === 0 ? 'none' : amountMinor);
            setIsAsking(false);
          }}
        />
      )}
    </fieldset>
  );
}

type SomePointsProps = {
  readonly initial: number;
  readonly most: number;
  readonly onClose: () => void;
  readonly onTake: (amountMinor: number) => void;
};

function SomePoints({ initial, most, onClose, onTake }: SomePointsProps) {
  const words = useWords().till;
  const money = useMoney();
  const [amountMinor, setAmountMinor] = useState(initial);
  const shown = Math.min(amountMinor, most);
  return (
    <Sheet onClose={onClose} title={words.member.usePoints}>
      <p className="mb-3 text-ink-soft">{words.member.pointsMost(money(most))}</p>
      <AmountPad amountMinor={shown} label={words.payment.amount} onChange={setAmountMinor} />
      <Button
        className="mt-4 w-full"
        data-act="points-take"
        look="main"
        onClick={() => onTake(shown)}
      >
        {words.member.pointsTake(money(shown))}
      </Button>
    </Sheet>
  );
}
