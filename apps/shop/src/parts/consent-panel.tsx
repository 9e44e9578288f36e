// The question whether she may be known, asked beside what she does and never over it: no veil, no focus taken, yes and
// no the same size. It waits while she pays.
import { Button, useLanguage } from '@engawa/ui';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import { decide, useChoice, useIsAsking } from '../moments/choice.ts';
import { useWords } from '../words/use-words.ts';

const silentOn = /^\/(?:checkout|privacy|sign-in)/;

export function ConsentPanel() {
  const words = useWords();
  const isAsking = useIsAsking();
  const { pathname } = useLocation();
  const choice = useChoice();
  if (!isAsking || choice !== 'unasked' || silentOn.test(pathname)) {
    return null;
  }
  return (
    <section
      aria-label={words.consent.title}
      className="consent fixed inset-x-3 bottom-3 z-10 rounded-lg border border-line bg-paper p-5 shadow-lift motion-safe:animate-[rise_240ms_var(--ease-calm)] md:right-6 md:bottom-6 md:left-auto md:w-[27rem]"
    >
      <p className="font-bold">{words.consent.title}</p>
      <p className="mt-1 text-sm text-ink-soft">
        {words.consent.body}{' '}
        <Link to="/privacy" className="whitespace-nowrap text-ai underline underline-offset-4">
          {words.consent.more}
        </Link>
      </p>
      <ConsentButtons />
    </section>
  );
}

/** Yes and no, the same size; says so when the house could not be told. */
export function ConsentButtons() {
  const words = useWords();
  const language = useLanguage();
  const choice = useChoice();
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const choose = (next: 'given' | 'refused') => {
    setState('busy');
    void decide(next, language).then((isHeard) => setState(isHeard ? 'idle' : 'failed'));
  };
  return (
    <div aria-live="polite">
      <div className="mt-4 grid grid-cols-2 gap-3">
        {(['refused', 'given'] as const).map((each) => (
          <Button
            key={each}
            type="button"
            look="quiet"
            disabled={state === 'busy'}
            aria-pressed={choice === null || choice === 'unasked' ? undefined : choice === each}
            className="aria-pressed:border-2 aria-pressed:border-ai aria-pressed:bg-ai-mist"
            onClick={() => choose(each)}
          >
            {words.consent.answers[each]}
          </Button>
        ))}
      </div>
      {state === 'failed' ? <p className="mt-2 text-sm text-kaki">{words.consent.failed}</p> : null}
    </div>
  );
}
