// Gift cards over the counter: an amount, how many, paid at once, and each card comes out as a slip with its code.
import { Button } from '@engawa/ui/work';
import { useEffect, useEffectEvent, useState } from 'react';
import { Link } from 'react-router';
import { useFollowing } from '../../log/live.ts';
import { complain } from '../../parts/notices.tsx';
import { play } from '../../parts/sound.ts';
import { useOnce } from '../../parts/use-once.ts';
import { useWords } from '../../words/words.ts';
import type { Counter } from '../book/record.ts';
import { newId } from '../ids.ts';
import { TillBar } from '../parts/till-bar.tsx';
import { useCounter, useTillOpened } from '../use-counter.ts';
import { ChooseCards, type ChosenCards } from './choose-cards.tsx';
import { PayCards } from './pay-cards.tsx';
import {
  type CardSale,
  type CardsMade,
  findCardSale,
  forgetCardSale,
  sellCards,
} from './sell-cards.ts';
import { Slips } from './slips.tsx';

export function GiftCardsPage() {
  useTillOpened();
  const words = useWords().till;
  const counter = useCounter();
  return (
    <div className="flex h-full flex-col">
      <TillBar />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto max-w-3xl space-y-4 p-4 pane:p-6">
          <h1 className="font-bold text-xl">{words.giftCards.title}</h1>
          {counter === undefined ? (
            <Link className="text-ai underline" to="/till/drawer">
              {words.openFirst}
            </Link>
          ) : counter.isPractice ? (
            <p className="rounded-lg bg-shade p-4">{words.giftCards.notInPractice}</p>
          ) : (
            <Sale counter={counter} />
          )}
        </div>
      </div>
    </div>
  );
}

type Step =
  | { readonly kind: 'choose' }
  | { readonly kind: 'pay'; readonly cards: ChosenCards }
  | { readonly kind: 'asked'; readonly sale: CardSale }
  | { readonly kind: 'done'; readonly sale: CardSale; readonly made: CardsMade };

function Sale({ counter }: { readonly counter: Counter }) {
  const words = useWords().till;
  const isAway = useFollowing() === 'retrying';
  const [step, setStep] = useState<Step>({ kind: 'choose' });
  const once = useOnce();
  const ask = async (sale: CardSale) => {
    setStep({ kind: 'asked', sale });
    try {
      const made = await sellCards(counter, sale);
      play('good');
      setStep({ kind: 'done', sale, made });
    } catch (error) {
      play('bad');
      complain(error);
      // Refused, it is forgotten; unanswered, it waits to be asked again.
      if ((await findCardSale()) === undefined) {
        setStep({ kind: 'choose' });
      }
    }
  };
  const goOn = useEffectEvent(ask);
  useEffect(() => {
    void findCardSale().then((open) => (open === undefined ? undefined : goOn(open)));
  }, []);
  const next = async () => {
    await forgetCardSale();
    setStep({ kind: 'choose' });
  };
  if (step.kind === 'asked') {
    return (
      <div className="space-y-4">
        <p role="status">
          {step.sale.clerk === null || step.sale.clerk === counter.clerk
            ? words.payment.asking
            : words.giftCards.ofColleague(step.sale.clerk)}
        </p>
        <Button data-act="ask-again" onClick={() => void once(() => ask(step.sale))}>
          {words.giftCards.again}
        </Button>
      </div>
    );
  }
  if (step.kind === 'done') {
    return <Slips made={step.made} onNext={() => void once(next)} sale={step.sale} />;
  }
  if (isAway) {
    return <p className="rounded-lg bg-shade p-4">{words.giftCards.needsLine}</p>;
  }
  return step.kind === 'choose' ? (
    <ChooseCards onChosen={(cards) => setStep({ kind: 'pay', cards })} />
  ) : (
    <PayCards
      onBack={() => setStep({ kind: 'choose' })}
      onPaid={(method, tenderedMinor) =>
        void once(() =>
          ask({
            saleId: newId('order'),
            key: crypto.randomUUID(),
            ...step.cards,
            method,
            tenderedMinor,
            clerk: counter.clerk,
          }),
        )
      }
      totalMinor={step.cards.amountMinor * step.cards.count}
    />
  );
}
