// 領収書 of an order: what was made out, and making out another. Works without scripts.
import { Button, EmptyState, Field, formatDay, formatMoney, Select, useLanguage } from '@engawa/ui';
import {
  type ActionFunctionArgs,
  data,
  Form,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
  useNavigation,
} from 'react-router';
import type { NamedReceiptLine } from '../../../../server/storefront/contract-receipts.ts';
import { askedOf, privately } from '../asked-by-link.ts';
import { openPage } from '../context.ts';
import { textOf } from '../form-text.ts';
import { PageHead } from '../parts/page-head.tsx';
import { fieldsOf, RefusedForm, sendBack } from '../typed.tsx';
import { receiptWords } from '../words/receipts.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const { orderId, token } = askedOf(args);
  const page = await storefront.receipts(visitor, orderId, token);
  const status = page === undefined ? 404 : 200;
  return data({ page: page ?? null, token }, { status, headers: privately });
}

export async function action(args: ActionFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const { orderId, token } = askedOf(args);
  const sent = await args.request.formData();
  const name = textOf(sent, 'to').trim();
  const honorific = textOf(sent, 'honorific');
  const refused = await storefront.issueReceipt(visitor, orderId, token, {
    formId: textOf(sent, 'formId'),
    to: name === '' || honorific === '' ? name : `${name} ${honorific}`,
    purpose: textOf(sent, 'purpose').trim(),
    // Digits of the full width and the comma of a Japanese keyboard are digits and commas.
    amountMinor: Number(
      textOf(sent, 'amount')
        .normalize('NFKC')
        .replaceAll(/[,、円¥\s]/g, ''),
    ),
  });
  if (refused !== undefined) {
    return sendBack(sent, refused);
  }
  throw redirect(`/orders/${orderId}/receipts${token === '' ? '' : `?t=${token}`}`);
}

export const headers = ({ loaderHeaders }: { readonly loaderHeaders: Headers }) => loaderHeaders;

export default function Receipts() {
  const { page, token } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const bind = fieldsOf(answer);
  const isBusy = useNavigation().state !== 'idle';
  const language = useLanguage();
  const words = receiptWords(language);
  if (page === null) {
    return (
      <>
        <PageHead title={words.title} isHidden />
        <EmptyState level={1} icon="question" title={words.unknown} />
      </>
    );
  }
  const money = (amount: number) => formatMoney(amount, page.currency, language);
  const query = token === '' ? '' : `?t=${token}`;
  return (
    <div className="mx-auto max-w-2xl">
      <PageHead title={words.title} isHidden />
      <h1 className="pt-6 text-2xl font-bold">{words.title}</h1>
      <p className="mt-1 text-ink-soft">{words.lead}</p>
      <p className="mt-3 mb-6">
        {words.order} <span className="font-bold">{page.number}</span>
        <br />
        {words.total} <span className="font-bold">{money(page.totalMinor)}</span>
      </p>
      {page.named.length === 0 ? null : (
        <section className="mb-6 rounded-lg bg-paper p-5 shadow-rest">
          <h2 className="mb-2 text-lg font-bold">{words.issued}</h2>
          <ul className="divide-y divide-line">
            {page.named.map((line) => (
              <Issued key={line.id} line={line} money={money} />
            ))}
          </ul>
        </section>
      )}
      <RefusedForm back={answer} title={words.notIssued} />
      {page.leftMinor === 0 ? (
        <p>{page.named.length === 0 ? words.notYet : words.none}</p>
      ) : (
        <Form
          method="post"
          key={page.named.length}
          className="space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-8"
        >
          <input name="formId" type="hidden" value={page.formId} />
          <p>{words.left(money(page.leftMinor))}</p>
          <Field
            {...bind('to')}
            label={words.to}
            hint={words.toHint}
            required
            maxLength={50}
            autoComplete="organization"
          />
          <Select label={words.honorific} isMarked={false} {...bind('honorific', '様')}>
            {(['様', '御中', ''] as const).map((each) => (
              <option key={each} value={each}>
                {words.honorifics[each]}
              </option>
            ))}
          </Select>
          <Field
            {...bind('purpose', words.purposeDefault)}
            label={words.purpose}
            required
            maxLength={50}
          />
          <Field
            {...bind('amount', String(page.leftMinor))}
            label={words.amount}
            required
            inputMode="numeric"
          />
          <Button look="main" isWide disabled={isBusy}>
            {words.issue}
          </Button>
        </Form>
      )}
      {token === '' ? null : (
        <Link
          to={`/orders/${page.orderId}${query}`}
          className="mt-4 inline-flex min-h-11 items-center underline"
        >
          {words.back}
        </Link>
      )}
    </div>
  );
}

function Issued({
  line,
  money,
}: {
  readonly line: NamedReceiptLine;
  readonly money: (amount: number) => string;
}) {
  const { page, token } = useLoaderData<typeof loader>();
  const language = useLanguage();
  const words = receiptWords(language);
  const isShown = line.timesShown > 0;
  return (
    <li className="py-3">
      <p className="flex flex-wrap justify-between gap-x-4">
        <span className="font-bold [overflow-wrap:anywhere]">{line.to}</span>
        <span className="font-bold">{money(line.amountMinor)}</span>
      </p>
      <p className="text-sm text-ink-soft">
        {words.numbered(page?.number ?? '', line.position)} · {formatDay(line.issuedAt, language)}
      </p>
      {isShown ? <p className="text-sm text-ink-soft">{words.shownOnce}</p> : null}
      <Form
        method="post"
        reloadDocument
        action={`/orders/${page?.orderId}/receipts/${line.id}${token === '' ? '' : `?t=${token}`}`}
        className="mt-2"
      >
        <Button look="quiet" aria-label={`${isShown ? words.again : words.print}: ${line.to}`}>
          {isShown ? words.again : words.print}
        </Button>
      </Form>
    </li>
  );
}
