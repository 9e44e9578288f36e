// Cards that were sold by a slip of the finger, or that nobody wants: taken back as a whole while nobody has paid with them.
import { Button } from '@engawa/ui/work';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { complain, notify } from '../../parts/notices.tsx';
import { useOnce } from '../../parts/use-once.ts';
import { useWords } from '../../words/words.ts';
import { Sheet } from '../parts/sheet.tsx';
import { useCounter } from '../use-counter.ts';
import { voidCards } from './sell-cards.ts';

export function VoidCards({ saleId }: { readonly saleId: string }) {
  const words = useWords().till.giftCards;
  const counter = useCounter();
  const queries = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const once = useOnce();
  if (counter === undefined || counter.isPractice) {
    return null;
  }
  const take = async () => {
    try {
      await voidCards(counter, saleId);
      notify({ tone: 'calm', text: words.voided });
    } catch (error) {
      complain(error);
    }
    setIsAsking(false);
    await queries.invalidateQueries({ queryKey: ['till', 'journal'] });
  };
  return (
    <>
      <Button data-act="void-cards" onClick={() => setIsAsking(true)}>
        {words.void}
      </Button>
      {isAsking && (
        <Sheet onClose={() => setIsAsking(false)} title={words.void}>
          <p className="mb-4">{words.voidAsk}</p>
          <Button
            className="w-full"
            data-act="void-now"
            look="main"
            onClick={() => void once(take)}
          >
            {words.voidNow}
          </Button>
        </Sheet>
      )}
    </>
  );
}
