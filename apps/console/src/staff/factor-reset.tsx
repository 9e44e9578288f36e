// Taking away the second factor of somebody who lost telephone and recovery codes.
import { doneOf } from '@engawa/client';
import { Button } from '@engawa/ui/work';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api.ts';
import { Outcome } from '../parts/form.tsx';
import { useWords } from '../words/words.ts';
import type { Member } from './use-members.ts';

export function FactorReset({ member }: { readonly member: Member }) {
  const words = useWords().secondFactor;
  const queries = useQueryClient();
  const taking = useMutation({
    mutationFn: () =>
      doneOf(
        api.DELETE('/api/staff/members/{staffId}/second-factor', {
          params: { path: { staffId: member.id } },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['staff'] }),
  });
  return (
    <div className="max-w-3xl rounded-lg bg-paper p-5 shadow-rest md:p-6">
      <p className="mb-4 text-ink-soft">{words.resetHint}</p>
      <Button disabled={taking.isPending} look="warning" onClick={() => taking.mutate()}>
        {words.reset}
      </Button>
      <Outcome done={taking.isSuccess ? words.resetDone : undefined} error={taking.error} />
    </div>
  );
}
