// Looking a customer up: exactly, and masked until there is a reason. Nothing of it is kept on the tablet.
import { buttonClass } from '@engawa/ui';
import { Empty } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearchParams } from 'react-router';
import { useFollowing } from '../log/live.ts';
import { SearchField } from '../parts/search-field.tsx';
import { Split } from '../parts/split.tsx';
import { Answered } from '../parts/states.tsx';
import { useWords } from '../words/words.ts';
import { CustomerView } from './customer-view.tsx';
import { type CustomerRow, customersKey, findCustomers } from './find-customers.ts';

export function CustomersPage() {
  const words = useWords();
  const { customerId } = useParams();
  const [search, setSearch] = useSearchParams();
  const isAway = useFollowing() === 'retrying';
  const q = search.get('q') ?? '';
  return (
    <Split
      detail={
        customerId === undefined ? (
          <Empty icon="person" title={words.customers.choose} />
        ) : (
          <CustomerView customerId={customerId} key={customerId} q={q} />
        )
      }
      isChosen={customerId !== undefined}
      title={words.customers.title}
      list={
        <>
          <SearchField
            initial={q}
            isDisabled={isAway}
            label={words.customers.search}
            onSearch={(text) => setSearch(text === '' ? {} : { q: text })}
          />
          <p className="px-3 pb-3">
            <Link className={`w-full ${buttonClass('quiet')}`} to="/customers/new">
              {words.customers.add}
            </Link>
          </p>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
            {q === '' ? (
              <Empty
                hint={isAway ? words.customers.offline : words.customers.hint}
                icon={isAway ? 'away' : 'search'}
                title={words.customers.title}
              />
            ) : (
              <Found chosenId={customerId} q={q} />
            )}
          </div>
        </>
      }
    />
  );
}

type FoundProps = { readonly q: string; readonly chosenId: string | undefined };

function Found({ q, chosenId }: FoundProps) {
  const words = useWords();
  const found = useQuery({
    queryKey: customersKey(q),
    queryFn: async () => ({ data: await findCustomers(q), savedAt: null }),
  });
  return (
    <Answered query={found}>
      {(customers) =>
        customers.length === 0 ? (
          <Empty hint={words.customers.noneHint} icon="search" title={words.customers.none} />
        ) : (
          <>
            <p aria-live="polite" className="px-5 pb-2 text-ink-soft text-sm">
              {words.customers.found(customers.length)}
            </p>
            <ul className="space-y-2 px-3 pb-6">
              {customers.map((customer) => (
                <li key={customer.id}>
                  <CustomerCard customer={customer} isChosen={customer.id === chosenId} q={q} />
                </li>
              ))}
            </ul>
          </>
        )
      }
    </Answered>
  );
}

type CustomerCardProps = {
  readonly customer: CustomerRow;
  readonly isChosen: boolean;
  readonly q: string;
};

function CustomerCard({ customer, isChosen, q }: CustomerCardProps) {
  const words = useWords();
  const { id, masked, records } = customer;
  const contacts = [masked.phone, masked.email].filter((each) => each !== null);
  const isStopped = records.some(({ stoppedAt }) => stoppedAt !== null);
  const noName = isStopped ? words.customers.stopped : words.customers.noName;
  return (
    <Link
      aria-current={isChosen ? 'true' : undefined}
      className={`block min-h-20 rounded-lg border px-4 py-3 ${isChosen ? 'border-ai bg-ai-mist' : 'border-line bg-paper shadow-rest'}`}
      to={`/customers/${id}?q=${encodeURIComponent(q)}`}
    >
      <span className="flex items-baseline justify-between gap-3">
        <b className="text-lg">
          {masked.name === null ? noName : words.customers.honorific(masked.name)}
        </b>
        <span className="shrink-0 text-ink-soft text-sm">
          {words.customers.records(records.length)}
        </span>
      </span>
      <span className="text-ink-soft text-sm">{contacts.join(' / ')}</span>
    </Link>
  );
}
