// One option of a choice.
import { Button } from '@engawa/ui/work';
import { useState } from 'react';
import { Field } from '../parts/form.tsx';
import { useSpeech, useWords } from '../words/words.ts';
import { AllergenChecks } from './allergen-checks.tsx';
import type { EditedOption } from './group-page.tsx';
import { named, type OptionGroup } from './kitchen-query.ts';

type Props = {
  readonly option: EditedOption;
  readonly at: number;
  readonly others: readonly OptionGroup[];
  readonly onChange: (part: Partial<EditedOption>) => void;
  readonly remove: (() => void) | undefined;
};

export function OptionFields({ option, at, others, onChange, remove }: Props) {
  const { kitchen } = useWords();
  const number = at + 1;
  const [isRare] = useState(
    option.adds.length > 0 || option.removes.length > 0 || option.excludes.length > 0,
  );
  return (
    <fieldset className="rounded-lg bg-paper p-5 shadow-rest md:p-8">
      <legend className="float-left mb-3 font-bold text-lg">{kitchen.optionAt(number)}</legend>
      <div className="clear-both grid gap-5 md:grid-cols-2">
        <Text
          label={kitchen.optionJa(number)}
          name={`optionJa-${at}`}
          onChange={(nameJa) => onChange({ nameJa })}
          value={option.nameJa}
        />
        <Text
          label={kitchen.optionEn(number)}
          name={`optionEn-${at}`}
          onChange={(nameEn) => onChange({ nameEn })}
          value={option.nameEn}
        />
        <Field
          autoCapitalize="none"
          label={kitchen.optionCode(number)}
          maxLength={30}
          name={`optionCode-${at}`}
          onChange={({ target }) => onChange({ code: target.value })}
          pattern="[a-z][a-z0-9_]*"
          required
          spellCheck={false}
          value={option.code}
        />
        <Field
          defaultValue={option.priceMinor}
          hint={kitchen.optionPriceHint}
          label={kitchen.optionPrice(number)}
          name={`optionPrice-${at}`}
          onChange={({ target }) => onChange({ priceMinor: Math.round(Number(target.value)) })}
          required
          type="number"
        />
        <label className="inline-flex min-h-11 items-center gap-2 md:col-span-2">
          <input
            checked={option.isUsual}
            className="size-5"
            name={`optionUsual-${at}`}
            onChange={({ target }) => onChange({ isUsual: target.checked })}
            type="checkbox"
          />
          {kitchen.isUsual}
        </label>
      </div>
      <details className="mt-2" open={isRare}>
        <summary className="min-h-11 cursor-pointer py-2 text-ai text-sm">
          {kitchen.optionAllergens}
        </summary>
        <div className="mt-2 grid gap-5">
          <AllergenChecks
            chosen={option.adds}
            label={kitchen.adds}
            onChange={(adds) => onChange({ adds })}
          />
          <AllergenChecks
            chosen={option.removes}
            label={kitchen.removes}
            onChange={(removes) => onChange({ removes })}
          />
          <Excludes
            onChange={(excludes) => onChange({ excludes })}
            option={option}
            others={others}
          />
        </div>
      </details>
      {remove !== undefined && (
        <Button aria-label={kitchen.removeOption(number)} className="mt-3" onClick={remove}>
          {kitchen.remove}
        </Button>
      )}
    </fieldset>
  );
}

type TextProps = {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
};

function Text({ name, label, value, onChange }: TextProps) {
  return (
    <Field
      label={label}
      maxLength={60}
      name={name}
      onChange={({ target }) => onChange(target.value)}
      required
      value={value}
    />
  );
}

type ExcludesProps = Pick<Props, 'option' | 'others'> & {
  readonly onChange: (keys: string[]) => void;
};

/** Options of other choices that cannot be had with it. */
function Excludes({ option, others, onChange }: ExcludesProps) {
  const { kitchen } = useWords();
  const { language } = useSpeech();
  const all = others.flatMap((group) =>
    group.options.map((each) => ({
      key: each.key,
      name: `${named(group, language)}: ${named(each, language)}`,
    })),
  );
  return all.length === 0 ? null : (
    <fieldset>
      <legend className="mb-1 font-bold">{kitchen.excludes}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {all.map(({ key, name }) => (
          <label className="inline-flex min-h-11 items-center gap-2" key={key}>
            <input
              checked={option.excludes.includes(key)}
              className="size-5"
              onChange={({ target }) =>
                onChange(
                  target.checked
                    ? [...option.excludes, key]
                    : option.excludes.filter((each) => each !== key),
                )
              }
              type="checkbox"
            />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
