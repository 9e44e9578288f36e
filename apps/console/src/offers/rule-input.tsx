// One field of a rule, by what it holds: money, a share, days of the week, goods that are looked up.
import { minorOf } from '@engawa/ui';
import { wordFor } from '@engawa/ui/work';
import { Field, Select } from '../parts/form.tsx';
import { usePlaceName, usePlaces } from '../places/use-places.ts';
import { useWords } from '../words/words.ts';
import { GoodsInput, ItemInput } from './goods-input.tsx';
import { StepsInput } from './steps-input.tsx';
import { calculatorKinds, newRule, type Rule, type RuleField } from './terms.ts';

type Props = {
  readonly field: RuleField;
  readonly value: unknown;
  readonly currency: string;
  readonly onChange: (value: unknown) => void;
};

const choices: Readonly<Record<string, readonly (string | number)[]>> = {
  channels: ['web', 'app', 'pos', 'line', 'phone'],
  ways: ['carry_out', 'pickup', 'delivery'],
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  weather: ['rain', 'snow', 'hot', 'cold'],
  deed: ['viewed', 'searched', 'carted', 'bought'],
  who: ['staff', 'owner'],
};

export function RuleInput(props: Props) {
  const { offers } = useWords();
  const { field, value, currency, onChange } = props;
  const label = wordFor(offers.fields, field.name);
  switch (field.as) {
    case 'money':
    case 'count':
    case 'percent':
      return (
        <NumberInput
          currency={currency}
          field={field}
          label={label}
          onChange={onChange}
          value={value}
        />
      );
    case 'time':
    case 'moment':
      return (
        <Field
          label={label}
          name={field.name}
          onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
          type={field.as === 'time' ? 'time' : 'datetime-local'}
          value={typeof value === 'string' ? value : ''}
        />
      );
    case 'deed':
    case 'who':
      return (
        <Select
          label={label}
          name={field.name}
          onChange={(event) => onChange(event.target.value)}
          value={typeof value === 'string' ? value : ''}
        >
          {(choices[field.as] ?? []).map((each) => (
            <option key={each} value={each}>
              {wordFor(offers.choices, String(each))}
            </option>
          ))}
        </Select>
      );
    case 'goods':
      return <GoodsInput label={label} onChange={onChange} value={value} />;
    case 'item':
      return <ItemInput label={label} onChange={onChange} value={value} />;
    case 'numbers':
    case 'tiers':
      return (
        <ListInput
          isNumber={field.as === 'numbers'}
          label={label}
          onChange={onChange}
          value={value}
        />
      );
    case 'places':
      return <PlacesInput label={label} onChange={onChange} value={value} />;
    case 'calculator':
      return <CalculatorInput {...props} label={label} />;
    case 'channels':
    case 'ways':
    case 'weather':
    case 'weekdays':
    default:
      return <Checks label={label} name={field.as} onChange={onChange} value={value} />;
  }
}

type Named = Omit<Props, 'field' | 'currency'> & { readonly label: string };

function NumberInput({
  field,
  label,
  value,
  currency,
  onChange,
}: Props & { readonly label: string }) {
  const { offers } = useWords();
  const digits =
    field.as === 'money' && currency !== 'JPY' ? 100 : field.as === 'percent' ? 100 : 1;
  const unit = field.as === 'percent' ? '%' : field.as === 'money' ? currency : offers.pieces;
  const read = (text: string) =>
    field.as === 'money' ? minorOf(text, currency) : Math.round(Number(text) * digits);
  return (
    <Field
      defaultValue={typeof value === 'number' ? value / digits : ''}
      inputMode="decimal"
      label={`${label} (${unit})`}
      name={field.name}
      min="0"
      onChange={(event) =>
        onChange(event.target.value === '' ? undefined : read(event.target.value))
      }
      step={digits === 1 ? '1' : '0.01'}
      type="number"
    />
  );
}

function ListInput({ label, value, isNumber, onChange }: Named & { readonly isNumber: boolean }) {
  const { offers } = useWords();
  return (
    <Field
      defaultValue={Array.isArray(value) ? value.join(', ') : ''}
      hint={offers.listHint}
      name="list"
      label={label}
      onChange={(event) => {
        const parts = event.target.value.split(/[,、\s]+/).filter((part) => part !== '');
        onChange(isNumber ? parts.map(Number) : parts);
      }}
    />
  );
}

function PlacesInput({ label, value, onChange }: Named) {
  const places = usePlaces();
  const placeName = usePlaceName();
  const chosen = Array.isArray(value) ? value.map(String) : [];
  return (
    <Select
      className="field h-40"
      label={label}
      multiple
      name="places"
      onChange={(event) =>
        onChange(Array.from(event.target.selectedOptions, (option) => option.value))
      }
      value={chosen}
    >
      {(places.data?.places ?? []).map(({ id, code }) => (
        <option key={id} value={id}>
          {placeName(id) ?? code}
        </option>
      ))}
    </Select>
  );
}

function Checks({ name, label, value, onChange }: Named & { readonly name: string }) {
  const { offers } = useWords();
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [];
  return (
    <fieldset className="md:col-span-2">
      <legend className="mb-1 text-sm">{label}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {(choices[name] ?? []).map((each) => (
          <label className="inline-flex min-h-11 items-center gap-2" key={each}>
            <input
              checked={chosen.includes(each)}
              className="size-5"
              onChange={(event) =>
                onChange(
                  event.target.checked ? [...chosen, each] : chosen.filter((one) => one !== each),
                )
              }
              type="checkbox"
            />
            {wordFor(offers.choices, String(each))}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function CalculatorInput({ label, value, currency, onChange }: Props & { readonly label: string }) {
  const { offers } = useWords();
  const rule = (value ?? { kind: 'percent' }) as Rule;
  return (
    <>
      <Select
        label={label}
        name="calculator"
        onChange={(event) => onChange(newRule(event.target.value, calculatorKinds))}
        value={rule.kind}
      >
        {Object.keys(calculatorKinds).map((kind) => (
          <option key={kind} value={kind}>
            {wordFor(offers.calculators, kind)}
          </option>
        ))}
      </Select>
      {rule.kind === 'tiers' && <StepsInput currency={currency} onChange={onChange} rule={rule} />}
      {(calculatorKinds[rule.kind] ?? []).map((field) => (
        <RuleInput
          currency={currency}
          field={field}
          key={`${rule.kind} ${field.name}`}
          onChange={(part) => onChange({ ...rule, [field.name]: part })}
          value={rule[field.name]}
        />
      ))}
    </>
  );
}
