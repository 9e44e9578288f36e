// A line that the shop could not find: she takes one of a few others at the same price, or goes without.
import { Button, FieldError, useLanguage } from '@engawa/ui';
import { useState } from 'react';
import { useRevalidator, useSearchParams } from 'react-router';
import type { OrderPage } from '../../../../server/storefront/contract-order.ts';
import { ask } from '../ways/ask.ts';
import { useWords } from '../words/use-words.ts';

export function Substitutes({ order }: { readonly order: OrderPage }) {
  const words = useWords();
  const language = useLanguage();
  const [parameters] = useSearchParams();
  const { revalidate } = useRevalidator();
  const [error, setError] = useState<string>();
  const token = parameters.get('t') ?? '';
  const { failed } = words.signIn;
  const answer = async (line: number, itemId: string | null) => {
    const path = `/api/orders/${order.id}/substitutes/${line}`;
    const said = await ask('POST', path, { token, itemId }, { language, failed });
    setError(said.failure);
    await revalidate();
  };
  const lapsed = order.lapsedAsks.map((name) => (
    <p className="rounded-lg bg-shade p-5 md:px-8" data-lapsed key={name}>
      {words.order.lapsed(name)}
    </p>
  ));
  const asked = order.asks.map(({ line, name, offers }) => (
    <section
      className="rounded-lg border-2 border-kaki bg-paper p-5 md:p-8"
      data-ask={line}
      key={line}
    >
      <h2 className="font-bold text-lg">{words.order.asked(name)}</h2>
      <p className="mb-4">{words.order.askedMore}</p>
      <div className="flex flex-wrap gap-3">
        {offers.map((offer) => (
          <Button key={offer.itemId} onClick={() => void answer(line, offer.itemId)} type="button">
            {words.order.take(offer.name)}
          </Button>
        ))}
        <Button look="quiet" onClick={() => void answer(line, null)} type="button">
          {words.order.without}
        </Button>
      </div>
      {error === undefined ? null : <FieldError id={`ask-${line}`}>{error}</FieldError>}
    </section>
  ));
  return (
    <>
      {asked}
      {lapsed}
    </>
  );
}
