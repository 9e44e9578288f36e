// A lot of codes is ordered, each for one use; the server makes them while this page shows how far it is.
import { answerOf, type Body } from '@engawa/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { api } from '../api.ts';
import { Folded } from '../parts/folded.tsx';
import { Field, Save, textOf } from '../parts/form.tsx';
import { PeriodFields, periodOf, useHouseZone } from '../parts/period.tsx';
import { useWishKey } from '../parts/use-wish-key.ts';
import { useWords } from '../words/words.ts';

const codesMax = 1_000_000;

export function OrderLot({ promotionId }: { readonly promotionId: string }) {
  const { codes } = useWords();
  const timeZone = useHouseZone();
  const queries = useQueryClient();
  const { keyOf, done } = useWishKey();
  const ordering = useMutation({
    mutationFn: (body: Body<'/api/offers/promotions/{promotionId}/lots'>) =>
      answerOf(
        api.POST('/api/offers/promotions/{promotionId}/lots', {
          params: { path: { promotionId }, header: { 'idempotency-key': keyOf(body) } },
          body,
        }),
      ),
    onSuccess: () => {
      done();
      return queries.invalidateQueries({ queryKey: ['offers'] });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { currentTarget } = event;
    const form = new FormData(currentTarget);
    ordering.mutate(
      {
        name: textOf(form, 'name'),
        codes: Number(textOf(form, 'codes')),
        ...periodOf(form, timeZone),
      },
      { onSuccess: () => currentTarget.reset() },
    );
  };
  return (
    <Folded hint={codes.orderHint} name="order-lot" title={codes.order}>
      <form className="space-y-5" data-form="order-lot" onSubmit={submit}>
        <div className="grid gap-5 md:grid-cols-2">
          <Field
            hint={codes.lotNameHint}
            label={codes.lotName}
            maxLength={100}
            name="name"
            required
          />
          <Field
            hint={codes.countHint}
            inputMode="numeric"
            label={codes.count}
            max={codesMax}
            min="1"
            name="codes"
            required
            step="1"
            type="number"
          />
          <PeriodFields known={undefined} />
        </div>
        <Save
          done={ordering.isSuccess ? codes.ordered : undefined}
          error={ordering.error}
          isPending={ordering.isPending}
          label={codes.order}
        />
      </form>
    </Folded>
  );
}
