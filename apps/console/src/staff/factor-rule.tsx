// Where nobody is asked for a second factor the page of the staff says so, and why.
import { answerOf, doneOf } from '@engawa/client';
import { Button } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api.ts';
import { Outcome } from '../parts/form.tsx';
import { useWords } from '../words/words.ts';
import { useMay } from './use-may.ts';

const ruleKey = ['staff', 'second-factor-rule'] as const;

export function FactorRule() {
  const words = useWords().secondFactor;
  const mayChange = useMay('staff');
  const queries = useQueryClient();
  const rule = useQuery({
    queryKey: ruleKey,
    queryFn: () => answerOf(api.GET('/api/staff/second-factor/rule')),
  });
  const asking = useMutation({
    mutationFn: () =>
      doneOf(api.PUT('/api/staff/second-factor/rule', { body: { askedOf: 'headquarters' } })),
    onSuccess: () => queries.invalidateQueries(),
  });
  if (rule.data === undefined || rule.data.askedOf !== 'nobody') {
    return null;
  }
  return (
    <div className="mb-6 rounded-md bg-shade px-4 py-3">
      <p>{rule.data.because === 'example' ? words.ruleOff : words.ruleOffByOwner}</p>
      {mayChange && (
        <div className="mt-3">
          <Button disabled={asking.isPending} onClick={() => asking.mutate()}>
            {words.ask}
          </Button>
        </div>
      )}
      <Outcome error={asking.error} />
    </div>
  );
}
