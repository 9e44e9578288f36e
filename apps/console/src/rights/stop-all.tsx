// Stopping every use of her data because she asks for it (APPI art. 35), and lifting that again. Both name a reason, which
// she reads; what she agreed to besides is not touched, so lifting brings everything back.
import { answerOf, type Body, doneOf } from '@engawa/client';
import { Button, wordFor } from '@engawa/ui/work';
import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api, queries } from '../api.ts';
import { useTimes } from '../house/use-house.ts';
import { Outcome, Select, textOf } from '../parts/form.tsx';
import { useWords } from '../words/words.ts';

type Reason = Body<'/api/rights/records/{recordId}/resume'>['reason'];

const reasons = ['her_wish', 'customer_present', 'complaint', 'legal_request'] as const;

type StopAllProps = { readonly recordId: string; readonly stoppedAt: string | null };

export function StopAll({ recordId, stoppedAt }: StopAllProps) {
  const words = useWords();
  const { all } = words.rights.hers;
  const times = useTimes();
  const [reason, setReason] = useState<Reason>();
  const isStopped = stoppedAt !== null;
  const params = { path: { recordId } };
  const turning = useMutation({
    mutationFn: (because: Reason): Promise<unknown> =>
      isStopped
        ? answerOf(
            api.POST('/api/rights/records/{recordId}/resume', {
              params,
              body: { reason: because },
            }),
          )
        : doneOf(
            api.POST('/api/rights/records/{recordId}/stop', {
              params,
              body: { reason: because, scope: 'all' },
            }),
          ),
    onSuccess: async () => {
      setReason(undefined);
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['rights'] }),
        queries.invalidateQueries({ queryKey: ['customer'] }),
      ]);
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = textOf(new FormData(event.currentTarget), 'reason');
    setReason(reasons.find((each) => each === said));
  };
  return (
    <div data-use={isStopped ? 'stopped' : 'open'}>
      <p className="max-w-3xl">{isStopped ? all.isStopped(times.moment(stoppedAt)) : all.hint}</p>
      <form
        className="mt-4 grid max-w-3xl items-end gap-4 md:grid-cols-[1fr_auto]"
        data-form={isStopped ? 'resume' : 'stop-all'}
        onSubmit={submit}
      >
        <div>
          <Select
            label={words.rights.hers.because}
            name="reason"
            onChange={() => setReason(undefined)}
          >
            {reasons.map((each) => (
              <option key={each} value={each}>
                {wordFor(words.rights.because, each)}
              </option>
            ))}
          </Select>
        </div>
        {reason === undefined ? (
          <Button look={isStopped ? 'main' : 'warning'} type="submit">
            {isStopped ? all.resume : all.stop}
          </Button>
        ) : (
          <Button
            data-act={isStopped ? 'resume' : 'stop-all'}
            disabled={turning.isPending}
            look={isStopped ? 'main' : 'warning'}
            onClick={() => turning.mutate(reason)}
          >
            {isStopped ? all.resumeSure : all.stopSure}
          </Button>
        )}
        <Outcome error={turning.error} />
      </form>
    </div>
  );
}
