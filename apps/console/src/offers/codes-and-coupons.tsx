// How people come by a promotion that asks for a code: lots to be printed, a coupon for a customer, one code for many.
import { useWords } from '../words/words.ts';
import { CodeLots } from './code-lots.tsx';
import { GiveCoupon, MakeSharedCode } from './give-coupons.tsx';
import { OrderLot } from './order-lot.tsx';
import type { Promotion } from './terms.ts';

type Props = { readonly promotion: Promotion; readonly mayWrite: boolean };

export function CodesAndCoupons({ promotion, mayWrite }: Props) {
  const { codes } = useWords();
  const { id, state, liveVersion, terms } = promotion;
  return (
    <div className="space-y-6">
      <div className="space-y-1 text-ink-soft">
        {!terms.needsCoupon && <p>{codes.notNeeded}</p>}
        {state === 'draft' && liveVersion === null && <p>{codes.notYet}</p>}
      </div>
      <CodeLots mayWrite={mayWrite} promotionId={id} />
      {mayWrite && state !== 'ended' && (
        <div className="space-y-3">
          <OrderLot promotionId={id} />
          <GiveCoupon promotionId={id} />
          <MakeSharedCode promotionId={id} />
        </div>
      )}
    </div>
  );
}
