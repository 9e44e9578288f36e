// The fee of each prefecture, set by region; where one differs, by itself.
import { Button } from '@engawa/ui/work';
import { prefectures } from '../../../../server/storefront/prefectures.ts';
import { Field } from '../parts/form.tsx';
import { useSpeech, useWords } from '../words/words.ts';
import { regions } from './delivery-terms.ts';

type Props = {
  /** As typed, in the order of the prefectures. */
  readonly fees: readonly string[];
  readonly onChange: (fees: readonly string[]) => void;
};

export function DeliveryFees({ fees, onChange }: Props) {
  const say = useWords().delivery;
  const put = (of: readonly number[], fee: string) =>
    onChange(fees.map((each, at) => (of.includes(at) ? fee : each)));
  const everywhere = prefectures.map((_, at) => at);
  return (
    <fieldset className="space-y-4">
      <legend className="mb-1 font-bold">{say.fees}</legend>
      <p className="text-ink-soft text-sm">{say.feesLead}</p>
      <Button
        data-act="same-everywhere"
        onClick={() => put(everywhere, fees[12] ?? '')}
        type="button"
      >
        {say.sameEverywhere}
      </Button>
      <ul className="grid gap-x-8 gap-y-5 md:grid-cols-2 xl:grid-cols-3">
        {regions.map((region) => (
          <li key={region.code}>
            <RegionFee fees={fees} onChange={put} region={region} />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

type RegionProps = {
  readonly region: (typeof regions)[number];
  readonly fees: readonly string[];
  readonly onChange: (of: readonly number[], fee: string) => void;
};

function RegionFee({ region, fees, onChange }: RegionProps) {
  const { language } = useSpeech();
  const say = useWords().delivery;
  const { code, of } = region;
  const nameOf = (at: number) => prefectures[at]?.[language] ?? '';
  const isSame = new Set(of.map((at) => fees[at])).size === 1;
  const own = { inputMode: 'numeric', max: 1_000_000, min: 0, type: 'number' } as const;
  return (
    <>
      <Field
        {...own}
        hint={of.length > 1 && !isSame ? say.differ : undefined}
        isMarked={false}
        label={say.regions[code]}
        name={`region-${code}`}
        onChange={({ target }) => onChange(of, target.value)}
        required={isSame}
        value={isSame ? (fees[of[0] ?? 0] ?? '') : ''}
      />
      {of.length === 1 ? null : (
        <details className="mt-1">
          <summary className="flex min-h-11 items-center text-ai text-sm underline">
            {say.byPrefecture(of.length)}
          </summary>
          <div className="grid grid-cols-2 gap-3 pb-2">
            {of.map((at) => (
              <Field
                {...own}
                isMarked={false}
                key={at}
                label={nameOf(at)}
                name={`prefecture-${at + 1}`}
                onChange={({ target }) => onChange([at], target.value)}
                value={fees[at] ?? ''}
              />
            ))}
          </div>
        </details>
      )}
    </>
  );
}
