// Taking the money: by one means or several, each of which is seen before it counts. What only the house knows (points,
// gift cards, coupons) needs a line and is asked before the sale is done. What a terminal has taken stays with the
// basket, and so does the id under which the sale is written down: a page that was closed charges nobody again.
import { Button } from '@engawa/ui/work';
import { useState } from 'react';
import { useFollowing } from '../log/live.ts';
import { notify } from '../parts/notices.tsx';
import { play } from '../parts/sound.ts';
import { useOnce } from '../parts/use-once.ts';
import { useWords } from '../words/words.ts';
import { AskHouse } from './ask-house.tsx';
import { type Counter, recordSale, type Sold } from './book/record.ts';
import { untilAnswered } from './book/sync.ts';
import { newId } from './ids.ts';
import { takeByAllowance } from './member/allowances.ts';
import { useMoney } from './parts/use-money.ts';
import { PayMeans } from './pay-means.tsx';
import { type Basket, emptyBasket, reckon } from './sale/basket.ts';
import { pointsOf } from './sale/member.ts';
import { addPart, changeOf, dueOf, isByTerminal, type Part } from './sale/tender.ts';
import { changeBasket, changeTill } from './till-state.ts';
import { useHead } from './use-counter.ts';

type PayProps = {
  readonly basket: Basket;
  readonly counter: Counter;
  /** A sale whose answer was awaited when the page was closed. */
  readonly asked?: Sold | undefined;
  readonly onBack: () => void;
  readonly onSold: (sold: Sold) => void;
};

const answerMs = 8000;

export function Pay({ basket, counter, asked, onBack, onSold }: PayProps) {
  const words = useWords().till;
  const money = useMoney();
  const head = useHead();
  const isAway = useFollowing() === 'retrying';
  const { totalMinor } = reckon(basket, head?.taxRounding);
  const value = head?.pointValueMinor ?? 1;
  const [parts, setParts] = useState<readonly Part[]>(() => wishedParts(basket, totalMinor, value));
  const [asking, setAsking] = useState(asked);
  const [isDone, setIsDone] = useState(asked !== undefined);
  const once = useOnce();
  const dueMinor = dueOf(totalMinor, parts);
  const finish = (sold: Sold) => {
    changeTill({ basket: emptyBasket });
    play('good');
    onSold(sold);
  };
  const complete = async () => {
    setIsDone(true);
    const points = sumOf(parts, 'points');
    const isValue = points > 0 || basket.couponCodes.length > 0;
    const needsHouse = isValue || parts.some(({ method }) => method === 'gift');
    const wish = { points: points / value, couponCodes: basket.couponCodes };
    const found = isValue
      ? await takeByAllowance(basket.member, wish, { till: counter.till, isAway })
      : undefined;
    if (found === false && !counter.isPractice) {
      notify({ tone: 'bad', text: words.member.beyond });
      setIsDone(false);
      return;
    }
    const allowance = found === false ? undefined : found;
    // Without a line what was promised is taken; with one the house says yes before anything is handed over.
    const isPromise = needsHouse && !counter.isPractice && !(isAway && allowance !== undefined);
    const paid = parts.length === 0 ? [{ method: 'cash' as const, amountMinor: 0 }] : parts;
    const orderId = newId('order');
    changeBasket((now) => ({ ...now, orderId }));
    const how = { orderId, isPromise, allowance, pointValueMinor: value };
    // A full disk, say: nothing was sold, the clerk is told so and may press again.
    const sold = await recordSale(counter, basket, paid, how).catch(() => undefined);
    if (sold === undefined) {
      play('bad');
      notify({ tone: 'bad', text: words.payment.notWritten });
      changeBasket((now) => ({ ...now, orderId: null }));
      setIsDone(false);
      return;
    }
    if (isPromise && (await untilAnswered(sold.entryId, answerMs)) !== 'booked') {
      setAsking(sold);
      return;
    }
    finish(sold);
  };
  const add = (part: Part) => {
    const more = addPart(totalMinor, parts, part);
    setParts(more);
    changeBasket((now) => ({ ...now, taken: more.filter(isByTerminal) }));
  };
  const takeOff = (part: Part) => {
    const fewer = parts.filter((each) => each !== part);
    setParts(fewer);
    changeBasket((now) => ({ ...now, taken: fewer.filter(isByTerminal) }));
    if (isByTerminal(part)) {
      notify({ tone: 'bad', text: words.payment.cancelThere });
    }
  };
  return (
    <div className="mx-auto grid max-w-5xl gap-6 p-4 pane:h-full pane:grid-cols-2 pane:overflow-y-auto pane:p-6">
      <section aria-label={words.pay} className="space-y-3">
        <Amounts dueMinor={dueMinor} parts={parts} totalMinor={totalMinor} />
        {basket.creditMinor > 0 && (
          <p className="rounded-lg bg-ai-mist px-4 py-3">
            {words.payment.credit(money(basket.creditMinor))}
          </p>
        )}
        <ul>
          {parts.map((part) => (
            <li
              className="flex min-h-12 items-center gap-3 border-line border-b"
              data-part={part.method}
              key={`${part.method}-${part.amountMinor}-${part.giftCode ?? ''}`}
            >
              <span className="flex-1">{words.payment.methods[part.method]}</span>
              <b>{money(part.tenderedMinor ?? part.amountMinor)}</b>
              <Button look="plain" onClick={() => takeOff(part)}>
                {words.payment.takeOff}
              </Button>
            </li>
          ))}
        </ul>
        {dueMinor < 0 && (
          <p className="rounded-lg bg-kaki-mist p-4 text-kaki" role="alert">
            {words.payment.tooMuch(money(-dueMinor))}
          </p>
        )}
        <Button
          className="w-full text-xl"
          data-act="complete"
          disabled={dueMinor !== 0 || isDone}
          look="main"
          onClick={() => void once(complete)}
        >
          {words.payment.complete}
        </Button>
        <Button className="w-full" disabled={isDone} onClick={onBack}>
          {words.payment.back}
        </Button>
      </section>
      {dueMinor > 0 && <PayMeans basket={basket} dueMinor={dueMinor} isAway={isAway} onAdd={add} />}
      {asking !== undefined && (
        <AskHouse
          counter={counter}
          onBooked={() => finish(asking)}
          onOther={() => {
            setAsking(undefined);
            setIsDone(false);
            setParts(basket.taken);
            changeBasket((now) => ({ ...now, orderId: null }));
          }}
          sold={asking}
        />
      )}
    </div>
  );
}

/** What a terminal has taken already, then what she chose with the basket in sight: her points, the gift card. */
function wishedParts(basket: Basket, totalMinor: number, value: number): readonly Part[] {
  const { gift, taken } = basket;
  const points = pointsOf(basket, Math.max(0, dueOf(totalMinor, taken)), value);
  const byPoints =
    points === 0 ? taken : addPart(totalMinor, taken, { method: 'points', amountMinor: points });
  return gift === null || gift.availableMinor === 0 || dueOf(totalMinor, byPoints) <= 0
    ? byPoints
    : addPart(totalMinor, byPoints, {
        method: 'gift',
        giftCode: gift.code,
        amountMinor: gift.availableMinor,
      });
}

function sumOf(parts: readonly Part[], method: Part['method']): number {
  return parts.reduce((sum, each) => (each.method === method ? sum + each.amountMinor : sum), 0);
}

type AmountsProps = {
  readonly totalMinor: number;
  readonly dueMinor: number;
  readonly parts: readonly Part[];
};

function Amounts({ totalMinor, dueMinor, parts }: AmountsProps) {
  const words = useWords().till;
  const money = useMoney();
  const row = 'flex items-baseline justify-between';
  return (
    <div aria-live="polite" className="rounded-lg bg-shade p-4">
      <p className={row}>
        <span>{words.total}</span>
        <b className="text-2xl">{money(totalMinor)}</b>
      </p>
      <p className={row}>
        <span>{dueMinor > 0 ? words.payment.due : words.payment.change}</span>
        <b
          className="text-2xl text-kaki"
          data-change={dueMinor === 0 ? changeOf(parts) : undefined}
        >
          {money(dueMinor > 0 ? dueMinor : changeOf(parts))}
        </b>
      </p>
    </div>
  );
}
