// Customers who buy for a company in the shop: found like all customers, shown masked.
import { type Answer, answerOf } from '@engawa/client';
import { Button } from '@engawa/ui/work';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api } from '../api.ts';
import { Field, Outcome, textOf } from '../parts/form.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useWords } from '../words/words.ts';
import { type Account, setAccount, useRenewWholesale } from './use-accounts.ts';

type Found = Answer<'/api/customers'>['customers'][number];
type BuyersProps = { readonly account: Account; readonly mayChange: boolean };

export function Buyers({ account, mayChange }: BuyersProps) {
  const words = useWords().wholesale;
  const renew = useRenewWholesale();
  const setting = useMutation({
    mutationFn: (buyers: readonly string[]) => {
      const { partyId, creditLeftMinor: _left, buyerCustomers: _whose, ...terms } = account;
      return setAccount(partyId, { ...terms, buyers: [...buyers] });
    },
    onSuccess: renew,
  });
  return (
    <div className="max-w-3xl">
      <p className="mb-4 text-ink-soft">
        {account.buyers.length === 0 ? words.noBuyers : words.buyersLead}
      </p>
      <ul className="mb-6 space-y-2">
        {account.buyers.map((recordId) => (
          <li
            className="flex items-center gap-4 rounded-lg bg-paper p-3 shadow-rest"
            key={recordId}
          >
            <span className="min-w-0 flex-1 truncate">
              <Whose account={account} recordId={recordId} />
            </span>
            {mayChange && (
              <Button
                disabled={setting.isPending}
                onClick={() => setting.mutate(account.buyers.filter((each) => each !== recordId))}
              >
                {words.takeBuyer}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayChange && (
        <FindBuyer
          isBusy={setting.isPending}
          known={account.buyers}
          onFound={(recordId) => setting.mutate([...account.buyers, recordId])}
        />
      )}
      <Outcome done={setting.isSuccess ? words.saved : undefined} error={setting.error} />
    </div>
  );
}

type WhoseProps = { readonly account: Account; readonly recordId: string };

/** The way to her page: her name is not said here, since each look at a person is kept. */
function Whose({ account, recordId }: WhoseProps) {
  const words = useWords();
  const customer = account.buyerCustomers.find((each) => each.recordId === recordId)?.customerId;
  return customer === undefined ? (
    words.customers.noName
  ) : (
    <TextLink to={`/customers/${customer}`}>{words.orders.seeCustomer}</TextLink>
  );
}

type FindBuyerProps = {
  readonly known: readonly string[];
  readonly isBusy: boolean;
  readonly onFound: (recordId: string) => void;
};

function FindBuyer({ known, isBusy, onFound }: FindBuyerProps) {
  const words = useWords();
  const say = words.wholesale;
  const [q, setQ] = useState('');
  const found = useQuery({
    queryKey: ['customers', 'list', { q, limit: 5 }],
    queryFn: () => answerOf(api.GET('/api/customers', { params: { query: { q, limit: 5 } } })),
    enabled: q !== '',
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setQ(textOf(new FormData(event.currentTarget), 'q'));
  };
  const customers = q === '' ? undefined : found.data?.customers;
  return (
    <>
      <form
        className="grid items-end gap-4 md:grid-cols-[1fr_auto] md:justify-start"
        onSubmit={submit}
      >
        <Field isMarked={false} label={say.findBuyer} maxLength={200} name="q" required />
        <Button type="submit">{words.common.search}</Button>
      </form>
      <div aria-live="polite">
        {customers?.length === 0 && <p className="mt-3 text-ink-soft">{words.customers.none}</p>}
        <ul className="mt-4 space-y-2">
          {customers?.map((customer) => {
            const recordId = customer.records[0]?.id;
            return (
              recordId !== undefined &&
              !known.includes(recordId) && (
                <li
                  className="flex items-center gap-4 rounded-lg bg-paper p-3 shadow-rest"
                  key={customer.id}
                >
                  <span className="min-w-0 flex-1">
                    {nameOf(customer) ?? words.customers.noName}
                  </span>
                  <Button disabled={isBusy} onClick={() => onFound(recordId)}>
                    {say.addBuyer}
                  </Button>
                </li>
              )
            );
          })}
        </ul>
      </div>
    </>
  );
}

function nameOf({ masked }: Found): string | undefined {
  return (
    [masked.name, masked.email, masked.phone].filter((each) => each !== null).join(' · ') ||
    undefined
  );
}
