// One of a few, as large buttons in a row: a radio group that a thumb can hit and arrow keys can move.
import { useId } from 'react';

type ChoiceProps<Value extends string> = {
  readonly label: string;
  readonly options: Readonly<Record<Value, string>>;
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
};

export function Choice<Value extends string>({
  label,
  options,
  value,
  onChange,
}: ChoiceProps<Value>) {
  const name = useId();
  const entries = Object.entries(options) as [Value, string][];
  return (
    <fieldset>
      <legend className="mb-1 text-ink-soft text-sm">{label}</legend>
      <div className="flex flex-wrap gap-2">
        {entries.map(([each, word]) => (
          <label
            className="relative flex min-h-12 cursor-pointer items-center rounded-lg border border-edge bg-paper px-4 has-checked:border-ai has-checked:bg-ai has-checked:text-paper has-focus-visible:outline-2 has-focus-visible:outline-ai has-focus-visible:outline-offset-2"
            key={each}
          >
            <input
              checked={value === each}
              className="absolute inset-0 size-full cursor-pointer opacity-0"
              name={name}
              onChange={() => onChange(each)}
              type="radio"
              value={each}
            />
            {word}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
