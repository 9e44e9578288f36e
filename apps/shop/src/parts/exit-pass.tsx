// What she shows at the exit: whether it is paid, and the code that the clerk's tablet looks up in the house. The page
// proves nothing by itself; the tablet asks the house.
import { Icon } from '@engawa/ui';
import { useEffect } from 'react';
import { useRevalidator } from 'react-router';
import type { OrderPage } from '../../../../server/storefront/contract-order.ts';
import { useWords } from '../words/use-words.ts';

const askAgainMs = 1200;

export function ExitPass({ exit }: { readonly exit: NonNullable<OrderPage['exit']> }) {
  const { here } = useWords();
  const { state } = exit;
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (state !== 'unpaid') {
      return undefined;
    }
    // Of the payment nothing is told to the order's stream.
    const timer = setInterval(() => void revalidate(), askAgainMs);
    return () => clearInterval(timer);
  }, [state, revalidate]);
  return (
    <section
      data-exit={state}
      className={`rounded-lg p-5 text-center shadow-rest md:p-8 ${state === 'failed' ? 'bg-kaki-mist' : 'bg-paper'}`}
    >
      <p
        aria-live="polite"
        className={`flex items-center justify-center gap-2 text-xl font-bold ${state === 'failed' ? 'text-kaki' : 'text-ai'}`}
      >
        {state === 'paid' || state === 'checked' ? <Icon name="check" /> : null}
        {state === 'checked' ? here.checked : here[state]}
      </p>
      {state === 'checked' || state === 'failed' ? null : (
        <>
          <p className="mt-2 font-bold">{here.exit}</p>
          <img
            src={exit.code}
            alt={here.exitAlt}
            width={208}
            height={208}
            className="mx-auto mt-4 size-52 rounded-md bg-white"
          />
          <p className="mt-3 text-ink-soft">{here.exitMore}</p>
        </>
      )}
    </section>
  );
}
