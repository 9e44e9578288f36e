// A birth day by era or year, in three short fields; what it means is said below.
import { useId, useState } from 'react';
import { Field, FieldError, Select } from '../field.tsx';
import { useLanguage } from '../words.ts';
import { type Era, eras, isoDayOf, yearInWords } from './era.ts';
import { useProfileWords } from './words.ts';

type Parts = {
  readonly era: Era;
  readonly year: string;
  readonly month: string;
  readonly day: string;
};

function partsOf(iso: string): Parts {
  const [year = '', month = '', day = ''] = iso.split('-');
  return { era: 'common', year, month: month.replace(/^0/, ''), day: day.replace(/^0/, '') };
}

export function BirthField({
  value,
  onChange,
  error,
}: {
  /** ISO day, or empty. */
  readonly value: string;
  readonly onChange: (iso: string) => void;
  readonly error: string | undefined;
}) {
  const words = useProfileWords();
  const language = useLanguage();
  const id = useId();
  const [parts, setParts] = useState<Parts>(() => partsOf(value));
  const { era, year, month, day } = parts;
  const isWhole = year !== '' && month !== '' && day !== '';
  const iso = isWhole ? isoDayOf(era, year, month, day) : undefined;
  const change = (part: Partial<Parts>) => {
    const next = { ...parts, ...part };
    setParts(next);
    const isEmpty = next.year === '' && next.month === '' && next.day === '';
    onChange(isEmpty ? '' : (isoDayOf(next.era, next.year, next.month, next.day) ?? 'wrong'));
  };
  const wrong = error ?? (isWhole && iso === undefined ? words.noDay : undefined);
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-bold">{words.birthDate}</legend>
      {wrong === undefined ? null : <FieldError id={`${id}-error`}>{wrong}</FieldError>}
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-[8rem_1fr_1fr_1fr]">
        <Select
          label={words.era}
          name="era"
          id={`${id}-era`}
          isMarked={false}
          value={era}
          onChange={(event) =>
            change({ era: eras.find((each) => each === event.target.value) ?? 'common' })
          }
        >
          {eras.map((each) => (
            <option key={each} value={each}>
              {words.eras[each]}
            </option>
          ))}
        </Select>
        {(['year', 'month', 'day'] as const).map((part) => (
          <Field
            key={part}
            label={words[part]}
            name={part}
            id={`${id}-${part}`}
            isMarked={false}
            inputMode="numeric"
            maxLength={4}
            autoComplete={`bday-${part}`}
            value={parts[part]}
            onChange={(event) => change({ [part]: event.target.value })}
          />
        ))}
      </div>
      {iso === undefined ? null : (
        <p className="mt-1 text-ink-soft text-sm" role="status">
          {yearInWords(iso, language)}
        </p>
      )}
    </fieldset>
  );
}
