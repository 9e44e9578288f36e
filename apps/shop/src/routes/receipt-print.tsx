// One 領収書 to print. It is shown by a post, never by an address: each showing is counted, and from the second on it is
// marked 再発行, so that nobody has it twice without a mark.
import { Button, buttonClass, EmptyState, formatDay, formatMoney, useLanguage } from '@engawa/ui';
import {
  type ActionFunctionArgs,
  data,
  Link,
  useActionData,
  useLocation,
  useParams,
} from 'react-router';
import type { PrintedReceipt } from '../../../../server/storefront/contract-receipts.ts';
import { privately } from '../asked-by-link.ts';
import { openPage } from '../context.ts';
import { PageHead } from '../parts/page-head.tsx';
import { type ReceiptWords, receiptWords } from '../words/receipts.ts';

export const handle = { isBare: true };

export async function action(args: ActionFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const { orderId = '', receiptId = '' } = args.params;
  const { search, searchParams } = new URL(args.request.url);
  const token = searchParams.get('t') ?? '';
  const receipt = await storefront.printReceipt(visitor, orderId, token, receiptId);
  const back = `/orders/${orderId}/receipts${search}`;
  const status = receipt === undefined ? 404 : 200;
  return data({ receipt: receipt ?? null, back }, { status, headers: privately });
}

export default function ReceiptPrint() {
  const shown = useActionData<typeof action>();
  const words = receiptWords(useLanguage());
  // An address in a history or a bookmark shows nothing: only a press on the list does.
  const { orderId } = useParams();
  const { search } = useLocation();
  return (
    <>
      <PageHead title={words.title} isHidden />
      {shown === undefined || shown.receipt === null ? (
        <EmptyState level={1} icon="question" title={words.unknown}>
          <Link to={`/orders/${orderId}/receipts${search}`} className={buttonClass('quiet')}>
            {words.backToList}
          </Link>
        </EmptyState>
      ) : (
        <>
          <Paper receipt={shown.receipt} />
          <div className="mx-auto mt-6 flex max-w-2xl flex-wrap gap-x-6 gap-y-2 px-6 md:px-10 print:hidden">
            <Button type="button" look="main" onClick={() => print()}>
              {words.doPrint}
            </Button>
            <Link to={shown.back} className="inline-flex min-h-12 items-center underline">
              {words.backToList}
            </Link>
          </div>
        </>
      )}
    </>
  );
}

function Paper({ receipt }: { readonly receipt: PrintedReceipt }) {
  const language = useLanguage();
  const words = receiptWords(language);
  const money = (amount: number) => formatMoney(amount, receipt.currency, language);
  return (
    <article className="mx-auto max-w-2xl bg-white p-6 text-sumi md:p-10 print:p-0">
      <header className="flex items-start justify-between gap-4">
        <h1 className="text-2xl font-bold tracking-widest">{words.title}</h1>
        <p className="text-right text-sm">
          {receipt.timesShown > 1 ? (
            <strong className="mb-1 inline-block border-2 border-kaki px-2 text-lg text-kaki">
              {words.reissued}
            </strong>
          ) : null}
          <span className="block">{words.numbered(receipt.number, receipt.position)}</span>
          <span className="block">{words.issuedOn(formatDay(receipt.issuedAt, language))}</span>
        </p>
      </header>
      <p
        className="mt-8 border-b border-sumi pb-1 text-xl [overflow-wrap:anywhere]"
        lang={/(?:様|御中)$/.test(receipt.to) ? 'ja' : undefined}
      >
        {receipt.to}
      </p>
      <p className="my-6 bg-shade py-3 text-center text-2xl font-bold">
        {money(receipt.amountMinor)}{' '}
        <span className="text-base font-normal">{words.taxIncluded}</span>
      </p>
      <p className="[overflow-wrap:anywhere]">
        {words.purpose}: {receipt.purpose}
      </p>
      <p>{words.received}</p>
      <div className="mt-6 grid gap-6 sm:grid-cols-2">
        <div className="text-sm">
          <dl>
            {receipt.rates.map(({ rateBp, taxedMinor, taxMinor }) => (
              <div key={rateBp} className="flex justify-between gap-4 border-b border-line py-1">
                <dt>{words.rate(`${rateBp / 100}%${rateBp === 800 ? ' ※' : ''}`)}</dt>
                <dd>
                  {money(taxedMinor)} ({words.tax} {money(taxMinor)})
                </dd>
              </div>
            ))}
          </dl>
          <p className="py-1">{words.paidOn(formatDay(receipt.paidOn, language))}</p>
          {receipt.payments.length === 0 ? null : (
            <p className="py-1">{words.by(sayPayments(receipt, words, money))}</p>
          )}
        </div>
        <div className="text-sm">
          <p className="text-base font-bold">{receipt.seller}</p>
          <p>{receipt.place.name}</p>
          <p>{receipt.place.address}</p>
          <p>{receipt.place.phone}</p>
          {receipt.invoiceNumber === null ? null : <p>{words.registered(receipt.invoiceNumber)}</p>}
        </div>
      </div>
      {receipt.needsStamp ? (
        <div className="mt-6 flex items-center gap-4 text-sm">
          <span className="flex size-20 shrink-0 items-center justify-center border border-dashed border-edge">
            {words.stamp}
          </span>
          <p>{words.stampMore}</p>
        </div>
      ) : null}
    </article>
  );
}

/** With the amount of each where there are several: only what the paper says was paid on credit needs no stamp. */
function sayPayments(
  { payments }: PrintedReceipt,
  words: ReceiptWords,
  money: (amount: number) => string,
): string {
  const known: Readonly<Record<string, string>> = words.methods;
  return payments
    .map(({ method, amountMinor }) =>
      payments.length === 1
        ? (known[method] ?? method)
        : `${known[method] ?? method} ${money(amountMinor)}`,
    )
    .join(' + ');
}
