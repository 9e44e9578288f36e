// Correcting what she says is wrong, in the form of shop and counter. Her details open for a reason, which stands in the
// book of looks with the correction; what was not changed is not sent.
import { answerOf, doneOf, Refused } from '@engawa/client';
import { ProfileForm, type ProfileValues, profileFields } from '@engawa/ui/profile';
import { Answered, Button, Wrong, wordFor } from '@engawa/ui/work';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api, queries } from '../api.ts';
import { Select, textOf } from '../parts/form.tsx';
import { useWords } from '../words/words.ts';

type Reason = (typeof reasons)[number];
type CorrectHerProps = { readonly customerId: string; readonly recordId: string };

const reasons = ['correction', 'customer_present', 'complaint', 'legal_request'] as const;

export function CorrectHer(props: CorrectHerProps) {
  const words = useWords();
  const { hers } = words.rights;
  const [reason, setReason] = useState<Reason>();
  if (reason !== undefined) {
    return <Opened {...props} onDone={() => setReason(undefined)} reason={reason} />;
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = textOf(new FormData(event.currentTarget), 'reason');
    setReason(reasons.find((each) => each === said));
  };
  return (
    <form
      className="grid max-w-3xl items-end gap-4 md:grid-cols-[1fr_auto]"
      data-form="correct"
      onSubmit={submit}
    >
      <Select label={hers.because} name="reason">
        {reasons.map((each) => (
          <option key={each} value={each}>
            {wordFor(words.rights.because, each)}
          </option>
        ))}
      </Select>
      <Button type="submit">{hers.open}</Button>
      <p className="text-ink-soft text-sm md:col-span-2">{hers.openHint}</p>
    </form>
  );
}

type OpenedProps = CorrectHerProps & {
  readonly reason: Reason;
  readonly onDone: () => void;
};

function Opened({ customerId, recordId, reason, onDone }: OpenedProps) {
  const { hers } = useWords().rights;
  const customer = useQuery({
    queryKey: ['customer', customerId, reason, 'correct'],
    queryFn: () =>
      answerOf(
        api.GET('/api/customers/{customerId}', {
          params: { path: { customerId }, query: { reason } },
        }),
      ),
    // Each answer is a look that she reads.
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const saving = useMutation({
    mutationFn: (changes: ProfileValues) =>
      doneOf(
        api.PATCH('/api/rights/records/{recordId}/profile', {
          params: { path: { recordId } },
          body: { reason, changes },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['rights', 'record', recordId] }),
  });
  if (saving.isSuccess) {
    return (
      <div className="space-y-3">
        <p className="font-bold text-ai" role="status">
          {hers.corrected}
        </p>
        <Button onClick={onDone}>{hers.correctMore}</Button>
      </div>
    );
  }
  return (
    <Answered query={customer}>
      {({ records }) => {
        const before = valuesOf(records.find(({ id }) => id === recordId)?.profile ?? {});
        return (
          <div className="max-w-3xl rounded-lg bg-paper p-5 shadow-rest md:p-8">
            <ProfileForm
              hasEmail
              onSubmit={(values) => saving.mutate(changedIn(before, values))}
              values={before}
              wrong={saving.error instanceof Refused ? saving.error.details : {}}
            >
              {saving.error === null ? null : <Wrong error={saving.error} />}
              <div className="flex flex-wrap gap-3">
                <Button disabled={saving.isPending} look="main" type="submit">
                  {hers.saveCorrection}
                </Button>
                <Button onClick={onDone}>{hers.close}</Button>
              </div>
            </ProfileForm>
          </div>
        );
      }}
    </Answered>
  );
}

function valuesOf(profile: object): ProfileValues {
  const known = new Map<string, unknown>(Object.entries(profile));
  return Object.fromEntries(
    profileFields.flatMap((field) => {
      const value = known.get(field);
      return typeof value === 'string' ? [[field, value]] : [];
    }),
  );
}

function changedIn(before: ProfileValues, values: ProfileValues): ProfileValues {
  return Object.fromEntries(
    profileFields.flatMap((field) => {
      const value = values[field] ?? '';
      return value === (before[field] ?? '') ? [] : [[field, value]];
    }),
  );
}
