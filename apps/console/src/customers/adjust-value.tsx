// Points or stamps given or taken by hand, with the reason that she reads in her own account. How much one may move at a
// time is the house's to say; the same press twice is one adjustment.
import { answerOf, type Body } from '@engawa/client';
import { formatCount, instantIn } from '@engawa/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { api } from '../api.ts';
import { Field, Save, Select, textOf } from '../parts/form.tsx';
import { useHouseZone } from '../parts/period.tsx';
import { useWishKey } from '../parts/use-wish-key.ts';
import { useWords } from '../words/words.ts';

type Adjustment = Body<'/api/ledger/adjustments'>;
type Unit = { readonly unit: string; readonly name: string };

type AdjustProps = {
  readonly recordId: string;
  /** What she can have: points first, then the stamps of each card. */
  readonly units: readonly Unit[];
};

export function AdjustValue({ recordId, units }: AdjustProps) {
  const say = useWords().customers.value.adjust;
  const timeZone = useHouseZone();
  const queries = useQueryClient();
  const key = useWishKey();
  const adjusting = useMutation({
    mutationFn: (body: Adjustment) =>
      answerOf(
        api.POST('/api/ledger/adjustments', {
          params: { header: { 'idempotency-key': key.keyOf(body) } },
          body,
        }),
      ),
    onSuccess: () => {
      key.done();
      return queries.invalidateQueries({ queryKey: ['customer-value'] });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const count = Number(textOf(form, 'amount').normalize('NFKC').replaceAll(',', ''));
    const isGiven = textOf(form, 'way') === 'give';
    const expiresAt = instantIn(textOf(form, 'until'), timeZone);
    adjusting.mutate({
      recordId,
      unit: textOf(form, 'unit'),
      amount: isGiven ? count : -count,
      reason: textOf(form, 'reason') as Adjustment['reason'],
      ...(isGiven && expiresAt !== undefined ? { expiresAt } : {}),
    });
  };
  return (
    <details className="mt-4 rounded-lg bg-paper p-5 shadow-rest md:p-6">
      <summary className="cursor-pointer py-2 font-bold">{say.title}</summary>
      <form className="mt-4 space-y-5" data-adjust onSubmit={submit}>
        <p className="text-ink-soft text-sm">{say.lead}</p>
        <div className="grid gap-5 md:grid-cols-2">
          <Select label={say.unit} name="unit">
            {units.map(({ unit, name }) => (
              <option key={unit} value={unit}>
                {name}
              </option>
            ))}
          </Select>
          <Select label={say.way} name="way">
            <option value="give">{say.give}</option>
            <option value="take">{say.take}</option>
          </Select>
          <Field
            inputMode="numeric"
            label={say.amount}
            name="amount"
            pattern="[0-9０-９,，]+"
            required
          />
          <Select label={say.reason} name="reason">
            {Object.entries(say.reasons).map(([code, word]) => (
              <option key={code} value={code}>
                {word}
              </option>
            ))}
          </Select>
          <Field hint={say.untilHint} label={say.until} name="until" type="datetime-local" />
        </div>
        <Save
          done={
            adjusting.data === undefined ? undefined : say.done(formatCount(adjusting.data.amount))
          }
          error={adjusting.error}
          isPending={adjusting.isPending}
          label={say.save}
        />
      </form>
    </details>
  );
}
