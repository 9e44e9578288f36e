// Signing in by a code that comes by mail. The API does the work; this page only asks.
import { Button, Field, Icon } from '@engawa/ui';
import { type FormEvent, useState } from 'react';
import { useNavigate, useRevalidator, useRouteLoaderData, useSearchParams } from 'react-router';
import { textOf } from '../form-text.ts';
import { send, tell } from '../moments/tell.ts';
import { useWebPlace } from '../moments/use-moment.ts';
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
      <Ask language={root?.language ?? 'ja'} />
      <ul className="mt-6 grid gap-2 text-sm text-ink-soft">
        {words.signIn.gains.map((gain) => (
          <li key={gain} className="flex gap-2">
            <span className="mt-0.5 text-ai">
              <Icon name="check" size={18} />
            </span>
            {gain}
          </li>
        ))}
      </ul>
      <noscript>
        <p className="mt-4">{words.signIn.scripts}</p>
      </noscript>
    </div>
  );
}

/** A page of this shop to go on to; anything else leads to her own page. */
function nextPage(wanted: string | null): string {
  return wanted !== null && /^\/[a-z]/.test(wanted) ? wanted : '/account';
}

function Ask({ language }: { readonly language: string }) {
  const words = useWords();
  const { revalidate } = useRevalidator();
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const placeId = useWebPlace();
  const [email, setEmail] = useState<string | null>(null);
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const post = async (path: string, body: object): Promise<Posted> => {
    setIsBusy(true);
    const posted = await postTo(path, body, language, words.signIn.failed);
    setIsBusy(false);
    setError(posted.failure);
    return posted;
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (email === null) {
      const typed = textOf(form, 'email').trim();
      if ((await post('start', { email: typed })).failure === undefined) {
        setEmail(typed);
      }
    } else {
      const code = textOf(form, 'code').normalize('NFKC').replaceAll(/\D/g, '');
      const { failure, isNew } = await post('finish', { email, code });
      if (failure === undefined) {
        // From here on this browser is hers; what it did before joins her timeline.
        tell(isNew ? { kind: 'signed_up' } : { kind: 'viewed', page: 'page' }, placeId);
        await send();
        await revalidate();
        await navigate(nextPage(parameters.get('to')));
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

type Posted = {
  /** Undefined when it went well, else the sentence that says what to do. */
  readonly failure: string | undefined;
  readonly isNew: boolean;
};

async function postTo(
  path: string,
  body: object,
  language: string,
  failed: string,
): Promise<Posted> {
  try {
    const answer = await fetch(`/api/customers/sign-in/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': language },
      body: JSON.stringify(body),
    });
    const said: unknown = await answer.json();
    const told = typeof said === 'object' && said !== null ? said : {};
    if (answer.ok) {
      return { failure: undefined, isNew: 'isNew' in told && told.isNew === true };
    }
    return { failure: 'detail' in told ? String(told.detail) : failed, isNew: false };
  } catch {
    return { failure: failed, isNew: false };
  }
}
