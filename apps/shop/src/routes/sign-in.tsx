// Signing in by a code that comes by mail. The API does the work; this page only asks.
import { Button, Field, Icon } from '@engawa/ui';
import { type FormEvent, useState } from 'react';
import { useRevalidator, useRouteLoaderData } from 'react-router';
import { textOf } from '../form-text.ts';
import { PageHead } from '../parts/page-head.tsx';
import type { RootData } from '../root.tsx';
import { useWords } from '../words/use-words.ts';

export default function SignIn() {
  const words = useWords();
  const root = useRouteLoaderData<RootData>('root');
  return (
    <div className="mx-auto max-w-md pt-8">
      <PageHead title={words.signIn.title} isHidden />
      <h1 className="text-2xl font-bold">{words.signIn.title}</h1>
      {root?.frame.isSignedIn === true ? <SignedIn /> : <Ask language={root?.language ?? 'ja'} />}
      <noscript>
        <p className="mt-4">{words.signIn.scripts}</p>
      </noscript>
    </div>
  );
}

function SignedIn() {
  const words = useWords();
  const { revalidate } = useRevalidator();
  const leave = async () => {
    await fetch('/api/customers/sign-out', { method: 'POST' });
    await revalidate();
  };
  return (
    <div className="mt-4 space-y-4">
      <p role="status" className="flex items-center gap-2">
        <Icon name="check" />
        {words.signIn.signedIn}
      </p>
      <Button type="button" look="quiet" onClick={() => void leave()}>
        {words.signIn.out}
      </Button>
    </div>
  );
}

function Ask({ language }: { readonly language: string }) {
  const words = useWords();
  const { revalidate } = useRevalidator();
  const [email, setEmail] = useState<string | null>(null);
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const send = async (path: string, body: object): Promise<boolean> => {
    setIsBusy(true);
    const failure = await post(path, body, language, words.signIn.failed);
    setIsBusy(false);
    setError(failure);
    return failure === undefined;
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (email === null) {
      const typed = textOf(form, 'email').trim();
      if (await send('start', { email: typed })) {
        setEmail(typed);
      }
    } else {
      const code = textOf(form, 'code').normalize('NFKC').replaceAll(/\D/g, '');
      if (await send('finish', { email, code })) {
        await revalidate();
      }
    }
  };
  return (
    <form
      onSubmit={(event) => void submit(event)}
      noValidate
      className="mt-4 space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-8"
    >
      {email === null ? (
        <>
          <p>{words.signIn.lead}</p>
          <Field
            label={words.signIn.email}
            name="email"
            type="email"
            autoComplete="email"
            required
            error={error}
          />
        </>
      ) : (
        <>
          <p role="status">{words.signIn.sent(email)}</p>
          <Field
            label={words.signIn.code}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            required
            error={error}
          />
        </>
      )}
      <Button isWide disabled={isBusy}>
        {email === null ? words.signIn.send : words.signIn.enter}
      </Button>
      {email === null ? null : (
        <Button
          type="button"
          look="plain"
          onClick={() => {
            setEmail(null);
            setError(undefined);
          }}
        >
          {words.signIn.again}
        </Button>
      )}
    </form>
  );
}

/** Undefined when it went well, else the sentence that says what to do. */
async function post(
  path: string,
  body: object,
  language: string,
  failed: string,
): Promise<string | undefined> {
  try {
    const answer = await fetch(`/api/customers/sign-in/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': language },
      body: JSON.stringify(body),
    });
    if (answer.ok) {
      return undefined;
    }
    const problem: unknown = await answer.json();
    return typeof problem === 'object' && problem !== null && 'detail' in problem
      ? String(problem.detail)
      : failed;
  } catch {
    return failed;
  }
}
