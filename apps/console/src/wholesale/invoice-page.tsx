// One invoice (適格請求書): whose, the amounts by rate, the orders in it; to print, and to note that it was paid.
import { type Answer, answerOf } from '@engawa/client';
import { Badge, Dialog, formatCount, formatMoney, formatRate, formatUnitPrice } from '@engawa/ui';
import { Answered, Button, wordFor } from '@engawa/ui/work';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { useParams } from 'react-router';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Outcome } from '../parts/form.tsx';
import { Facts, Page, Section } from '../parts/page.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';
import { Due } from './invoices.tsx';
import { useDay, useInvoice, useRenewWholesale } from './use-accounts.ts';

type Invoice = Answer<'/api/orders/invoices/{invoiceId}'>;
type Rate = Invoice['rates'][number];
type Line = Invoice['orders'][number]['lines'][number];

export function InvoicePage() {
  const words = useWords().wholesale;
  const { invoiceId = '' } = useParams();
  const invoice = useInvoice(invoiceId);
  const title =
    invoice.data === undefined ? words.invoices : wordFor(words.kinds, invoice.data.kind);
  return (
    <Page
      actions={
        <Button data-act="print" onClick={() => print()}>
          {words.print}
        </Button>
      }
      back={
        invoice.data === undefined ? '/orders/accounts' : `/orders/accounts/${invoice.data.partyId}`
      }
      {...(invoice.data === undefined ? {} : { lead: words.to(invoice.data.buyerName) })}
      title={title}
    >
      <Answered query={invoice}>{(data) => <Whole invoice={data} />}</Answered>
    </Page>
  );
}

function Whole({ invoice }: { readonly invoice: Invoice }) {
  const words = useWords().wholesale;
  const dayOf = useDay();
  const mayNote = useMay('ledger');
  const { seller, currency, number, closedOn, totalMinor, taxMinor, state } = invoice;
  return (
    <>
      <Facts
        facts={[
          {
            name: words.total,
            value: <b className="text-xl">{formatMoney(totalMinor, currency)}</b>,
          },
          { name: words.tax, value: formatMoney(taxMinor, currency) },
          { name: words.number, value: number },
          { name: words.closedOn, value: dayOf(closedOn) },
          { name: words.dueBy, value: <Due invoice={invoice} /> },
          {
            name: words.state,
            value: (
              <Badge tone={state === 'open' ? 'here' : 'quiet'}>
                {wordFor(words.states, state)}
              </Badge>
            ),
          },
        ]}
      />
      <p className="mt-4">
        {seller.name}
        {seller.invoiceNumber !== null && ` · ${words.registration(seller.invoiceNumber)}`}
      </p>
      {mayNote && state === 'open' && <Pay invoice={invoice} />}
      <Section title={words.tax}>
        <Rates currency={currency} rates={invoice.rates} />
      </Section>
      {invoice.orders.map((order) => (
        <Section key={order.orderId} title={dayOf(order.day)}>
          <p className="mb-3">
            <TextLink to={`/orders/${order.orderId}`}>{order.number}</TextLink>
          </p>
          <Lines currency={currency} lines={order.lines} number={order.number} />
        </Section>
      ))}
      <p className="mt-6 text-ink-soft text-sm">{words.reduced}</p>
    </>
  );
}

function Rates({
  rates,
  currency,
}: {
  readonly rates: readonly Rate[];
  readonly currency: string;
}) {
  const words = useWords().wholesale;
  const columns: readonly Column<Rate>[] = [
    {
      name: words.rate,
      isHead: true,
      render: ({ rateBp, isReduced }) => `${formatRate(rateBp)}${isReduced ? ' ※' : ''}`,
    },
    { name: words.net, isNumber: true, render: ({ netMinor }) => formatMoney(netMinor, currency) },
    { name: words.tax, isNumber: true, render: ({ taxMinor }) => formatMoney(taxMinor, currency) },
  ];
  return (
    <DataTable
      caption={words.tax}
      columns={columns}
      keyOf={({ rateBp, isReduced }) => `${rateBp} ${isReduced}`}
      rows={rates}
    />
  );
}

type LinesProps = {
  readonly lines: readonly Line[];
  readonly currency: string;
  readonly number: string;
};

function Lines({ lines, currency, number }: LinesProps) {
  const words = useWords().wholesale;
  const columns: readonly Column<Line>[] = [
    { name: words.item, isHead: true, render: ({ name, mark }) => `${name} ${mark}` },
    { name: words.quantity, isNumber: true, render: ({ quantity }) => formatCount(quantity) },
    {
      name: words.unitPrice,
      isNumber: true,
      render: ({ unitPrice }) => formatUnitPrice(unitPrice, currency),
    },
    {
      name: words.amount,
      isNumber: true,
      render: ({ amountMinor, discountMinor }) =>
        formatMoney(amountMinor - discountMinor, currency),
    },
  ];
  return (
    <DataTable
      caption={number}
      columns={columns}
      keyOf={({ name, unitPrice, quantity, amountMinor }) =>
        `${name} ${unitPrice} ${quantity} ${amountMinor}`
      }
      rows={lines}
    />
  );
}

/** Noting a payment asks once more: the credit it gives back can be spent at once. */
function Pay({ invoice }: { readonly invoice: Invoice }) {
  const words = useWords();
  const say = words.wholesale;
  const renew = useRenewWholesale();
  const dialog = useRef<HTMLDialogElement>(null);
  const paying = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/orders/invoices/{invoiceId}/payment', {
          params: {
            path: { invoiceId: invoice.id },
            header: { 'idempotency-key': crypto.randomUUID() },
          },
        }),
      ),
    onSuccess: renew,
  });
  const pay = () => {
    dialog.current?.close();
    paying.mutate();
  };
  return (
    <div className="mt-6">
      <Button disabled={paying.isPending} look="main" onClick={() => dialog.current?.showModal()}>
        {say.pay}
      </Button>
      <Outcome error={paying.error} />
      <Dialog ref={dialog} title={say.pay}>
        <p className="mb-6">{say.paySure(formatMoney(invoice.totalMinor, invoice.currency))}</p>
        <div className="flex flex-wrap gap-3">
          <Button look="main" onClick={pay}>
            {say.pay}
          </Button>
          <Button onClick={() => dialog.current?.close()}>{words.common.cancel}</Button>
        </div>
      </Dialog>
    </div>
  );
}
