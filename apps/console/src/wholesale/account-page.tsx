// One company on account: what is left of its credit, its terms, who may order, its invoices.
import { answerOf } from '@engawa/client';
import { Check, formatMoney, minorOf } from '@engawa/ui';
import { Answered, Button } from '@engawa/ui/work';
import { useMutation } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { useParams } from 'react-router';
import { api } from '../api.ts';
import { Field, Outcome, Save, textOf } from '../parts/form.tsx';
import { Facts, Page, Section } from '../parts/page.tsx';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';
import { Buyers } from './buyers.tsx';
import { Invoices } from './invoices.tsx';
import { TermsFields } from './terms-fields.tsx';
import {
  type Account,
  setAccount,
  termsOf,
  useAccount,
  useCompanyName,
  useDayBefore,
  usePriceLists,
  useRenewWholesale,
} from './use-accounts.ts';

export function AccountPage() {
  const words = useWords().wholesale;
  const { partyId = '' } = useParams();
  const account = useAccount(partyId);
  const nameOf = useCompanyName();
  return (
    <Page back="/orders/accounts" title={nameOf(partyId) || words.title}>
      <Answered query={account}>{(data) => <Whole account={data} />}</Answered>
    </Page>
  );
}

function Whole({ account }: { readonly account: Account }) {
  const words = useWords().wholesale;
  const lists = usePriceLists().data?.priceLists ?? [];
  const mayChange = useMay('house');
  const mayClose = useMay('ledger');
  const { creditLeftMinor, creditLimitMinor, currency, closingDay, dueMonths, dueDay } = account;
  const list = lists.find(({ id }) => id === account.priceListId);
  return (
    <>
      <Facts
        facts={[
          {
            name: words.left,
            value: (
              <b className={creditLeftMinor < 0 ? 'text-kaki' : ''}>
                {formatMoney(creditLeftMinor, currency)}
              </b>
            ),
          },
          { name: words.limit, value: formatMoney(creditLimitMinor, currency) },
          { name: words.closing, value: words.closingOn(closingDay) },
          { name: words.due, value: words.dueOn(dueMonths, dueDay) },
          { name: words.priceList, value: list?.nameJa ?? words.generalPrices },
          { name: words.state, value: account.isActive ? words.active : words.resting },
        ]}
      />
      <Section title={words.invoices}>
        <Invoices partyId={account.partyId} />
        {mayClose && <CloseNow partyId={account.partyId} />}
      </Section>
      <Section title={words.buyers}>
        <Buyers account={account} mayChange={mayChange} />
      </Section>
      {mayChange && (
        <Section title={words.terms}>
          <EditTerms account={account} />
        </Section>
      )}
    </>
  );
}

function EditTerms({ account }: { readonly account: Account }) {
  const words = useWords().wholesale;
  const renew = useRenewWholesale();
  const saving = useMutation({
    mutationFn: (form: FormData) =>
      setAccount(account.partyId, {
        ...termsOf(form),
        currency: account.currency,
        creditLimitMinor: minorOf(textOf(form, 'creditLimit'), account.currency),
        isActive: form.get('isActive') !== null,
        buyers: account.buyers,
      }),
    onSuccess: renew,
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    saving.mutate(new FormData(event.currentTarget));
  };
  return (
    <form
      className="max-w-3xl space-y-6 rounded-lg bg-paper p-5 shadow-rest md:p-8"
      onSubmit={submit}
    >
      <TermsFields currency={account.currency} terms={account} />
      <Check defaultChecked={account.isActive} label={words.isActive} name="isActive" />
      <Save
        done={saving.isSuccess ? words.saved : undefined}
        error={saving.error}
        isPending={saving.isPending}
      />
    </form>
  );
}

/** The invoice of what is open, without waiting for the closing day. */
function CloseNow({ partyId }: { readonly partyId: string }) {
  const words = useWords().wholesale;
  const yesterday = useDayBefore(1);
  const renew = useRenewWholesale();
  const closing = useMutation({
    mutationFn: (until: string) =>
      answerOf(
        api.POST('/api/orders/accounts/{partyId}/invoices', {
          params: {
            path: { partyId },
            header: { 'idempotency-key': crypto.randomUUID() },
          },
          body: { until },
        }),
      ),
    onSuccess: renew,
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    closing.mutate(textOf(new FormData(event.currentTarget), 'until'));
  };
  return (
    <form className="mt-6" onSubmit={submit}>
      <p className="mb-3 text-ink-soft">{words.closeLead}</p>
      <div className="grid items-end gap-4 md:grid-cols-[12rem_auto] md:justify-start">
        <Field
          defaultValue={yesterday}
          isMarked={false}
          label={words.closeUntil}
          max={yesterday}
          name="until"
          required
          type="date"
        />
        <Button disabled={closing.isPending} type="submit">
          {words.close}
        </Button>
      </div>
      <Outcome
        done={closing.data === undefined ? undefined : words.closed(closing.data.invoices.length)}
        error={closing.error}
      />
    </form>
  );
}
