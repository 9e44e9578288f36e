// Keeping pieces by hand: for display, for a colleague, for the till.
import { answerOf, type Body } from '@engawa/client';
import { instantIn } from '@engawa/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api } from '../api.ts';
import { ChooseItem } from '../catalog/choose-item.tsx';
import { Field, Save, Select, textOf } from '../parts/form.tsx';
import { useHouseZone } from '../parts/period.tsx';
import { useWords } from '../words/words.ts';

type Wish = Body<'/api/stock/holds'>;

/** What is kept for these belongs to nothing else: no order, no promise to a customer. */
export const keptByHand = ['display', 'staff', 'pickup', 'pos', 'locker'] as const;

export function KeepItem({ placeId }: { readonly placeId: string }) {
  const words = useWords();
  const say = words.holds;
  const timeZone = useHouseZone();
  const queries = useQueryClient();
  const [itemId, setItemId] = useState<string>();
  const [isMissing, setMissing] = useState(false);
  const keeping = useMutation({
    mutationFn: (body: Wish) =>
      answerOf(
        api.POST('/api/stock/holds', {
          params: { header: { 'idempotency-key': crypto.randomUUID() } },
          body,
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['stock'] }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setMissing(itemId === undefined);
    if (itemId === undefined) {
      return;
    }
    const expiresAt = instantIn(textOf(form, 'until'), timeZone);
    keeping.mutate({
      placeId,
      itemId,
      quantity: Number(textOf(form, 'quantity')),
      reason: keptByHand.find((each) => each === textOf(form, 'reason')) ?? 'staff',
      ...(expiresAt === undefined ? {} : { expiresAt }),
    });
  };
  return (
    <form
      className="max-w-4xl space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6"
      data-form="keep"
      onSubmit={submit}
    >
      <ChooseItem
        chooseFirst={say.chooseFirst}
        chosen={say.chosen}
        find={say.find}
        isMissing={isMissing}
        itemId={itemId}
        onChoose={setItemId}
      />
      <div className="grid gap-5 md:grid-cols-3">
        <Field
          defaultValue="1"
          label={say.quantity}
          max="100000"
          min="0.001"
          name="quantity"
          required
          step="0.001"
          type="number"
        />
        <Select label={say.reason} name="reason">
          {keptByHand.map((each) => (
            <option key={each} value={each}>
              {say.reasons[each]}
            </option>
          ))}
        </Select>
        <Field hint={say.untilHint} label={say.until} name="until" type="datetime-local" />
      </div>
      <Save
        done={keeping.isSuccess ? say.added : undefined}
        error={keeping.error}
        isPending={keeping.isPending}
        label={say.addNow}
      />
    </form>
  );
}
