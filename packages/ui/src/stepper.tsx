// How many: a number that can be typed, with one less and one more beside it. Without scripts it is a number field.
import { useRef } from 'react';
import { Icon } from './icon.tsx';
import { useUiWords } from './words.ts';

type Props = {
  readonly name: string;
  readonly value: number;
  readonly min?: number;
  readonly max?: number;
  /** Called when a person has chosen a number. */
  readonly onChoose?: (value: number) => void;
};

const side = 'inline-flex size-11 items-center justify-center hover:bg-shade disabled:text-line';

export function Stepper({ name, value, min = 1, max = 99, onChoose }: Props) {
  const words = useUiWords();
  const input = useRef<HTMLInputElement>(null);
  const choose = (wanted: number) => {
    const next = Math.min(max, Math.max(min, Number.isFinite(wanted) ? Math.round(wanted) : min));
    if (input.current !== null) {
      input.current.value = String(next);
    }
    onChoose?.(next);
  };
  const step = (by: number) => choose(Number(input.current?.value ?? value) + by);
  return (
    <div className="inline-flex items-center overflow-hidden rounded-md border border-edge bg-paper">
      <button type="button" className={side} aria-label={words.fewer} onClick={() => step(-1)}>
        <Icon name="minus" />
      </button>
      <input
        ref={input}
        name={name}
        type="number"
        inputMode="numeric"
        aria-label={words.quantity}
        min={min}
        max={max}
        defaultValue={value}
        className="h-11 w-12 bg-transparent text-center [appearance:textfield] [&::-webkit-inner-spin-button]:appearance-none"
        onChange={(event) => {
          if (event.target.value !== '') {
            choose(Number(event.target.value));
          }
        }}
      />
      <button type="button" className={side} aria-label={words.more} onClick={() => step(1)}>
        <Icon name="plus" />
      </button>
    </div>
  );
}
