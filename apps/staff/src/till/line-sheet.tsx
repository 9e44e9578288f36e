// One line of the basket: how many, and what is taken off it, with a reason.
import { formatCount } from '@engawa/ui';
import { Button, Icon } from '@engawa/ui/work';
import { useState } from 'react';
import { useItemName } from '../stock/use-items.ts';
import { useWords } from '../words/words.ts';
import { useHeldOffers } from './held-offers.ts';
import { AmountPad } from './parts/amount-pad.tsx';
import { Choice } from './parts/choice.tsx';
import { Sheet } from './parts/sheet.tsx';
import { type BasketLine, discount, reckon, setQuantity, withBuyer } from './sale/basket.ts';
import { changeBasket, tillState } from './till-state.ts';

type LineSheetProps = { readonly line: BasketLine; readonly onClose: () => void };

export function LineSheet({ line, onClose }: LineSheetProps) {
  const words = useWords().till;
  const itemName = useItemName();
  const [isDiscounting, setIsDiscounting] = useState(false);
  const change = (quantityMilli: number) =>
    changeBasket((basket) => setQuantity(basket, line.key, quantityMilli));
  const stepLook =
    'flex size-16 items-center justify-center rounded-lg border border-edge bg-paper text-2xl active:bg-shade';
  if (isDiscounting) {
    return <DiscountSheet line={line} onClose={onClose} />;
  }
  return (
    <Sheet onClose={onClose} title={itemName({ ja: line.name, en: line.nameEn, kana: null })}>
      <div className="my-4 flex items-center justify-center gap-6">
        <button
          aria-label={words.line.less}
          className={stepLook}
          onClick={() => change(line.quantityMilli - 1000)}
          type="button"
        >
          −
        </button>
        <b aria-live="polite" className="min-w-16 text-center text-2xl">
          <span className="sr-only">{words.line.quantity} </span>
          {formatCount(line.quantityMilli / 1000)}
        </b>
        <button
          aria-label={words.line.more}
          className={stepLook}
          onClick={() => change(line.quantityMilli + 1000)}
          type="button"
        >
          <Icon name="plus" />
        </button>
      </div>
      <div className="flex gap-3">
        <Button className="flex-1" look="warning" onClick={() => change(0)}>
          {words.line.remove}
        </Button>
        <Button className="flex-1" onClick={() => setIsDiscounting(true)}>
          {words.discount}
        </Button>
      </div>
    </Sheet>
  );
}

const percents = [5, 10, 20, 30, 50] as const;

type DiscountSheetProps = {
  /** Null: off the whole. */
  readonly line: BasketLine | null;
  readonly onClose: () => void;
};

export function DiscountSheet({ line, onClose }: DiscountSheetProps) {
  const words = useWords().till;
  const { basket } = tillState();
  const held = useHeldOffers();
  const before = line ?? basket;
  const [amountMinor, setAmountMinor] = useState(before.discountMinor);
  const [reason, setReason] = useState(before.discountReason ?? 'damaged');
  const of =
    line === null
      ? reckon({ ...basket, discountMinor: 0 }).totalMinor
      : reckon({ lines: [{ ...line, discountMinor: 0 }], discountMinor: 0 }).totalMinor;
  const apply = (discountMinor: number) => {
    changeBasket((now) => discount(now, line?.key ?? null, discountMinor, reason));
    onClose();
  };
  return (
    <Sheet onClose={onClose} title={line === null ? words.wholeDiscount : words.discount}>
      <div className="space-y-4">
        {line === null && held?.hasStaffPrice === true && (
          <label className="flex min-h-12 items-center gap-3">
            <input
              checked={basket.buyer === 'staff'}
              className="size-6 shrink-0 accent-ai"
              onChange={({ target }) => {
                changeBasket((now) => withBuyer(now, target.checked ? 'staff' : null));
                onClose();
              }}
              type="checkbox"
            />
            {words.offers.staff}
          </label>
        )}
        <Choice
          label={words.line.reason}
          onChange={setReason}
          options={words.line.reasons}
          value={reason}
        />
        <div className="flex flex-wrap gap-2">
          {percents.map((percent) => (
            <Button
              className="px-4"
              key={percent}
              onClick={() => setAmountMinor(Math.floor((of * percent) / 100))}
            >
              {words.line.percentOff(percent)}
            </Button>
          ))}
        </div>
        <AmountPad
          amountMinor={Math.min(amountMinor, of)}
          label={words.line.discountOf}
          onChange={setAmountMinor}
        />
        <div className="flex gap-3">
          <Button className="flex-1" onClick={() => apply(0)}>
            {words.line.noDiscount}
          </Button>
          <Button className="flex-1" look="main" onClick={() => apply(Math.min(amountMinor, of))}>
            {words.line.apply}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}
