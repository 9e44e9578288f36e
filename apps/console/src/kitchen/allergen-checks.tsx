// Allergens by their standard words: the eight that the law names first, the twenty recommended folded away.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSpeech, useWords } from '../words/words.ts';
import { type Allergen, allergensQuery } from './kitchen-query.ts';

type Props = {
  readonly label: string;
  readonly chosen: readonly string[];
  readonly onChange: (codes: string[]) => void;
};

export function AllergenChecks({ label, chosen, onChange }: Props) {
  const { kitchen } = useWords();
  const all = useQuery(allergensQuery).data?.allergens ?? [];
  const recommended = all.filter(({ isMandatory }) => !isMandatory);
  // By what was chosen at first: it must not fold itself away under whoever takes the last one out.
  const [first] = useState(chosen);
  const put = (code: string, isIn: boolean) =>
    onChange(isIn ? [...chosen, code] : chosen.filter((each) => each !== code));
  return (
    <fieldset className="md:col-span-2">
      <legend className="mb-1 font-bold">{label}</legend>
      <Checks all={all.filter(({ isMandatory }) => isMandatory)} chosen={chosen} onChange={put} />
      <details open={recommended.some(({ code }) => first.includes(code))}>
        <summary className="min-h-11 cursor-pointer py-2 text-ai text-sm">
          {kitchen.recommended}
        </summary>
        <Checks all={recommended} chosen={chosen} onChange={put} />
      </details>
    </fieldset>
  );
}

type ChecksProps = {
  readonly all: readonly Allergen[];
  readonly chosen: readonly string[];
  readonly onChange: (code: string, isIn: boolean) => void;
};

function Checks({ all, chosen, onChange }: ChecksProps) {
  const { language } = useSpeech();
  return (
    <div className="flex flex-wrap gap-x-5 gap-y-1">
      {all.map((each) => (
        <label className="inline-flex min-h-11 items-center gap-2" key={each.code}>
          <input
            checked={chosen.includes(each.code)}
            className="size-5"
            name={`allergen-${each.code}`}
            onChange={({ target }) => onChange(each.code, target.checked)}
            type="checkbox"
          />
          {each[language]}
        </label>
      ))}
    </div>
  );
}
