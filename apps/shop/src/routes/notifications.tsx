// Which news reach her how: on this device, by kind and channel, and offers by her consent.
import { Button, Check, FieldError, formatMoment, useLanguage } from '@engawa/ui';
import { deviceName } from '@engawa/ui/devices';
import { type ReactNode, useEffect, useState } from 'react';
import {
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
  useRevalidator,
} from 'react-router';
import type { NotificationsPage } from '../../../../server/storefront/contract-account.ts';
import { openPage } from '../context.ts';
import { PageHead } from '../parts/page-head.tsx';
import { type PushState, readId, readPushState, turnOff, turnOn } from '../push/this-browser.ts';
import { ask, type Said } from '../ways/ask.ts';
import { useNotificationWords } from '../words/notifications.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const page = await storefront.notifications(visitor);
  if (page === undefined) {
    throw redirect('/sign-in?to=/account/notifications');
  }
  return page;
}

export const headers = () => ({ 'cache-control': 'no-store' });

const kinds = ['orders', 'visits', 'points'] as const;
const channels = ['mail', 'push'] as const;

type Change = {
  readonly isBusy: boolean;
  readonly run: (work: () => Promise<Said>) => void;
};

export default function Notifications() {
  const words = useNotificationWords();
  const page = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const [failure, setFailure] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const take = async (work: () => Promise<Said>) => {
    setIsBusy(true);
    const said = await work();
    setFailure(said.failure);
    await revalidate();
    setIsBusy(false);
  };
  const change: Change = { isBusy, run: (work) => void take(work) };
  return (
    <div className="mx-auto max-w-2xl space-y-6 pt-6">
      <PageHead title={words.title} isHidden />
      <div>
        <h1 className="text-2xl font-bold">{words.title}</h1>
        <p className="mt-1 text-ink-soft">{words.lead}</p>
      </div>
      <div aria-live="polite">
        {failure === undefined ? null : <FieldError id="notifications-error">{failure}</FieldError>}
      </div>
      <Here page={page} change={change} />
      <News page={page} change={change} />
      <Offers page={page} change={change} />
    </div>
  );
}

type Part = { readonly page: NotificationsPage; readonly change: Change };

function Here({ page, change }: Part) {
  const words = useNotificationWords();
  const language = useLanguage();
  const [state, setState] = useState<PushState>('unknown');
  const ids = page.devices.map(({ id }) => id).join(' ');
  useEffect(() => {
    let isCurrent = true;
    const look = async () => {
      const read = await readPushState(ids.split(' '));
      if (isCurrent) {
        setState(read);
      }
    };
    void look();
    return () => {
      isCurrent = false;
    };
  }, [ids]);
  const asking = { language, failed: words.failed };
  const begin = () =>
    change.run(async () => {
      const said = await turnOn(page.pushKey, asking);
      if (said === 'blocked') {
        setState('blocked');
        return { failure: undefined, body: {} };
      }
      return said;
    });
  return (
    <Box title={words.here} more={words.states[state]}>
      {state === 'off' ? (
        <Button type="button" className="mt-4" disabled={change.isBusy} onClick={begin}>
          {words.turnOn}
        </Button>
      ) : null}
      {state === 'on' ? (
        <Button
          type="button"
          look="quiet"
          className="mt-4"
          disabled={change.isBusy}
          onClick={() => change.run(() => turnOff(asking))}
        >
          {words.turnOff}
        </Button>
      ) : null}
      <Devices page={page} change={change} isHere={state === 'on'} />
    </Box>
  );
}

function Devices({ page, change, isHere }: Part & { readonly isHere: boolean }) {
  const words = useNotificationWords();
  const language = useLanguage();
  if (page.devices.length === 0) {
    return null;
  }
  const remove = (id: string) =>
    change.run(() =>
      ask('DELETE', `/api/messages/me/devices/${id}`, undefined, {
        language,
        failed: words.failed,
      }),
    );
  return (
    <>
      <h3 className="mt-6 font-bold">{words.devices}</h3>
      <ul>
        {page.devices.map(({ id, browser, system, addedAt }) => (
          <li
            key={id}
            data-device={id}
            className="flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line py-2"
          >
            <span className="min-w-0">
              {deviceName({ browser, system }, language)}
              <span className="block text-sm text-ink-soft">
                {words.since(formatMoment(addedAt, language))}
              </span>
            </span>
            {isHere && id === readId() ? (
              <span className="text-sm font-bold text-ai">{words.thisOne}</span>
            ) : (
              <Button
                type="button"
                look="quiet"
                disabled={change.isBusy}
                onClick={() => remove(id)}
              >
                {words.remove}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function News({ page, change }: Part) {
  const words = useNotificationWords();
  const language = useLanguage();
  const choose = (path: string, isWanted: boolean) =>
    change.run(() =>
      ask(
        'PUT',
        `/api/messages/me/choices/${path}`,
        { isWanted },
        {
          language,
          failed: words.failed,
        },
      ),
    );
  return (
    <Box title={words.news} more={words.newsMore}>
      <ul className="mt-2">
        {kinds.map((kind) => (
          <li key={kind} className="border-b border-line py-3 last:border-0">
            <fieldset>
              <legend className="font-bold">{words.kinds[kind]}</legend>
              <p className="text-sm text-ink-soft">{words.kindsMore[kind]}</p>
              <div className="mt-1 flex flex-wrap gap-x-8">
                {channels.map((channel) => (
                  <Check
                    key={channel}
                    label={words.channels[channel]}
                    name={`${kind}-${channel}`}
                    checked={page.choices[kind][channel]}
                    disabled={change.isBusy}
                    onChange={(event) => choose(`${kind}/${channel}`, event.target.checked)}
                  />
                ))}
              </div>
            </fieldset>
          </li>
        ))}
      </ul>
    </Box>
  );
}

function Offers({ page, change }: Part) {
  const words = useNotificationWords();
  const language = useLanguage();
  const decide = (purpose: string, isGiven: boolean) =>
    change.run(() =>
      ask(
        'PUT',
        `/api/rights/me/consents/${purpose}`,
        { decision: isGiven ? 'given' : 'withdrawn', language },
        { language, failed: words.failed },
      ),
    );
  return (
    <Box title={words.offers} more={words.offersMore}>
      <ul className="mt-2">
        {page.offers.map(({ channel, purpose, isGiven, text }) => (
          <li key={purpose} className="border-b border-line py-2">
            <Check
              label={<span className="font-bold">{words.channels[channel]}</span>}
              name={purpose}
              aria-describedby={`about-${purpose}`}
              checked={isGiven}
              disabled={change.isBusy}
              onChange={(event) => decide(purpose, event.target.checked)}
            />
            <p id={`about-${purpose}`} className="pb-1 pl-8 text-sm text-ink-soft">
              {text}
            </p>
          </li>
        ))}
      </ul>
      <p className="mt-4 flex flex-wrap gap-x-6">
        <Inside to="/account/ways">{words.ways}</Inside>
        <Inside to="/account/data">{words.toData}</Inside>
      </p>
    </Box>
  );
}

function Inside({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  return (
    <Link
      to={to}
      className="inline-flex min-h-11 items-center text-ai underline underline-offset-4"
    >
      {children}
    </Link>
  );
}

function Box({
  title,
  more,
  children,
}: {
  readonly title: string;
  readonly more: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="rounded-lg bg-paper p-5 shadow-rest md:p-8">
      <h2 className="text-xl font-bold">{title}</h2>
      <p className="mt-1 text-ink-soft">{more}</p>
      {children}
    </section>
  );
}
