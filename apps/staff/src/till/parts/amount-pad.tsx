// An amount by thumb or by keyboard: digits, 00, and back.
import { Icon } from '@engawa/ui/work';
import { useId } from 'react';
import { useWords } from '../../words/words.ts';

type AmountPadProps = {
  readonly label: string;
  readonly amountMinor: number;
  readonly onChange: (amountMinor: number) => void;
};

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '00', '0'] as const;
const amountMax = 99_999_999;

export function AmountPad({ label, amountMinor, onChange }: AmountPadProps) {
  const words = useWords();
  const id = useId();
  const type = (digits: string) => onChange(Math.min(Number(`${amountMinor}${digits}`), amountMax));
  const keyLook =
    'flex h-14 items-center justify-center rounded-lg border border-line bg-paper text-xl shadow-rest active:bg-shade';
  return (
    <div>
      <label className="mb-1 block text-ink-soft text-sm" htmlFor={id}>
        {label}
      </label>
      <input
        autoComplete="off"
        className="field text-right font-bold text-xl"
        id={id}
        inputMode="none"
        lang="en"
        maxLength={9}
        onChange={({ target }) => {
          const digits = target.value.normalize('NFKC').replaceAll(/\D/g, '');
          onChange(Math.min(Number(digits), amountMax));
        }}
        value={amountMinor === 0 ? '' : String(amountMinor)}
      />
      <div className="mt-2 grid grid-cols-3 gap-2">
        {keys.map((key) => (
          <button className={keyLook} key={key} onClick={() => type(key)} type="button">
            {key}
          </button>
        ))}
        <button
          aria-label={words.station.deleteDigit}
          className={keyLook}
          onClick={() => onChange(Math.floor(amountMinor / 10))}
          type="button"
        >
          <Icon name="erase" />
        </button>
      </div>
    </div>
  );
}
