// The tiers of the house, chosen by name: which of them, or how many points each.
import { answerOf } from '@engawa/client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';
import { Field } from '../parts/form.tsx';
import { useSpeech, useWords } from '../words/words.ts';

type Props = {
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
};
type Tier = { readonly code: string; readonly name: string };

/** Those of the house, and those that a rule names and the house has no more. */
function useTiers(named: readonly string[]): readonly Tier[] {
  const { language } = useSpeech();
  const { data } = useQuery({
    queryKey: ['loyalty', 'tiers'],
    queryFn: () => answerOf(api.GET('/api/loyalty/tiers')),
    staleTime: Infinity,
  });
  const known = (data?.tiers ?? []).map(({ code, nameJa, nameEn }) => ({
    code,
    name: language === 'en' ? (nameEn ?? nameJa) : nameJa,
  }));
  const gone = named.filter((code) => !known.some((tier) => tier.code === code));
  return [...known, ...gone.map((code) => ({ code, name: code }))];
}

export function TierChecks({ label, value, onChange }: Props) {
  const { offers } = useWords();
  const chosen = Array.isArray(value) ? value.map(String) : [];
  const tiers = useTiers(chosen);
  return (
    <fieldset className="md:col-span-2">
      <legend className="mb-1 text-sm">{label}</legend>
      {tiers.length === 0 && <p className="text-ink-soft text-sm">{offers.noTiers}</p>}
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {tiers.map(({ code, name }) => (
          <label className="inline-flex min-h-11 items-center gap-2" key={code}>
            <input
              checked={chosen.includes(code)}
              className="size-5"
              onChange={(event) =>
                onChange(
                  event.target.checked ? [...chosen, code] : chosen.filter((each) => each !== code),
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

type TierWithPoints = { readonly code: string; readonly points: number };

/** How many points each tier gets; a tier without any is not in the rule. */
export function TierPoints({ label, value, onChange }: Props) {
  const { offers } = useWords();
  const set = (Array.isArray(value) ? value : []) as readonly TierWithPoints[];
  const tiers = useTiers(set.map(({ code }) => code));
  const put = (code: string, text: string) => {
    const others = set.filter((each) => each.code !== code);
    const points = Math.round(Number(text));
    onChange(points > 0 ? [...others, { code, points }] : others);
  };
  return (
    <fieldset className="md:col-span-2">
      <legend className="mb-2 text-sm">{label}</legend>
      {tiers.length === 0 && <p className="text-ink-soft text-sm">{offers.noTiers}</p>}
      <div className="grid gap-4 sm:grid-cols-3">
        {tiers.map(({ code, name }) => (
          <Field
            defaultValue={set.find((each) => each.code === code)?.points ?? ''}
            inputMode="numeric"
            key={code}
            label={name}
            min="0"
            name={`points-${code}`}
            onChange={(event) => put(code, event.target.value)}
            type="number"
          />
        ))}
      </div>
    </fieldset>
  );
}
