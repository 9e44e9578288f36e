// An old card of paper or plastic becomes part of her account: its number, her date of birth or PIN, and a code that goes
// to the address that was on file. The page says the same whether there is such a card or not.
import { Button, buttonClass, Field, FieldError, formatCount, useLanguage } from '@engawa/ui';
import { BirthField } from '@engawa/ui/profile';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import {
  data,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
  useRevalidator,
  useSearchParams,
} from 'react-router';
import { openPage } from '../context.ts';
import { textOf } from '../form-text.ts';
import { PageHead } from '../parts/page-head.tsx';
import { ask } from '../ways/ask.ts';
import { useOldCardWords } from '../words/old-card.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const account = await storefront.account(visitor);
  if (account === undefined) {
    throw redirect('/sign-in?to=/account/old-card');
  }
  const { available } = account.points;
  return data({ points: available }, { headers: { 'cache-control': 'no-store' } });
}

export const headers = () => ({ 'cache-control': 'no-store' });

const claimIdPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The claim that waits for its code; in the address, so that it is still there after she looked for her mail. */
function useClaim(): [string | undefined, (claimId: string | undefined) => void] {
  const [asked, setAsked] = useSearchParams();
  const claimId = asked.get('claim') ?? '';
  return [
    claimIdPattern.test(claimId) ? claimId : undefined,
    (begun) => setAsked(begun === undefined ? {} : { claim: begun }, { replace: true }),
  ];
}

export default function OldCard() {
  const words = useOldCardWords();
  const [claimId, setClaim] = useClaim();
  const [isDone, setIsDone] = useState(false);
  return (
    <div className="mx-auto max-w-2xl pt-6">
      <PageHead title={words.title} isHidden />
      <h1 className="text-2xl font-bold">{words.title}</h1>
      <p className="mt-1 text-ink-soft">{words.lead}</p>
      <div className="mt-4 rounded-lg bg-paper p-5 shadow-rest md:p-8">
        {isDone ? (
          <Taken />
        ) : claimId === undefined ? (
          <CardForm onBegun={setClaim} />
        ) : (
          <CodeForm
            claimId={claimId}
            onAgain={() => setClaim(undefined)}
            onDone={() => {
              setIsDone(true);
              setClaim(undefined);
            }}
          />
        )}
      </div>
    </div>
  );
}

function CardForm({ onBegun }: { readonly onBegun: (claimId: string) => void }) {
  const words = useOldCardWords();
  const { ask: put, isBusy, failure, setFailure } = useAsking();
  const [birthDate, setBirthDate] = useState('');
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [number, pin] = [textOf(form, 'number').trim(), textOf(form, 'pin').trim()];
    if (number === '' || (pin === '' && !/^\d{4}-/.test(birthDate))) {
      setFailure(words.neither);
      return;
    }
    const proof = pin === '' ? { birthDate } : { pin };
    const body = await put('/api/cards/claims', { number, ...proof });
    if (body !== undefined) {
      onBegun(String(body['claimId']));
    }
  };
  return (
    <Form failure={failure} onSubmit={(event) => void submit(event)}>
      <Field
        label={words.number}
        name="number"
        hint={words.numberHint}
        autoCapitalize="characters"
        autoComplete="off"
        maxLength={40}
        isMarked={false}
        required
      />
      <p className="font-bold">{words.either}</p>
      <BirthField value={birthDate} onChange={setBirthDate} error={undefined} />
      <Field
        label={words.pin}
        name="pin"
        hint={words.pinHint}
        inputMode="numeric"
        autoComplete="off"
        maxLength={12}
        isMarked={false}
      />
      <Button isWide disabled={isBusy}>
        {words.go}
      </Button>
    </Form>
  );
}

type CodeProps = {
  readonly claimId: string;
  readonly onAgain: () => void;
  readonly onDone: () => void;
};

function CodeForm({ claimId, onAgain, onDone }: CodeProps) {
  const words = useOldCardWords();
  const { ask: put, isBusy, failure } = useAsking();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = textOf(new FormData(event.currentTarget), 'code');
    const code = typed.normalize('NFKC').replaceAll(/\D/g, '');
    if (
      (await put(`/api/cards/claims/${claimId}`, { code: code === '' ? '-' : code })) !== undefined
    ) {
      onDone();
    }
  };
  return (
    <Form failure={failure} onSubmit={(event) => void submit(event)}>
      <p role="status">{words.sent}</p>
      <p className="text-sm text-ink-soft">{words.sentMore}</p>
      <Field
        label={words.code}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
        isMarked={false}
        required
      />
      <Button isWide disabled={isBusy}>
        {words.finish}
      </Button>
      <Button type="button" look="quiet" isWide onClick={onAgain}>
        {words.again}
      </Button>
    </Form>
  );
}

/** What she has now is read anew: the balance of the card is in it. */
function Taken() {
  const words = useOldCardWords();
  const { points } = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  useEffect(() => {
    void revalidate();
  }, [revalidate]);
  return (
    <div className="space-y-4" data-taken={points}>
      <p role="status" className="text-lg font-bold text-ai">
        {words.done}
      </p>
      <p>{words.doneMore}</p>
      <p className="text-lg">{words.points(formatCount(points))}</p>
      <Link to="/account" className={buttonClass('main', true)}>
        {words.toAccount}
      </Link>
    </div>
  );
}

type FormProps = {
  readonly failure: string | undefined;
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  readonly children: ReactNode;
};

function Form({ failure, onSubmit, children }: FormProps) {
  return (
    <form onSubmit={onSubmit} noValidate className="space-y-5" data-form="old-card">
      {failure === undefined ? null : <FieldError id="old-card-error">{failure}</FieldError>}
      {children}
    </form>
  );
}

function useAsking() {
  const words = useOldCardWords();
  const language = useLanguage();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  return {
    isBusy,
    failure,
    setFailure,
    /** The answer; undefined when it was refused, which `failure` then says. */
    ask: async (path: string, body: object) => {
      setIsBusy(true);
      const said = await ask('POST', path, body, { language, failed: words.failed });
      setIsBusy(false);
      setFailure(said.failure);
      return said.failure === undefined ? said.body : undefined;
    },
  };
}
