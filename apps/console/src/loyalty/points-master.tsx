// An outside points master: whether it is on, how far it has followed, and what it refused.
import { type Answer, answerOf } from '@engawa/client';
import { formatCount } from '@engawa/ui';
import { Answered, Button } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api.ts';
import { Outcome } from '../parts/form.tsx';
import { Facts } from '../parts/page.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';

type Unsettled = Answer<'/api/loyalty/master'>['unsettled'][number];

const masterKey = ['loyalty', 'master'] as const;
const refreshMs = 10_000;

export function PointsMaster() {
  const { loyalty } = useWords();
  const master = useQuery({
    queryKey: masterKey,
    queryFn: () => answerOf(api.GET('/api/loyalty/master')),
    refetchInterval: ({ state }) => (state.data?.isOn === true ? refreshMs : false),
  });
  return (
    <Answered query={master}>
      {(data) =>
        data.isOn ? (
          <>
            <Facts
              facts={[
                { name: loyalty.told, value: formatCount(data.told) },
                { name: loyalty.waiting, value: formatCount(data.waiting) },
                { name: loyalty.late, value: formatCount(data.late) },
                { name: loyalty.refused, value: formatCount(data.refused) },
              ]}
            />
            <ul className="mt-4 space-y-3">
              {data.unsettled.map((subject) => (
                <Subject key={subject.subjectId} subject={subject} />
              ))}
            </ul>
          </>
        ) : (
          <p className="text-ink-soft">{loyalty.noMaster}</p>
        )
      }
    </Answered>
  );
}

function Subject({ subject }: { readonly subject: Unsettled }) {
  const { loyalty } = useWords();
  const mayWrite = useMay('loyalty');
  const queries = useQueryClient();
  const asking = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/loyalty/master/{subjectId}/retry', {
          params: { path: { subjectId: subject.subjectId } },
        }),
      ),
    onSuccess: (told) => queries.setQueryData(masterKey, told),
  });
  return (
    <li className="rounded-lg bg-paper p-5 shadow-rest">
      {subject.orderId !== null && (
        <TextLink to={`/orders/${subject.orderId}`}>{loyalty.order}</TextLink>
      )}
      {subject.orderId === null && subject.customerId !== null && (
        <TextLink to={`/customers/${subject.customerId}`}>{loyalty.beside}</TextLink>
      )}
      <p className="mt-1">
        {loyalty.moves(subject.spent, subject.earned)}{' '}
        {subject.isRefused
          ? loyalty.refusedFor(subject.reason ?? '')
          : loyalty.unanswered(subject.attempts)}
      </p>
      {subject.isRefused && mayWrite && (
        <Button className="mt-3" disabled={asking.isPending} onClick={() => asking.mutate()}>
          {loyalty.askAgain}
        </Button>
      )}
      <Outcome error={asking.error} />
    </li>
  );
}
