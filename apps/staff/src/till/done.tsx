// The sale is done: the change in large figures, the receipt in whichever way works, and the next customer.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useWords } from '../words/words.ts';
import { findEntry } from './book/entries.ts';
import type { Counter, Sold } from './book/record.ts';
import { useSync } from './book/sync.ts';
import { MemberBalance } from './member/member-balance.tsx';
import { useMoney } from './parts/use-money.ts';
import { receiptOfSale } from './receipt/receipt-of-sale.ts';
import { ReceiptView } from './receipt/receipt-view.tsx';
import { changeOf } from './sale/tender.ts';
import { useHead } from './use-counter.ts';

type DoneProps = { readonly sold: Sold; readonly counter: Counter; readonly onNext: () => void };

export function Done({ sold, counter, onNext }: DoneProps) {
  const words = useWords().till.done;
  const money = useMoney();
  const head = useHead();
  const { waiting } = useSync();
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus(), []);
  const entry = useQuery({
    queryKey: ['till', 'entry', sold.entryId, waiting],
    queryFn: async () => (await findEntry(sold.entryId)) ?? null,
    placeholderData: (before) => before,
    refetchInterval: ({ state }) => (state.data?.state === 'waiting' ? 700 : false),
  });
  const answer = entry.data?.answer ?? null;
  const isBooked = entry.data?.state === 'booked';
  return (
    <div className="mx-auto grid max-w-5xl gap-6 p-4 pane:h-full pane:grid-cols-2 pane:overflow-y-auto pane:p-6">
      <section className="space-y-4">
        <h2 className="font-bold text-xl">{words.title}</h2>
        <div className="rounded-lg bg-shade p-6 text-center">
          <p>{words.change}</p>
          <b className="text-4xl" data-change={changeOf(sold.parts)}>
            {money(changeOf(sold.parts))}
          </b>
        </div>
        <p className="text-ink-soft">
          {answer?.number === null || answer === null
            ? words.numberLater
            : `${words.number} ${answer.number}`}
        </p>
        {answer !== null && answer.pointsEarned > 0 && (
          <p>{words.earned(String(answer.pointsEarned))}</p>
        )}
        {isBooked && typeof sold.basket.member?.recordId === 'string' && (
          <MemberBalance recordId={sold.basket.member.recordId} />
        )}
        <button
          className="min-h-main w-full rounded-md bg-ai px-5 font-bold text-paper text-xl active:bg-ai-deep"
          data-act="next"
          onClick={onNext}
          ref={next}
          type="button"
        >
          {words.next}
        </button>
      </section>
      <ReceiptView
        counter={counter}
        isBooked={isBooked}
        orderId={sold.orderId}
        receipt={receiptOfSale(sold, head, answer?.number ?? null)}
      />
    </div>
  );
}
