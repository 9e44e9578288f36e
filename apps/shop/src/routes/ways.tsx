// Her ways in and the devices that are signed in; what she takes away is gone at once.
import { Button, Field, FieldError, formatMoment, useLanguage } from '@engawa/ui';
import { deviceName } from '@engawa/ui/devices';
import { type FormEvent, type ReactNode, useCallback, useState } from 'react';
import { type LoaderFunctionArgs, redirect, useLoaderData, useRouteLoaderData } from 'react-router';
import { openPage } from '../context.ts';
import { textOf } from '../form-text.ts';
import { PageHead } from '../parts/page-head.tsx';
import type { RootData } from '../root.tsx';
import { ask, type Said } from '../ways/ask.ts';
import { makePasskey, useCanPasskeys } from '../ways/passkey.ts';
import type { ShopWords } from '../words/ja.ts';
import { useWords } from '../words/use-words.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const ways = await storefront.ways(visitor);
  if (ways === undefined) {
    throw redirect('/sign-in?to=/account/ways');
  }
  return ways;
}

export const headers = () => ({ 'cache-control': 'no-store' });

export default function Ways() {
  const words = useWords();
  const language = useLanguage();
  const ways = useLoaderData<typeof loader>();
  const change = useChange();
  return (
    <div className="mx-auto max-w-2xl space-y-6 pt-6">
      <PageHead title={words.ways.title} isHidden />
      <h1 className="text-2xl font-bold">{words.ways.title}</h1>
      {change.failure === undefined ? null : (
        <FieldError id="ways-error">{change.failure}</FieldError>
      )}
      <Box title={words.ways.devices} more={words.ways.devicesMore}>
        {ways.sessions.map((session) => (
          <Line
            key={session.id}
            title={deviceName(session, language)}
            note={`${methodName(words, session.method)} · ${words.ways.since(formatMoment(session.openedAt, language))}`}
          >
            {session.isThis ? (
              <span className="text-sm font-bold text-ai">{words.ways.thisDevice}</span>
            ) : (
              <Button
                type="button"
                look="quiet"
                disabled={change.isBusy}
                onClick={() => void change.run('DELETE', `/api/accounts/sessions/${session.id}`)}
              >
                {words.ways.end}
              </Button>
            )}
          </Line>
        ))}
      </Box>
      <Box
        title={words.ways.passkeys}
        more={ways.passkeys.length === 0 ? words.ways.noPasskeys : undefined}
      >
        {ways.passkeys.map((passkey) => (
          <Line
            key={passkey.id}
            title={deviceName(passkey, language)}
            note={
              passkey.usedAt === null
                ? words.ways.made(formatMoment(passkey.createdAt, language))
                : words.ways.used(formatMoment(passkey.usedAt, language))
            }
          >
            <Button
              type="button"
              look="quiet"
              disabled={change.isBusy}
              onClick={() => void change.run('DELETE', `/api/accounts/passkeys/${passkey.id}`)}
            >
              {words.ways.remove}
            </Button>
          </Line>
        ))}
        <NewPasskey onDone={change.took} />
      </Box>
      <Box
        title={words.ways.contacts}
        more={ways.contacts.length === 0 ? words.ways.noContacts : undefined}
      >
        {ways.contacts.map(({ kind, value }) => (
          <Line key={`${kind} ${value}`} title={value} />
        ))}
        <NewContact onDone={change.took} />
      </Box>
      <Box title={words.ways.line}>
        {ways.line.isJoined ? (
          <Line title={words.ways.lineJoined}>
            <Button
              type="button"
              look="quiet"
              disabled={change.isBusy}
              onClick={() => void change.run('DELETE', '/api/accounts/line')}
            >
              {words.ways.lineRemove}
            </Button>
          </Line>
        ) : ways.line.isOffered ? (
          <a
            className="inline-flex min-h-11 items-center text-ai underline underline-offset-4"
            href="/api/accounts/line/start?to=/account/ways"
          >
            {words.ways.lineJoin}
          </a>
        ) : (
          <p className="text-sm text-ink-soft">{words.ways.lineOff}</p>
        )}
      </Box>
    </div>
  );
}

/** Loads the page anew after a change: every part of it may have another truth now. */
function useChange() {
  const words = useWords();
  const language = useLanguage();
  const [failure, setFailure] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const took = useCallback((said: Said) => {
    setFailure(said.failure);
    if (said.failure === undefined) {
      location.reload();
    }
  }, []);
  const run = async (method: 'DELETE', path: string) => {
    setIsBusy(true);
    took(await ask(method, path, undefined, { language, failed: words.signIn.failed }));
    setIsBusy(false);
  };
  return { failure, isBusy, took, run };
}

function methodName(words: ShopWords, method: string): string {
  const { methods } = words.ways;
  return methods[method as keyof typeof methods] ?? methods.other;
}

function Box({
  title,
  more,
  children,
}: {
  readonly title: string;
  readonly more?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <section className="rounded-lg bg-paper p-5 shadow-rest md:p-6">
      <h2 className="text-lg font-bold">{title}</h2>
      {more === undefined ? null : <p className="mt-1 text-sm text-ink-soft">{more}</p>}
      <div className="mt-2">{children}</div>
    </section>
  );
}

function Line({
  title,
  note,
  children,
}: {
  readonly title: string;
  readonly note?: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className="flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line py-2">
      <span className="min-w-0">
        <span className="block break-words">{title}</span>
        {note === undefined ? null : <span className="block text-sm text-ink-soft">{note}</span>}
      </span>
      {children}
    </div>
  );
}

type Done = { readonly onDone: (said: Said) => void };

function NewPasskey({ onDone }: Done) {
  const words = useWords();
  const language = useLanguage();
  const isThere = useCanPasskeys();
  const add = async () =>
    onDone(await makePasskey({ language, failed: words.signIn.passkeyFailed }));
  return isThere ? (
    <Button type="button" look="quiet" className="mt-3" onClick={() => void add()}>
      {words.ways.addPasskey}
    </Button>
  ) : null;
}

function NewContact({ onDone }: Done) {
  const words = useWords();
  const language = useLanguage();
  const root = useRouteLoaderData<RootData>('root');
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [error, setError] = useState<string>();
  const asking = { language: root?.language ?? language, failed: words.signIn.failed };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const typed = sentTo ?? textOf(form, 'contact').trim();
    const contact = /[@＠]/.test(typed) ? { email: typed } : { phone: typed };
    if (sentTo === null) {
      const unfit = words.signIn.contactUnfit;
      const said = await ask('POST', '/api/customers/sign-in/start', contact, { ...asking, unfit });
      setError(said.failure);
      if (said.failure === undefined) {
        setSentTo(typed);
      }
      return;
    }
    const code = textOf(form, 'code').normalize('NFKC').replaceAll(/\D/g, '');
    const body = { ...contact, code };
    const unfit = words.signIn.codeUnfit;
    const said = await ask('POST', '/api/customers/me/contacts', body, { ...asking, unfit });
    setError(said.failure);
    if (said.failure === undefined) {
      onDone(said);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="mt-3 space-y-3">
      {sentTo === null ? (
        <Field
          key="contact"
          label={words.signIn.contact}
          name="contact"
          inputMode="email"
          autoComplete="email"
          isMarked={false}
          required
          error={error}
        />
      ) : (
        <Field
          key="code"
          label={words.signIn.code}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          hint={words.signIn.sent(sentTo)}
          isMarked={false}
          required
          error={error}
        />
      )}
      <Button look="quiet">{sentTo === null ? words.ways.addContact : words.signIn.enter}</Button>
    </form>
  );
}
