// Tax, points and refunds. What a colleague saved meanwhile is told of and never written over.
import { type Answer, answerOf } from '@engawa/client';
import { majorOf, minorOf } from '@engawa/ui';
import { Answered } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { api } from '../api.ts';
import { useHouse } from '../house/use-house.ts';
import { Field, Save, Select, textOf } from '../parts/form.tsx';
import { Kept } from '../parts/kept.tsx';
import { Options } from '../parts/options.tsx';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';

type Policy = Answer<'/api/orders/policy'>;

const key = ['house', 'sales-policy'] as const;

export function SalesPolicy() {
  const policy = useQuery({
    queryKey: key,
    queryFn: () => answerOf(api.GET('/api/orders/policy')),
  });
  const house = useHouse();
  return (
    <Answered query={policy}>
      {(data) => (
        <Answered query={house}>
          {({ currency }) => <PolicyForm currency={currency} known={data} />}
        </Answered>
      )}
    </Answered>
  );
}

type FormProps = { readonly known: Policy; readonly currency: string };

function PolicyForm({ known, currency }: FormProps) {
  const say = useWords().selling;
  const mayChange = useMay('house');
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: (body: Policy) => answerOf(api.PUT('/api/orders/policy', { body })),
    // Somebody else may have changed it: what is there now is loaded beside what was typed.
    onError: () => queries.invalidateQueries({ queryKey: key }),
  });
  return (
    <Kept by={null} known={known} versionOf={({ changedAt }) => changedAt}>
      {(base, take) => {
        const submit = (event: SubmitEvent<HTMLFormElement>) => {
          event.preventDefault();
          const body = read(new FormData(event.currentTarget), base, currency);
          saving.mutate(body, {
            // First the form, so that what she saved herself is not told of as somebody else's.
            onSuccess: (saved) => {
              take(saved);
              queries.setQueryData(key, saved);
            },
          });
        };
        return (
          <form
            className="max-w-4xl space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6"
            data-form="sales-policy"
            key={base.changedAt}
            onSubmit={submit}
          >
            <fieldset className="grid gap-5 md:grid-cols-2" disabled={!mayChange}>
              <MoneyFields policy={base} />
              <PointFields currency={currency} policy={base} />
            </fieldset>
            {mayChange && (
              <Save
                done={saving.data?.changedAt === base.changedAt ? say.saved : undefined}
                error={saving.error}
                isPending={saving.isPending}
              />
            )}
          </form>
        );
      }}
    </Kept>
  );
}

function MoneyFields({ policy }: { readonly policy: Policy }) {
  const say = useWords().selling;
  return (
    <>
      <Select
        defaultValue={policy.taxRounding}
        hint={say.taxRoundingHint}
        label={say.taxRounding}
        name="taxRounding"
      >
        <Options words={say.roundings} />
      </Select>
      <Select
        defaultValue={policy.refundOrder}
        hint={say.refundOrderHint}
        label={say.refundOrder}
        name="refundOrder"
      >
        <Options words={say.refundOrders} />
      </Select>
      <Select
        defaultValue={policy.pointsAs}
        hint={say.pointsAsHint}
        label={say.pointsAs}
        name="pointsAs"
      >
        <Options words={say.pointsAses} />
      </Select>
    </>
  );
}

type PointProps = { readonly policy: Policy; readonly currency: string };

function PointFields({ policy, currency }: PointProps) {
  const say = useWords().selling;
  const smallest = majorOf(1, currency);
  return (
    <>
      <Field
        defaultValue={majorOf(policy.pointValueMinor, currency)}
        hint={say.pointValueHint}
        label={say.pointValue(currency)}
        max={majorOf(1_000_000, currency)}
        min={smallest}
        name="pointValue"
        required
        step={smallest}
        type="number"
      />
      <Field
        defaultValue={majorOf(policy.pointPerMinor, currency)}
        hint={say.pointPerHint}
        label={say.pointPer(currency)}
        max={majorOf(1_000_000_000, currency)}
        min="0"
        name="pointPer"
        required
        step={smallest}
        type="number"
      />
      <Select defaultValue={policy.pointBase} label={say.pointBase} name="pointBase">
        <Options words={say.pointBases} />
      </Select>
      <Field
        defaultValue={policy.pointDays ?? ''}
        hint={say.pointDaysHint}
        label={say.pointDays}
        max="36500"
        min="1"
        name="pointDays"
        type="number"
      />
    </>
  );
}

function read(form: FormData, { changedAt }: Policy, currency: string): Policy {
  const rounding = textOf(form, 'taxRounding');
  const days = textOf(form, 'pointDays');
  return {
    taxRounding: rounding === 'half_up' || rounding === 'ceil' ? rounding : 'floor',
    pointsAs: textOf(form, 'pointsAs') === 'payment' ? 'payment' : 'discount',
    pointValueMinor: minorOf(textOf(form, 'pointValue'), currency),
    pointPerMinor: minorOf(textOf(form, 'pointPer'), currency),
    pointBase: textOf(form, 'pointBase') === 'gross' ? 'gross' : 'net',
    pointDays: days === '' ? null : Number(days),
    refundOrder: textOf(form, 'refundOrder') === 'first_first' ? 'first_first' : 'last_first',
    changedAt,
  };
}
