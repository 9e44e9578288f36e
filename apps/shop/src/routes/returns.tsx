// Giving goods of an order back: what may be and on what terms, asking for it, and how far it is. Works without scripts.
import {
  Badge,
  Button,
  EmptyState,
  formatCount,
  formatDay,
  formatMoment,
  formatMoney,
  useLanguage,
} from '@engawa/ui';
import {
  type ActionFunctionArgs,
  data,
  Form,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router';
import type { AskedReturn, ReturnsPage } from '../../../../server/storefront/contract-returns.ts';
import { askedOf, privately } from '../asked-by-link.ts';
import { openPage } from '../context.ts';
import { textOf } from '../form-text.ts';
import { AskReturn } from '../parts/ask-return.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { ReturnTerms } from '../parts/return-terms.tsx';
import { useLiveOrder } from '../parts/use-live-order.ts';
import { RefusedForm, sendBack } from '../typed.tsx';
import { returnWords } from '../words/returns.ts';

const quantityField = /^quantity-(\d{1,4})$/;

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const { orderId, token } = askedOf(args);
  const page = await storefront.returns(visitor, orderId, token);
  const status = page === undefined ? 404 : 200;
  return data({ page: page ?? null, token }, { status, headers: privately });
}

export async function action(args: ActionFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const { orderId, token } = askedOf(args);
  const sent = await args.request.formData();
  const withdrawn = textOf(sent, 'withdraw');
  const refused =
    withdrawn === ''
      ? await storefront.askReturn(visitor, orderId, token, {
          way: textOf(sent, 'way'),
          reason: textOf(sent, 'reason'),
          note: textOf(sent, 'note'),
          lines: quantitiesOf(sent),
        })
      : await storefront.withdrawReturn(visitor, orderId, token, withdrawn);
  if (refused !== undefined) {
    return sendBack(sent, refused);
  }
  throw redirect(`/orders/${orderId}/returns${token === '' ? '' : `?t=${token}`}`);
}

function quantitiesOf(sent: FormData) {
  return [...sent.keys()].flatMap((name) => {
    const line = quantityField.exec(name)?.[1];
    return line === undefined ? [] : [{ line: Number(line), quantity: Number(textOf(sent, name)) }];
  });
}

export const headers = ({ loaderHeaders }: { readonly loaderHeaders: Headers }) => loaderHeaders;

export default function Returns() {
  const { page, token } = useLoaderData<typeof loader>();
  const words = returnWords(useLanguage());
  return (
    <>
      <PageHead title={words.title} isHidden />
      {page === null ? (
        <EmptyState level={1} icon="question" title={words.unknown}>
          <p>{words.unknownMore}</p>
        </EmptyState>
      ) : (
        <OfOrder page={page} token={token} />
      )}
    </>
  );
}

function OfOrder({ page, token }: { readonly page: ReturnsPage; readonly token: string }) {
  const answer = useActionData<typeof action>();
  const language = useLanguage();
  const words = returnWords(language);
  useLiveOrder(page.orderId);
  const isUnderWay = page.asked.some(({ isOpen }) => isOpen);
  const mayAsk = !isUnderWay && page.reasons.length > 0;
  return (
    <div className="mx-auto max-w-2xl space-y-6">
      <div>
        <h1 className="pt-6 text-2xl font-bold">{words.title}</h1>
        {mayAsk ? <p className="mt-1 text-ink-soft">{words.lead}</p> : null}
        <p className="mt-3">
          {words.order} <span className="font-bold">{page.number}</span>
        </p>
      </div>
      <RefusedForm back={answer} title={words.notDone} />
      {page.asked.map((asked) => (
        <Asked asked={asked} currency={page.currency} key={asked.id} />
      ))}
      {page.terms.isOffered ? (
        <ReturnTerms
          terms={page.terms}
          until={{
            usual: formatDay(page.lastDay, language),
            broken: formatDay(page.lastDefectDay, language),
          }}
        />
      ) : (
        <p>{words.notOffered}</p>
      )}
      {mayAsk ? <AskReturn back={answer} page={page} key={page.asked.length} /> : null}
      {!mayAsk && !isUnderWay && page.terms.isOffered ? <p>{words.over}</p> : null}
      <Link
        to={token === '' ? '/account' : `/orders/${page.orderId}?t=${token}`}
        className="inline-flex min-h-11 items-center underline"
      >
        {token === '' ? words.backToAccount : words.back}
      </Link>
    </div>
  );
}

type AskedProps = { readonly asked: AskedReturn; readonly currency: string };

function Asked({ asked, currency }: AskedProps) {
  const language = useLanguage();
  const words = returnWords(language);
  const { state, refusedFor } = asked;
  return (
    <section
      data-return={state}
      className={`rounded-lg bg-paper p-5 shadow-rest md:p-8 ${asked.isOpen ? 'border-2 border-ai' : ''}`}
    >
      <p className="flex flex-wrap items-center justify-between gap-3">
        <span className="text-sm text-ink-soft">{words.number}</span>
        <Badge tone={asked.isOpen ? 'here' : 'quiet'}>{words.states[state]}</Badge>
      </p>
      <h2 className="text-xl font-bold">{asked.number}</h2>
      {refusedFor === null ? null : (
        <p className="mt-2 font-bold">{words.refusedFor[refusedFor] ?? ''}</p>
      )}
      <ul className="mt-3 list-disc pl-5">
        {asked.lines.map(({ name, quantity }) => (
          <li key={name}>
            {name} × {formatCount(quantity)}
          </li>
        ))}
      </ul>
      <p className="mt-2 text-sm text-ink-soft">
        {words.reasons[asked.reason]} · {words.ways[asked.way]}
      </p>
      <p className="mt-2">
        {state === 'refunded' ? words.refunded : words.expected}{' '}
        <b>{formatMoney(asked.moneyMinor, currency, language)}</b>
        {asked.expectedPointsMinor === 0 ? null : (
          <span className="block text-sm text-ink-soft">
            {words.expectedPoints} {formatMoney(asked.expectedPointsMinor, currency, language)}
          </span>
        )}
      </p>
      <How asked={asked} />
      <Steps asked={asked} />
      {asked.canWithdraw ? (
        <Form method="post" className="mt-4">
          <Button look="quiet" name="withdraw" value={asked.id}>
            {words.withdraw}
          </Button>
        </Form>
      ) : null}
    </section>
  );
}

/** What she does now. */
function How({ asked }: { readonly asked: AskedReturn }) {
  const words = returnWords(useLanguage());
  if (asked.state === 'asked') {
    return <p className="mt-4 font-bold">{words.waits}</p>;
  }
  if (asked.code === null || asked.state === 'received') {
    return null;
  }
  return (
    <div className="mt-4 border-t border-line pt-4">
      <p className="font-bold">{words.how[asked.way]}</p>
      {asked.sendTo === null ? null : (
        <p className="mt-2">
          <span className="block text-sm text-ink-soft">{words.sendTo}</span>
          {asked.sendTo.name}
          {asked.sendTo.address === null ? null : (
            <span className="block">{asked.sendTo.address}</span>
          )}
          {asked.paidBy === null ? null : (
            <span className="block font-bold">{words.payer[asked.paidBy]}</span>
          )}
        </p>
      )}
      <img
        src={asked.code}
        alt={words.codeAlt}
        width={208}
        height={208}
        className="mx-auto mt-4 size-52 rounded-md bg-white"
      />
    </div>
  );
}

function Steps({ asked }: { readonly asked: AskedReturn }) {
  const language = useLanguage();
  const words = returnWords(language);
  return (
    <ol aria-label={words.history} className="mt-4 border-t border-line pt-3 text-sm">
      {asked.steps.map(({ state, at }) => (
        <li className="flex flex-wrap justify-between gap-x-4" key={state}>
          <span>{words.states[state]}</span>
          <span className="text-ink-soft">{formatMoment(at, language)}</span>
        </li>
      ))}
    </ol>
  );
}
