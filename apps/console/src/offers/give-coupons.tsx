// Coupons that are no lot: one for a customer, who finds it among her coupons, or one code that many people may use.
import { answerOf, type Body } from '@engawa/client';
import { Button } from '@engawa/ui/work';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { api } from '../api.ts';
import { FindCustomer } from '../customers/find-customer.tsx';
import { ShownOnce } from '../house/shown-once.tsx';
import { Folded } from '../parts/folded.tsx';
import { Field, Outcome, Save, textOf } from '../parts/form.tsx';
import { PeriodFields, periodOf, useHouseZone } from '../parts/period.tsx';
import { useWishKey } from '../parts/use-wish-key.ts';
import { useWords } from '../words/words.ts';

type ForPromotion = { readonly promotionId: string };
type Wish = Body<'/api/offers/promotions/{promotionId}/coupons'>;

const usesMax = 1_000_000;

export function GiveCoupon({ promotionId }: ForPromotion) {
  const { codes } = useWords();
  const [her, setHer] = useState<{ readonly recordId: string; readonly name: string }>();
  const giving = useIssue(promotionId, () => setHer(undefined));
  const choose = (recordId: string, name: string) => {
    giving.reset();
    setHer({ recordId, name });
  };
  return (
    <Folded hint={codes.giveHint} name="give-coupon" title={codes.give}>
      {her === undefined ? (
        <>
          <FindCustomer act={codes.choose} isBusy={false} label={codes.find} onFound={choose} />
          <Outcome done={giving.isSuccess ? codes.given : undefined} error={null} />
        </>
      ) : (
        <CouponForm
          giving={giving}
          label={codes.give}
          name="give-coupon"
          whose={{ recordIds: [her.recordId] }}
        >
          <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <span className="min-w-0 break-words font-bold">{her.name}</span>
            <Button onClick={() => setHer(undefined)}>{codes.another}</Button>
          </p>
        </CouponForm>
      )}
    </Folded>
  );
}

export function MakeSharedCode({ promotionId }: ForPromotion) {
  const { codes } = useWords();
  const making = useIssue(promotionId);
  const code = making.data?.coupons[0]?.code;
  return (
    <Folded hint={codes.shareHint} name="share-code" title={codes.share}>
      <CouponForm giving={making} label={codes.share} name="share-code" whose={{ count: 1 }} />
      {code !== undefined && (
        <div className="mt-5">
          <ShownOnce hint={codes.shared} secret={code} />
        </div>
      )}
    </Folded>
  );
}

function useIssue(promotionId: string, onDone?: () => void) {
  const queries = useQueryClient();
  const { keyOf, done } = useWishKey();
  return useMutation({
    mutationFn: (body: Wish) =>
      answerOf(
        api.POST('/api/offers/promotions/{promotionId}/coupons', {
          params: { path: { promotionId }, header: { 'idempotency-key': keyOf(body) } },
          body,
        }),
      ),
    onSuccess: () => {
      done();
      onDone?.();
      return queries.invalidateQueries({ queryKey: ['offers'] });
    },
  });
}

type CouponFormProps = {
  readonly giving: ReturnType<typeof useIssue>;
  readonly whose: Pick<Wish, 'recordIds' | 'count'>;
  readonly label: string;
  readonly name: string;
  readonly children?: ReactNode;
};

function CouponForm({ giving, whose, label, name, children }: CouponFormProps) {
  const { codes } = useWords();
  const timeZone = useHouseZone();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { currentTarget } = event;
    const form = new FormData(currentTarget);
    giving.mutate(
      { ...whose, uses: Number(textOf(form, 'uses')), ...periodOf(form, timeZone) },
      { onSuccess: () => currentTarget.reset() },
    );
  };
  return (
    <form className="space-y-5" data-form={name} onSubmit={submit}>
      {children}
      <div className="grid gap-5 md:grid-cols-2 lg:grid-cols-3">
        <Field
          defaultValue="1"
          inputMode="numeric"
          label={codes.uses}
          max={usesMax}
          min="1"
          name="uses"
          required
          step="1"
          type="number"
        />
        <PeriodFields known={undefined} />
      </div>
      <Save error={giving.error} isPending={giving.isPending} label={label} />
    </form>
  );
}
