// A barcode that nobody entered, or an item without a price: the customer has it in her hand, so it can be sold by name
// and price; the house hears of it and somebody looks.
import { Button } from '@engawa/ui/work';
import { type FormEvent, useId, useState } from 'react';
import { useWords } from '../words/words.ts';
import { AmountPad } from './parts/amount-pad.tsx';
import { Choice } from './parts/choice.tsx';
import { Sheet } from './parts/sheet.tsx';
import { addLine } from './sale/basket.ts';
import { changeBasket } from './till-state.ts';

type UnknownItemProps = {
  readonly code: string;
  readonly onClose: () => void;
  readonly onMember: (code: string) => Promise<boolean>;
};

export function UnknownItem({ code, onClose, onMember }: UnknownItemProps) {
  const words = useWords().till;
  const id = useId();
  const [name, setName] = useState('');
  const [amountMinor, setAmountMinor] = useState(0);
  const [rate, setRate] = useState<'standard' | 'reduced'>('standard');
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const line = {
      key: crypto.randomUUID(),
      itemId: null,
      code,
      name: name.trim() === '' ? code : name.trim(),
      nameEn: null,
      quantityMilli: 1000,
      unitPriceMinor: amountMinor,
      pricePer: 1,
      taxRateBp: rate === 'standard' ? 1000 : 800,
      discountMinor: 0,
      discountReason: null,
    };
    changeBasket((basket) => addLine(basket, line));
    onClose();
  };
  const asMember = async () => {
    if (await onMember(code)) {
      onClose();
    }
  };
  return (
    <Sheet onClose={onClose} title={words.unknown.title}>
      <p className="mb-3 text-ink-soft">{words.unknown.lead(code)}</p>
      <form className="space-y-4" onSubmit={add}>
        <div>
          <label className="mb-1 block text-ink-soft text-sm" htmlFor={id}>
            {words.unknown.name}
          </label>
          <input
            className="field"
            id={id}
            maxLength={200}
            onChange={({ target }) => setName(target.value)}
            value={name}
          />
        </div>
        <AmountPad
          amountMinor={amountMinor}
          label={words.unknown.price}
          onChange={setAmountMinor}
        />
        <Choice
          label={words.unknown.rate}
          onChange={setRate}
          options={words.unknown.rates}
          value={rate}
        />
        <div className="flex gap-3">
          <Button className="flex-1" onClick={() => void asMember()}>
            {words.unknown.asMember}
          </Button>
          <Button className="flex-1" disabled={amountMinor === 0} look="main" type="submit">
            {words.unknown.add}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
