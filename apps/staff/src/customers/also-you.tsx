// "Is this also you?": a gentle question while she is there. The other record stays veiled; she answers, the clerk
// presses. Without anything to ask there is nothing to see, and what cannot be asked now is not asked.
import { type Answer, answerOf } from '@engawa/client';
import { Button, wordFor } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api.ts';
import { complain, notify } from '../parts/notices.tsx';
import { useWords } from '../words/words.ts';
import { customersKey } from './find-customers.ts';

type Suggestion = Answer<'/api/identity/customers/{customerId}/suggestions'>['suggestions'][number];
type Verdict = 'same' | 'different' | 'unsure';

const verdicts = ['same', 'different', 'unsure'] as const;
/** Enough for her to know it again; the server has veiled them. */
const told = ['companyName', 'phone', 'mobilePhone', 'email', 'city', 'birthDate'] as const;

export function AlsoYou({ customerId }: { readonly customerId: string }) {
  const words = useWords();
  const queries = useQueryClient();
  const key = customersKey('also', customerId);
  const path = { customerId };
  const asked = useQuery({
    queryKey: key,
    queryFn: () =>
      answerOf(
        api.GET('/api/identity/customers/{customerId}/suggestions', {
          params: { path, query: { reason: 'customer_present' } },
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
  const answering = useMutation({
    mutationFn: (body: { recordIds: string[]; verdict: Verdict }) =>
      answerOf(
        api.POST('/api/identity/customers/{customerId}/suggestions', {
          params: { path, header: { 'idempotency-key': crypto.randomUUID() } },
          body,
        }),
      ),
    onSuccess: (_, { verdict }) => {
      notify({ tone: 'calm', text: words.customers.alsoDone[verdict] });
      return queries.invalidateQueries({ queryKey: customersKey() });
    },
    onError: (error) => complain(error),
  });
  const [first] = asked.data?.suggestions ?? [];
  return first === undefined ? null : (
    <section aria-label={words.customers.also} className="mt-6 rounded-lg bg-ai-mist p-5">
      <h3 className="font-bold">{words.customers.also}</h3>
      <p className="mt-1 text-sm">{words.customers.alsoHint}</p>
      <Other other={first.other} />
      <div className="mt-4 flex flex-wrap gap-3">
        {verdicts.map((verdict) => (
          <Button
            disabled={answering.isPending}
            key={verdict}
            look={verdict === 'same' ? 'main' : 'quiet'}
            onClick={() => answering.mutate({ recordIds: first.recordIds, verdict })}
          >
            {words.customers.alsoAnswers[verdict]}
          </Button>
        ))}
      </div>
    </section>
  );
}

function Other({ other: { source, fields } }: Pick<Suggestion, 'other'>) {
  const words = useWords();
  const { fullName, familyName, givenName } = fields;
  const name = fullName ?? [familyName, givenName].filter((part) => part !== undefined).join(' ');
  const known = told.flatMap((field) => fields[field] ?? []);
  return (
    <p className="mt-3 rounded-md bg-paper p-4">
      <b className="block">{name === '' ? words.customers.noName : name}</b>
      <span className="text-ink-soft text-sm">
        {[wordFor(words.customers.sources, source), ...known].join(' / ')}
      </span>
    </p>
  );
}
