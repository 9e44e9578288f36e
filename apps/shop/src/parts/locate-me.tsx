// Asks the browser only when she presses; what it says stays in a cookie, rounded to some 100 m.
import { Button, Icon } from '@engawa/ui';
import { useState } from 'react';
import { useRevalidator } from 'react-router';
import { cookies } from '../context.ts';

type Props = {
  readonly words: { readonly locate: string; readonly locating: string; readonly denied: string };
};

export function LocateMe({ words }: Props) {
  const { revalidate } = useRevalidator();
  const [state, setState] = useState<'idle' | 'asking' | 'denied'>('idle');
  const ask = () => {
    setState('asking');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const at = `${coords.latitude.toFixed(3)}_${coords.longitude.toFixed(3)}`;
        void keepPosition(at)
          .then(revalidate)
          .then(() => setState('idle'));
      },
      () => setState('denied'),
      { timeout: 10_000, maximumAge: 300_000 },
    );
  };
  return (
    <div aria-live="polite" className="flex flex-wrap items-center gap-3">
      <Button type="button" look="quiet" disabled={state === 'asking'} onClick={ask}>
        <Icon name="pin" />
        {state === 'asking' ? words.locating : words.locate}
      </Button>
      {state === 'denied' ? <span className="text-kaki">{words.denied}</span> : null}
    </div>
  );
}

async function keepPosition(at: string): Promise<void> {
  const [path, maxAge] = ['/shop', 24 * 3600];
  if ('cookieStore' in globalThis) {
    const expires = Date.now() + maxAge * 1000;
    await cookieStore.set({ name: cookies.at, value: at, path, expires, sameSite: 'lax' });
  }
}
