// Signing in and joining are one page: LINE, a passkey, or digits that come by mail or SMS. Nothing is asked that the way
// does not need; a passkey and LINE need no field at all.
import { Button, buttonClass, Field, FieldError, Icon } from '@engawa/ui';
import { type FormEvent, useState } from 'react';
import {
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
  useNavigate,
  useRevalidator,
  useRouteLoaderData,
  useSearchParams,
} from 'react-router';
import { openPage } from '../context.ts';
import { textOf } from '../form-text.ts';
import { send, tell } from '../moments/tell.ts';
import { useWebPlace } from '../moments/use-moment.ts';
import { PageHead } from '../parts/page-head.tsx';
import type { RootData } from '../root.tsx';
import { ask, type Said } from '../ways/ask.ts';
import { enterByPasskey, makePasskey, useCanPasskeys } from '../ways/passkey.ts';
import { useWords } from '../words/use-words.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const page = await storefront.signIn(visitor);
  // Signed in already, and every use stopped: what is open to her then is the page of her data.
  if (page.isStopped) {
    throw redirect('/account/data');
  }
  return page;
}

export default function SignIn() {
  const words = useWords();
  const { hasLine } = useLoaderData<typeof loader>();
  const entrance = useEntrance();
  const [parameters] = useSearchParams();
  const to = nextPage(parameters.get('to'));
  const failure = parameters.get('failed') as keyof typeof words.signIn.failures | null;
  return (
    <div className="mx-auto max-w-md pt-8">
      <PageHead title={words.signIn.title} isHidden />
      <h1 className="text-2xl font-bold">{words.signIn.title}</h1>
      <p className="mt-2 text-ink-soft">{words.signIn.lead}</p>
      <div className="mt-4 space-y-4 rounded-lg bg-paper p-5 shadow-rest md:p-8">
        {failure !== null && failure in words.signIn.failures ? (
          <FieldError id="failed">{words.signIn.failures[failure]}</FieldError>
        ) : null}
        {hasLine ? (
          <a
            href={`/api/accounts/line/start?to=${encodeURIComponent(to)}`}
            className={buttonClass('main', true)}
          >
            {words.signIn.line}
          </a>
        ) : null}
        <Passkeys entrance={entrance} isFirst={!hasLine} />
        <p className="flex items-center gap-3 text-sm text-ink-soft before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
          {words.signIn.or}
        </p>
        <Digits entrance={entrance} />
      </div>
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

type Entrance = {
  readonly language: string;
  /** Goes on when she is in; answers the sentence of what went wrong otherwise. */
  enter(said: Said): Promise<string | undefined>;
};

function useEntrance(): Entrance {
  const root = useRouteLoaderData<RootData>('root');
  const { revalidate } = useRevalidator();
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const placeId = useWebPlace();
  return {
    language: root?.language ?? 'ja',
    enter: async ({ failure, body }) => {
      if (failure === undefined) {
        // From here on this browser is hers; what it did before joins her timeline.
        const isNew = body['isNew'] === true;
        tell(isNew ? { kind: 'signed_up' } : { kind: 'viewed', page: 'page' }, placeId);
        await send();
        await revalidate();
        await navigate(nextPage(parameters.get('to')));
      }
      return failure;
    },
  };
}

function Passkeys({
  entrance,
  isFirst,
}: {
  readonly entrance: Entrance;
  readonly isFirst: boolean;
}) {
  const words = useWords();
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const isThere = useCanPasskeys();
  const asking = { language: entrance.language, failed: words.signIn.passkeyFailed };
  const run = async (work: typeof makePasskey) => {
    setIsBusy(true);
    setError(await entrance.enter(await work(asking)));
    setIsBusy(false);
  };
  return (
    <div className="space-y-3">
      {error === undefined ? null : <FieldError id="passkey-error">{error}</FieldError>}
      <Button
        type="button"
        isWide
        look={isFirst ? 'main' : 'quiet'}
        disabled={isBusy || !isThere}
        onClick={() => void run(makePasskey)}
      >
        {words.signIn.passkeyNew}
      </Button>
      <Button
        type="button"
        isWide
        look="quiet"
        disabled={isBusy || !isThere}
        onClick={() => void run(enterByPasskey)}
      >
        {words.signIn.passkey}
      </Button>
      <p className="text-sm text-ink-soft">{words.signIn.passkeyMore}</p>
    </div>
  );
}

/** What she typed is a mail address or a telephone number. */
function contactOf(typed: string): { email: string } | { phone: string } {
  return /[@＠]/.test(typed) ? { email: typed } : { phone: typed };
}

function Digits({ entrance }: { readonly entrance: Entrance }) {
  const words = useWords();
  const [contact, setContact] = useState<string | null>(null);
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const asking = { language: entrance.language, failed: words.signIn.failed };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setIsBusy(true);
    if (contact === null) {
      const typed = textOf(form, 'contact').trim();
      const path = '/api/customers/sign-in/start';
      const unfit = words.signIn.contactUnfit;
      const { failure } = await ask('POST', path, contactOf(typed), { ...asking, unfit });
      setError(failure);
      if (failure === undefined) {
        setContact(typed);
      }
    } else {
      const code = textOf(form, 'code').normalize('NFKC').replaceAll(/\D/g, '');
      const body = { ...contactOf(contact), code };
      const unfit = words.signIn.codeUnfit;
      const said = await ask('POST', '/api/customers/sign-in/finish', body, { ...asking, unfit });
      setError(await entrance.enter(said));
    }
    setIsBusy(false);
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4">
      {contact === null ? (
        <Field
          key="contact"
          label={words.signIn.contact}
          name="contact"
          inputMode="email"
          autoComplete="email"
          autoCapitalize="none"
          required
          isMarked={false}
          hint={words.signIn.contactHint}
          error={error}
        />
      ) : (
        <>
          <p role="status">{words.signIn.sent(contact)}</p>
          <Field
            key="code"
            label={words.signIn.code}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            required
            isMarked={false}
            error={error}
          />
        </>
      )}
      <Button isWide look="quiet" disabled={isBusy}>
        {contact === null ? words.signIn.send : words.signIn.enter}
      </Button>
      {contact === null ? null : (
        <Button
          type="button"
          look="plain"
          onClick={() => {
            setContact(null);
            setError(undefined);
          }}
        >
          {words.signIn.again}
        </Button>
      )}
    </form>
  );
}
