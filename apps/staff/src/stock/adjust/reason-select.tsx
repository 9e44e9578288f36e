// Why pieces were added or taken: the browser's own list, one tap and one choice.
import { useId } from 'react';
import { useWords } from '../../words/words.ts';

export const reasons = [
  'damaged',
  'stolen',
  'lost',
  'sample',
  'own_use',
  'expired',
  'found',
  'correction',
] as const;
export type Reason = (typeof reasons)[number];

type ReasonSelectProps = {
  readonly label: string;
  readonly value: Reason | undefined;
  readonly onChange: (reason: Reason) => void;
};

export function ReasonSelect({ label, value, onChange }: ReasonSelectProps) {
  const words = useWords();
  const id = useId();
  return (
    <label className="block text-sm" htmlFor={id}>
      {label}
      <select
        className="mt-1 block min-h-14 w-full rounded-lg border border-edge bg-paper px-3 text-lg"
        id={id}
        name="reason"
        onChange={({ target }) => {
          const reason = reasons.find((each) => each === target.value);
          if (reason !== undefined) {
            onChange(reason);
          }
        }}
        value={value ?? ''}
      >
        <option disabled value="">
          {words.stockroom.adjust.choose}
        </option>
        {reasons.map((reason) => (
          <option key={reason} value={reason}>
            {words.stockroom.adjust.reasons[reason]}
          </option>
        ))}
      </select>
    </label>
  );
}
