// Into the phone's own wallet, where the house is set up for it.
import { Button, buttonClass, useLanguage } from '@engawa/ui';
import { useState } from 'react';
import { ask } from '../ways/ask.ts';
import { useWords } from '../words/use-words.ts';

export function WalletLinks({
  apple,
  google,
}: {
  readonly apple: boolean;
  readonly google: boolean;
}) {
  const words = useWords();
  const language = useLanguage();
  const [error, setError] = useState<string>();
  const save = async () => {
    const asking = { language, failed: words.signIn.failed };
    const { failure, body } = await ask('GET', '/api/cards/mine/google', undefined, asking);
    setError(failure);
    if (failure === undefined) {
      location.assign(String(body['address']));
    }
  };
  return (
    <div className="mt-4 grid gap-2">
      {apple ? (
        <a href="/api/cards/mine/apple" className={buttonClass('quiet', true)}>
          {words.card.apple}
        </a>
      ) : null}
      {google ? (
        <Button type="button" look="quiet" isWide onClick={() => void save()}>
          {words.card.google}
        </Button>
      ) : null}
      {error === undefined ? null : <p role="alert">{error}</p>}
    </div>
  );
}
