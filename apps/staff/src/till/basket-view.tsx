// What is being sold: lines that can be touched, the total that cannot be overseen, hold and recall.
import { formatCount, useLanguage } from '@engawa/ui';
import { Button } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queries } from '../api.ts';
import { notify } from '../parts/notices.tsx';
import { useOnce } from '../parts/use-once.ts';
import { useTimes } from '../station/use-places.ts';
import { useItemName } from '../stock/use-items.ts';
import { useWords } from '../words/words.ts';
import { listParked, park, unpark } from './book/entries.ts';
import { Hints } from './hints.tsx';
import { DiscountSheet, LineSheet } from './line-sheet.tsx';
import { MemberRow } from './member/member-row.tsx';
import { Sheet } from './parts/sheet.tsx';
import { useMoney } from './parts/use-money.ts';
import {
  type Basket,
  type BasketLine,
  couponsOff,
  emptyBasket,
  promotionsOff,
  reckon,
  withoutCoupons,
} from './sale/basket.ts';
import type { BasketOffer } from './sale/offers.ts';
import { changeBasket, changeTill, tillState, useTill } from './till-state.ts';
import { useHead } from './use-counter.ts';

export function BasketView({ onPay }: { readonly onPay: () => void }) {
  const words = useWords().till;
  const money = useMoney();
  const { basket } = useTill();
  const head = useHead();
  const [chosen, setChosen] = useState<string>();
  const [isDiscounting, setIsDiscounting] = useState(false);
  const reckoned = reckon(basket, head?.taxRounding);
  const line = basket.lines.find(({ key }) => key === chosen);
  return (
    <section
      aria-label={words.basket}
      className="flex min-h-0 flex-1 flex-col border-line bg-paper pane:w-104 pane:flex-none pane:border-l xl:w-120"
    >
      <MemberRow />
      <ol
        aria-label={words.basket}
        className="min-h-24 flex-1 overflow-y-auto"
        data-lines={basket.lines.length}
      >
        {basket.lines.length === 0 && (
          <li className="p-6 text-center text-ink-soft">{words.emptyBasket}</li>
        )}
        {basket.lines.map((each, index) => (
          <LineRow
            amountMinor={reckoned.lineMinor[index] ?? 0}
            index={index}
            key={each.key}
            line={each}
            offers={basket.offers}
            onChoose={() => setChosen(each.key)}
          />
        ))}
      </ol>
      <footer className="sticky bottom-0 border-line border-t bg-paper px-4 py-3">
        <Hints basket={basket} />
        <Sums basket={basket} />
        <div className="mt-2 flex gap-2">
          <HoldButton basket={basket} />
          <Button
            className="flex-1 px-1"
            disabled={basket.lines.length === 0}
            onClick={() => setIsDiscounting(true)}
          >
            {words.wholeDiscount}
          </Button>
          <ClearButton isEmpty={basket.lines.length === 0} />
        </div>
        <Button
          className="mt-2 flex w-full justify-between text-xl"
          data-act="pay"
          disabled={basket.lines.length === 0}
          look="main"
          onClick={onPay}
        >
          <span>{words.pay}</span>
          <span>{money(reckoned.totalMinor)}</span>
        </Button>
      </footer>
      {line !== undefined && <LineSheet line={line} onClose={() => setChosen(undefined)} />}
      {isDiscounting && <DiscountSheet line={null} onClose={() => setIsDiscounting(false)} />}
    </section>
  );
}

type LineRowProps = {
  readonly line: BasketLine;
  readonly amountMinor: number;
  /** Its place in the basket, and what takes something off there. */
  readonly index: number;
  readonly offers: readonly BasketOffer[];
  readonly onChoose: () => void;
};

function LineRow({ line, amountMinor, index, offers, onChoose }: LineRowProps) {
  const words = useWords().till;
  const isJa = useLanguage() === 'ja';
  const own = offers.filter(({ shares }) => (shares[index] ?? 0) > 0);
  const money = useMoney();
  const itemName = useItemName();
  const { quantityMilli, unitPriceMinor, discountMinor, taxRateBp } = line;
  const offMinor = own.reduce((all, { shares }) => all + (shares[index] ?? 0), discountMinor);
  return (
    <li className="border-line border-b">
      <button
        className="flex min-h-16 w-full items-center gap-3 px-4 py-2 text-left active:bg-shade"
        onClick={onChoose}
        type="button"
      >
        <span className="min-w-0 flex-1">
          <span className="block leading-snug">
            {itemName({ ja: line.name, en: line.nameEn, kana: null })}
            {taxRateBp === 800 && '※'}
          </span>
          <span className="text-ink-soft text-sm">
            {money(unitPriceMinor)} × {formatCount(quantityMilli / 1000)}
          </span>
          {discountMinor > 0 && (
            <span className="block text-kaki text-sm">
              {words.discount} {money(-discountMinor)}{' '}
              {words.line.reasons[line.discountReason ?? '']}
            </span>
          )}
          {own.map(({ promotionId, couponCode, nameJa, nameEn, shares }) => (
            <span
              className="block text-kaki text-sm"
              data-line-offer={shares[index]}
              key={`${promotionId} ${couponCode}`}
            >
              {isJa ? nameJa : (nameEn ?? nameJa)} {money(-(shares[index] ?? 0))}
            </span>
          ))}
        </span>
        <b>{money(amountMinor - offMinor)}</b>
      </button>
    </li>
  );
}

function Sums({ basket }: { readonly basket: Basket }) {
  const words = useWords().till;
  const money = useMoney();
  const head = useHead();
  const { taxes, pieces, totalMinor } = reckon(basket, head?.taxRounding);
  const couponMinor = couponsOff(basket);
  const offersMinor = promotionsOff(basket);
  return (
    <div className="text-sm">
      <p className="flex justify-between text-ink-soft">
        <span>{words.pieces(formatCount(pieces))}</span>
        <span>
          {taxes.map(({ rateBp, taxMinor }) => (
            <span className="ml-3" key={rateBp}>
              {words.tax(String(rateBp / 100))} {words.includedTax} {money(taxMinor)}
            </span>
          ))}
        </span>
      </p>
      {basket.discountMinor > 0 && (
        <p className="flex justify-between text-kaki">
          <span>
            {words.wholeDiscount} {words.line.reasons[basket.discountReason ?? '']}
          </span>
          <span>{money(-basket.discountMinor)}</span>
        </p>
      )}
      {offersMinor > 0 && (
        <p className="flex justify-between text-kaki" data-offers={offersMinor}>
          <span>{words.offers.title}</span>
          <span>{money(-offersMinor)}</span>
        </p>
      )}
      {couponMinor > 0 && (
        <p className="flex items-center justify-between text-kaki" data-coupon={couponMinor}>
          <span>
            {words.payment.methods['coupon']}
            <button
              className="-my-2 ml-1 min-h-12 px-2 text-ink-soft underline underline-offset-4"
              onClick={() => changeBasket(withoutCoupons)}
              type="button"
            >
              {words.payment.takeOff}
            </button>
          </span>
          <span>{money(-couponMinor)}</span>
        </p>
      )}
      <p className="flex items-baseline justify-between">
        <span>{words.total}</span>
        <b className="text-2xl" data-total={totalMinor}>
          {money(totalMinor)}
        </b>
      </p>
    </div>
  );
}

function ClearButton({ isEmpty }: { readonly isEmpty: boolean }) {
  const words = useWords().till;
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button
        className="flex-1 px-2"
        disabled={isEmpty}
        look="warning"
        onClick={() => setIsAsking(true)}
      >
        {words.clear}
      </Button>
      {isAsking && (
        <Sheet onClose={() => setIsAsking(false)} title={words.clearSure}>
          <div className="flex gap-3">
            <Button
              className="flex-1"
              look="warning"
              onClick={() => {
                changeTill({ basket: emptyBasket });
                setIsAsking(false);
              }}
            >
              {words.yes}
            </Button>
            <Button className="flex-1" onClick={() => setIsAsking(false)}>
              {words.no}
            </Button>
          </div>
        </Sheet>
      )}
    </>
  );
}

const parkedKey = ['till', 'parked'] as const;

function HoldButton({ basket }: { readonly basket: Basket }) {
  const words = useWords().till;
  const { isPractice } = useTill();
  const parked = useQuery({
    queryKey: parkedKey,
    queryFn: listParked,
    select: (all) => all.filter((each) => (each.isPractice ?? false) === isPractice),
  });
  const [isChoosing, setIsChoosing] = useState(false);
  const once = useOnce();
  const again = () => queries.invalidateQueries({ queryKey: parkedKey });
  const hold = async () => {
    await park({
      id: crypto.randomUUID(),
      atMs: Date.now(),
      basket: tillState().basket,
      isPractice,
    });
    changeTill({ basket: emptyBasket });
    notify({ tone: 'calm', text: words.held });
    await again();
  };
  const recall = async (id: string) => {
    const found = parked.data?.find((each) => each.id === id);
    if (found !== undefined) {
      // What was scanned while the list was open is held in its stead.
      if (tillState().basket.lines.length > 0) {
        await hold();
      }
      changeBasket(() => ({ ...emptyBasket, ...(found.basket as Basket) }));
      await unpark(id);
      await again();
    }
    setIsChoosing(false);
  };
  const count = parked.data?.length ?? 0;
  return (
    <>
      {basket.lines.length === 0 ? (
        <Button className="flex-1 px-2" disabled={count === 0} onClick={() => setIsChoosing(true)}>
          {words.recall(count)}
        </Button>
      ) : (
        <Button className="flex-1 px-2" onClick={() => void once(hold)}>
          {words.hold}
        </Button>
      )}
      {isChoosing && (
        <Sheet onClose={() => setIsChoosing(false)} title={words.recall(count)}>
          <ul className="space-y-2">
            {parked.data?.map(({ id, atMs, basket: kept }) => (
              <li key={id}>
                <ParkedButton
                  atMs={atMs}
                  basket={kept as Basket}
                  onRecall={() => void once(() => recall(id))}
                />
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </>
  );
}

type ParkedButtonProps = {
  readonly atMs: number;
  readonly basket: Basket;
  readonly onRecall: () => void;
};

function ParkedButton({ atMs, basket, onRecall }: ParkedButtonProps) {
  const words = useWords().till;
  const money = useMoney();
  const times = useTimes();
  const { pieces, totalMinor } = reckon(basket);
  return (
    <Button className="w-full" onClick={onRecall}>
      {words.heldAt(
        times.hour(new Date(atMs).toISOString()),
        formatCount(pieces),
        money(totalMinor),
      )}
    </Button>
  );
}
