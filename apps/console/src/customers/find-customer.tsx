// One customer among all, found by the whole of a name, an address or a number, shown masked: the search itself stands in
// the book of looks.
import { type Answer, answerOf } from '@engawa/client';
import { Button } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api } from '../api.ts';
import { Field, Outcome, textOf } from '../parts/form.tsx';
import { useWords } from '../words/words.ts';

type Found = Answer<'/api/customers'>['customers'][number];

type FindCustomerProps = {
  readonly label: string;
  /** What is done with the one that is chosen. */
  readonly act: string;
  readonly isBusy: boolean;
  /** Records whose customers are not offered again. */
  readonly known?: readonly string[];
  readonly onFound: (recordId: string, name: string) => void;
};

export function FindCustomer({ label, act, isBusy, known, onFound }: FindCustomerProps) {
  const words = useWords();
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
        <Field isMarked={false} label={label} maxLength={200} name="q" required />
        <Button type="submit">{words.common.search}</Button>
      </form>
      <Outcome error={found.error} />
      <div aria-live="polite">
        {customers?.length === 0 && <p className="mt-3 text-ink-soft">{words.customers.none}</p>}
        <ul className="mt-4 space-y-2">
          {customers?.map((customer) => {
            const recordId = customer.records[0]?.id;
            const name = nameOf(customer) ?? words.customers.noName;
            return (
              recordId !== undefined &&
              known?.includes(recordId) !== true && (
                <li
                  className="flex items-center gap-4 rounded-lg bg-paper p-3 shadow-rest"
                  key={customer.id}
                >
                  <span className="min-w-0 flex-1">{name}</span>
                  <Button disabled={isBusy} onClick={() => onFound(recordId, name)}>
                    {act}
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
