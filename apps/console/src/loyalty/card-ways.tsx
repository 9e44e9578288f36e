// How stamps of a card are given: by purchase, by a scan at the till, by the QR of a shop; one of them or several.

import { useCurrency } from '../house/use-house.ts';
import { RuleInput } from '../offers/rule-input.tsx';
import type { RuleField } from '../offers/rule-kinds.ts';
import { Select } from '../parts/form.tsx';
import { useWords } from '../words/words.ts';
import { type CardTerms, wayBegins, withWay } from './card-terms.ts';
import { withField } from './rule-editor.tsx';
import type { EarningTerms } from './rule-kinds.ts';

type Props = { readonly terms: CardTerms; readonly onChange: (terms: CardTerms) => void };

const ways = ['order', 'scan', 'visit'] as const;
type Way = (typeof ways)[number];

const fields: Readonly<Record<Way, readonly RuleField[]>> = {
  order: [
    { name: 'leastMinor', as: 'money', isOptional: true },
    { name: 'mostPerOrder', as: 'count', isOptional: true },
    { name: 'itemIds', as: 'items', isOptional: true },
    { name: 'placeIds', as: 'places', isOptional: true },
  ],
  scan: [
    { name: 'mostAtOnce', as: 'count' },
    { name: 'perDayMax', as: 'count' },
  ],
  visit: [
    { name: 'radiusMetres', as: 'count' },
    { name: 'perDayMax', as: 'count' },
  ],
};

export function CardWays({ terms, onChange }: Props) {
  const { earning, loyalty } = useWords();
  return (
    <fieldset className="space-y-4 rounded-lg bg-paper p-5 shadow-rest md:p-6">
      <legend className="float-left mb-3 font-bold text-lg">{loyalty.givenBy}</legend>
      <div className="clear-both space-y-5">
        {ways.map((way) => (
          <div key={way}>
            <label className="inline-flex min-h-11 items-center gap-2 font-bold">
              <input
                checked={terms[way] !== undefined}
                className="size-5"
                name={`way-${way}`}
                onChange={({ target }) =>
                  onChange(withWay(terms, way, target.checked ? wayBegins[way] : undefined))
                }
                type="checkbox"
              />
              {earning.ways[way]}
            </label>
            {terms[way] !== undefined && (
              <div className="mt-2 grid gap-4 border-line border-l-2 pl-4 md:grid-cols-2">
                <WayFields onChange={onChange} terms={terms} way={way} />
              </div>
            )}
          </div>
        ))}
      </div>
    </fieldset>
  );
}

function WayFields({ terms, way, onChange }: Props & { readonly way: Way }) {
  const currency = useCurrency();
  const { earning } = useWords();
  const of: EarningTerms = terms[way] ?? {};
  const put = (changed: EarningTerms) =>
    // The server judges the shape; what is half typed is told there.
    onChange(withWay(terms, way, changed as CardTerms[Way]));
  const isPerAmount = way === 'order' && of['per'] === 'amount';
  return (
    <>
      {way === 'order' && (
        <Select
          label={earning.fields['per'] ?? ''}
          name="per"
          onChange={({ target }) => {
            const rest = withField(of, 'perMinor', target.value === 'amount' ? 500 : undefined);
            put({ ...rest, per: target.value });
          }}
          value={String(of['per'])}
        >
          {(['order', 'piece', 'amount'] as const).map((per) => (
            <option key={per} value={per}>
              {earning.per[per]}
            </option>
          ))}
        </Select>
      )}
      {[...(isPerAmount ? [{ name: 'perMinor', as: 'money' } as const] : []), ...fields[way]].map(
        (field) => (
          <RuleInput
            currency={currency}
            field={field}
            key={field.name}
            label={earning.fields[field.name] ?? field.name}
            onChange={(value) => put(withField(of, field.name, orNothing(value)))}
            value={of[field.name]}
          />
        ),
      )}
    </>
  );
}

function orNothing(value: unknown): unknown {
  return Array.isArray(value) && value.length === 0 ? undefined : value;
}
