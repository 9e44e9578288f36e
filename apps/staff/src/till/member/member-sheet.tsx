// All of one scan: her points with what is pending, her stamp cards, each coupon to be taken or left, and her value kept
// for this till for the time without a line.
import { formatCount, useLanguage } from '@engawa/ui';
import { Button, Icon } from '@engawa/ui/work';
import { useState } from 'react';
import { complain, notify } from '../../parts/notices.tsx';
import { useStation } from '../../station/station.ts';
import { useTimes } from '../../station/use-places.ts';
import { useWords } from '../../words/words.ts';
import { Sheet } from '../parts/sheet.tsx';
import { useMoney } from '../parts/use-money.ts';
import { type Basket, withoutCoupons } from '../sale/basket.ts';
import type { Member, MemberCoupon } from '../sale/member.ts';
import { changeBasket } from '../till-state.ts';
import { useCounter } from '../use-counter.ts';
import { askAllowance, giveAllowanceBack } from './allowances.ts';
import { takeCoupons } from './use-best.ts';

type MemberSheetProps = {
  readonly basket: Basket;
  readonly member: Member;
  readonly isAway: boolean;
  readonly onClose: () => void;
};

export function MemberSheet({ basket, member, isAway, onClose }: MemberSheetProps) {
  const words = useWords().till.member;
  const { points, pending, cards } = member;
  const isJa = useLanguage() === 'ja';
  return (
    <Sheet onClose={onClose} title={member.name ?? words.scan}>
      <div className="space-y-5" data-sheet="member">
        <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1">
          <dt className="text-ink-soft">{words.available}</dt>
          <dd className="text-right font-bold tabular-nums">{formatCount(points ?? 0)}</dd>
          {pending > 0 && (
            <>
              <dt className="text-ink-soft">{words.pending}</dt>
              <dd className="text-right tabular-nums">{formatCount(pending)}</dd>
            </>
          )}
          {cards.map((card) => (
            <div className="contents" key={card.nameJa}>
              <dt className="text-ink-soft">{isJa ? card.nameJa : (card.nameEn ?? card.nameJa)}</dt>
              <dd className="text-right tabular-nums">
                {card.stamps >= card.size && <b className="mr-2 text-kaki">{words.full}</b>}
                {`${formatCount(Math.max(0, card.stamps))} / ${formatCount(card.size)}`}
              </dd>
            </div>
          ))}
        </dl>
        <Coupons basket={basket} isAway={isAway} member={member} />
        <Offline isAway={isAway} member={member} />
      </div>
    </Sheet>
  );
}

type CouponsProps = {
  readonly basket: Basket;
  readonly member: Member;
  readonly isAway: boolean;
};

function Coupons({ basket, member, isAway }: CouponsProps) {
  const words = useWords().till;
  const times = useTimes();
  const money = useMoney();
  const isJa = useLanguage() === 'ja';
  const placeId = useStation()?.placeId ?? '';
  const { couponCodes, lines } = basket;
  const toggle = async (code: string) => {
    const codes = couponCodes.includes(code)
      ? couponCodes.filter((each) => each !== code)
      : isAway
        ? [code]
        : [...couponCodes, code];
    const why = await takeCoupons(basket, codes, { placeId, isAway });
    if (why !== undefined) {
      notify({ tone: 'bad', text: words.payment.refused(why) });
    }
  };
  const offOf = ({ discountMinor, discountBp }: MemberCoupon) =>
    discountMinor === null
      ? discountBp === null
        ? ''
        : words.line.percentOff(discountBp / 100)
      : money(-discountMinor);
  return (
    <section>
      <h3 className="mb-1 font-bold">{words.payment.methods['coupon']}</h3>
      {member.coupons.length === 0 ? (
        <p className="text-ink-soft">{words.member.noCoupons}</p>
      ) : (
        <ul>
          {member.coupons.map((coupon) => (
            <li className="border-line border-t" key={coupon.code}>
              <label className="flex min-h-14 items-center gap-3 py-1">
                <input
                  checked={couponCodes.includes(coupon.code)}
                  className="size-6 shrink-0 accent-ai"
                  disabled={lines.length === 0}
                  onChange={() => void toggle(coupon.code)}
                  type="checkbox"
                />
                <span className="min-w-0 flex-1">
                  {isJa ? coupon.name : coupon.nameEn}
                  {coupon.endsAt !== null && (
                    <span className="block text-ink-soft text-sm">
                      {words.member.until(times.moment(coupon.endsAt))}
                    </span>
                  )}
                </span>
                <span className="tabular-nums">{offOf(coupon)}</span>
              </label>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Kept for this till alone, until it is used or a day is over. */
function Offline({ member, isAway }: { readonly member: Member; readonly isAway: boolean }) {
  const words = useWords().till.member;
  const times = useTimes();
  const counter = useCounter();
  const [isBusy, setIsBusy] = useState(false);
  const { promised, points, coupons, recordId } = member;
  const hasValue = (points ?? 0) > 0 || coupons.length > 0;
  const ask = async () => {
    if (counter === undefined || counter.isPractice) {
      return;
    }
    setIsBusy(true);
    try {
      const kept = await askAllowance(member, counter);
      changeBasket((now) =>
        now.member?.recordId === recordId && kept !== undefined
          ? { ...now, member: { ...now.member, promised: kept } }
          : now,
      );
    } catch (error) {
      complain(error);
    } finally {
      setIsBusy(false);
    }
  };
  const giveBack = async () => {
    if (counter === undefined || recordId === null) {
      return;
    }
    setIsBusy(true);
    try {
      if (await giveAllowanceBack(recordId, counter)) {
        changeBasket((now) =>
          now.member?.recordId === recordId
            ? { ...withoutCoupons(now), member: { ...now.member, promised: null } }
            : now,
        );
      } else {
        notify({ tone: 'calm', text: words.offlineWaits });
      }
    } catch (error) {
      complain(error);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <section>
      <h3 className="mb-1 flex items-center gap-2 font-bold">
        <Icon className="size-5" name="away" />
        {words.offlineTitle}
      </h3>
      {promised === null ? (
        <>
          <p className="text-ink-soft text-sm">{words.offlineLead}</p>
          <Button
            className="mt-2 w-full"
            data-act="promise"
            disabled={isBusy || isAway || recordId === null || !hasValue || counter === undefined}
            onClick={() => void ask()}
          >
            {words.offlineAsk}
          </Button>
        </>
      ) : (
        <>
          <p data-promised={promised.points}>
            {words.offlineKept(
              formatCount(promised.points),
              formatCount(promised.codes.length),
              times.moment(promised.expiresAt),
            )}
          </p>
          <Button
            className="mt-2 w-full"
            data-act="give-back"
            disabled={isBusy || isAway || counter === undefined}
            onClick={() => void giveBack()}
          >
            {words.offlineReturn}
          </Button>
        </>
      )}
    </section>
  );
}
