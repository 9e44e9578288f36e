// Customers who buy for a company in the shop: found like all customers, shown masked.
import { Button } from '@engawa/ui/work';
import { useMutation } from '@tanstack/react-query';
import { FindCustomer } from '../customers/find-customer.tsx';
import { Outcome } from '../parts/form.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useWords } from '../words/words.ts';
import { type Account, setAccount, useRenewWholesale } from './use-accounts.ts';

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
        <FindCustomer
          act={words.addBuyer}
          isBusy={setting.isPending}
          known={account.buyers}
          label={words.findBuyer}
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
