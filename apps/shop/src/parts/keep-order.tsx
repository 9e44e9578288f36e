// A guest's order, kept on her account: asked after the order, never before it.
import { Button, buttonClass, FieldError, useLanguage } from '@engawa/ui';
import { useCallback, useEffect, useState } from 'react';
import { Link, useRevalidator, useSearchParams } from 'react-router';
import { ask, type Said } from '../ways/ask.ts';
import { useWords } from '../words/use-words.ts';

export function KeepOrder({
  orderId,
  isKept,
}: {
  readonly orderId: string;
  /** Null: nobody is signed in. */
  readonly isKept: boolean | null;
}) {
  const words = useWords();
  const language = useLanguage();
  const [parameters] = useSearchParams();
  const { revalidate } = useRevalidator();
  const [error, setError] = useState<string>();
  const token = parameters.get('t') ?? '';
  // She said so before she signed up; that is done now.
  const isAsked = parameters.has('keep') && isKept === false;
  const { failed } = words.signIn;
  const claim = useCallback(
    () => ask('POST', `/api/orders/${orderId}/claim`, { token }, { language, failed }),
    [language, failed, orderId, token],
  );
  const took = useCallback(
    async ({ failure }: Said) => {
      setError(failure);
      if (failure === undefined) {
        await revalidate();
      }
    },
    [revalidate],
  );
  useEffect(() => {
    if (isAsked) {
      void claim().then(took);
    }
  }, [isAsked, claim, took]);
  const back = `/orders/${orderId}?t=${token}&keep=1`;
  return (
    <section className="flex flex-wrap items-center justify-between gap-3 rounded-lg bg-paper p-5 shadow-rest">
      {error === undefined ? null : <FieldError id="keep-error">{error}</FieldError>}
      {isKept === true ? (
        <>
          <p role="status">{words.claim.kept}</p>
          <Link to="/account" className={buttonClass('quiet')}>
            {words.claim.look}
          </Link>
        </>
      ) : (
        <>
          <p>{words.claim.ask}</p>
          {isKept === null ? (
            <Link to={`/sign-in?to=${encodeURIComponent(back)}`} className={buttonClass('quiet')}>
              {words.claim.signUp}
            </Link>
          ) : (
            <Button type="button" look="quiet" onClick={() => void claim().then(took)}>
              {words.claim.keep}
            </Button>
          )}
        </>
      )}
    </section>
  );
}
