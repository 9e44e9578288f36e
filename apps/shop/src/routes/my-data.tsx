// Her data: everything to read and to take along, what it may be used for, who looked at it, and deleting it.
import { Button, buttonClass, FieldError, formatMoment, useLanguage } from '@engawa/ui';
import { type ReactNode, useState } from 'react';
import { type LoaderFunctionArgs, redirect, useLoaderData } from 'react-router';
import type { MyDataPage } from '../../../../server/storefront/my-data.ts';
import { openPage } from '../context.ts';
import { PageHead } from '../parts/page-head.tsx';
import { Shares } from '../parts/shares.tsx';
import { StopEveryUse, UseIsStopped } from '../parts/stop-of-use.tsx';
import { ask } from '../ways/ask.ts';
import { useShareWords } from '../words/shares.ts';
import { useStopWords } from '../words/stop.ts';
import { useWords } from '../words/use-words.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const mine = await storefront.myData(visitor);
  if (mine === undefined) {
    throw redirect('/sign-in?to=/account/data');
  }
  return mine;
}

export const headers = () => ({ 'cache-control': 'no-store' });

type Change = { readonly isBusy: boolean; readonly run: Run };
type Run = (method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object, to?: string) => void;

export default function MyData() {
  const words = useWords();
  const language = useLanguage();
  const mine = useLoaderData<typeof loader>();
  const [failure, setFailure] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const change: Change = {
    isBusy,
    run: (method, path, body, to) => {
      setIsBusy(true);
      const asking = { language, failed: words.myData.failed };
      const tell = (said: { readonly failure?: string | undefined }) => {
        setFailure(said.failure);
        if (said.failure === undefined) {
          // Nothing can be pressed on the page that is left.
          location.assign(to ?? location.href);
        } else {
          setIsBusy(false);
        }
      };
      void ask(method, path, body, asking).then(tell);
    },
  };
  return (
    <div className="mx-auto max-w-2xl space-y-6 pt-6">
      <PageHead title={words.myData.title} isHidden />
      <h1 className="text-2xl font-bold">{words.myData.title}</h1>
      {failure === undefined ? null : <FieldError id="my-data-error">{failure}</FieldError>}
      {mine.stoppedAt === null ? null : (
        <UseIsStopped since={mine.stoppedAt} orders={mine.orders} {...change} />
      )}
      <Box title={words.myData.see} more={words.myData.seeMore}>
        <div className="mt-4 flex flex-wrap gap-3">
          <a
            className={buttonClass('main')}
            href={`/api/rights/me/package.html?language=${language}`}
          >
            {words.myData.read}
          </a>
          <a className={buttonClass('quiet')} href="/api/rights/me/package" download>
            {words.myData.download}
          </a>
        </div>
      </Box>
      <Uses mine={mine} change={change} />
      {mine.stoppedAt === null ? <StopEveryUse {...change} /> : null}
      {mine.stoppedAt === null ? (
        <Shares partners={mine.partners} isBusy={isBusy} run={change.run} />
      ) : null}
      <Looks mine={mine} />
      <Erase mine={mine} change={change} />
    </div>
  );
}

function Box({
  title,
  more,
  children,
}: {
  readonly title: string;
  readonly more?: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="rounded-lg bg-paper p-5 shadow-rest md:p-8">
      <h2 className="text-xl font-bold">{title}</h2>
      {more === undefined ? null : <p className="mt-1 text-ink-soft">{more}</p>}
      {children}
    </section>
  );
}

function Uses({ mine, change }: { readonly mine: MyDataPage; readonly change: Change }) {
  const words = useWords();
  const { later } = useStopWords();
  const language = useLanguage();
  const decide = (purpose: string, decision: 'given' | 'withdrawn') =>
    change.run('PUT', `/api/rights/me/consents/${purpose}`, { decision, language });
  return (
    <Box title={words.myData.uses} more={mine.stoppedAt === null ? words.myData.usesMore : later}>
      <ul className="mt-2">
        {mine.purposes.map(({ purpose, isGiven, text }) => (
          <li
            key={purpose}
            className="grid gap-3 border-b border-line py-4 md:grid-cols-[1fr_auto]"
          >
            <span id={`use-${purpose}`}>{text}</span>
            <span className="flex items-center gap-2">
              {(['withdrawn', 'given'] as const).map((decision) => (
                <Button
                  key={decision}
                  type="button"
                  look="quiet"
                  disabled={change.isBusy}
                  aria-describedby={`use-${purpose}`}
                  aria-pressed={isGiven === (decision === 'given')}
                  className="whitespace-nowrap aria-pressed:border-2 aria-pressed:border-ai aria-pressed:bg-ai-mist"
                  onClick={() => decide(purpose, decision)}
                >
                  {words.myData[decision]}
                </Button>
              ))}
            </span>
          </li>
        ))}
      </ul>
      <Button
        type="button"
        look="quiet"
        className="mt-4"
        disabled={change.isBusy}
        onClick={() => change.run('POST', '/api/rights/me/stop')}
      >
        {words.myData.stop}
      </Button>
    </Box>
  );
}

function Looks({ mine }: { readonly mine: MyDataPage }) {
  const words = useWords();
  const language = useLanguage();
  const { items: fields } = useShareWords();
  const nameOf = (by: string) =>
    by.startsWith('staff:') ? words.myData.staff : words.myData.system;
  return (
    <>
      <Box title={words.myData.looks}>
        <List isEmpty={mine.looks.length === 0} none={words.myData.noLooks}>
          {mine.looks.map((look) => (
            <li key={`${look.at} ${look.by} ${look.what}`} className="border-b border-line py-2">
              {formatMoment(look.at, language)} · {nameOf(look.by)}
              <span className="block text-sm break-words text-ink-soft">
                {words.myData.whats[look.what] ?? look.what} ·{' '}
                {words.myData.reasons[look.reason] ?? look.reason}
              </span>
            </li>
          ))}
        </List>
      </Box>
      <Box title={words.myData.transfers}>
        <List isEmpty={mine.transfers.length === 0} none={words.myData.noTransfers}>
          {mine.transfers.map((each) => (
            <li key={`${each.at} ${each.party}`} className="border-b border-line py-2">
              {formatMoment(each.at, language)} · {each.party}
              <span className="block text-sm break-words text-ink-soft">
                {each.items
                  .map((item) => fields[item as keyof typeof fields] ?? item)
                  .join(language === 'ja' ? '・' : ', ')}
              </span>
            </li>
          ))}
        </List>
      </Box>
    </>
  );
}

function List({
  isEmpty,
  none,
  children,
}: {
  readonly isEmpty: boolean;
  readonly none: string;
  readonly children: ReactNode;
}) {
  return isEmpty ? (
    <p className="mt-2 text-ink-soft">{none}</p>
  ) : (
    <ul className="mt-2">{children}</ul>
  );
}

function Erase({ mine, change }: { readonly mine: MyDataPage; readonly change: Change }) {
  const words = useWords();
  const [isSure, setIsSure] = useState(false);
  return (
    <Box title={words.myData.erase} more={words.myData.eraseMore}>
      {mine.probable === 0 ? null : (
        <p className="mt-2">{words.myData.eraseProbable(mine.probable)}</p>
      )}
      <label className="mt-4 flex min-h-11 items-center gap-3">
        <input
          type="checkbox"
          className="size-5 accent-ai"
          checked={isSure}
          onChange={(event) => setIsSure(event.target.checked)}
        />
        {words.myData.sure}
      </label>
      <Button
        type="button"
        look="quiet"
        className="mt-3 text-kaki"
        disabled={!isSure || change.isBusy}
        onClick={() => change.run('POST', '/api/rights/me/erasure', { isSure: true }, '/shop/')}
      >
        {words.myData.eraseNow}
      </Button>
    </Box>
  );
}
