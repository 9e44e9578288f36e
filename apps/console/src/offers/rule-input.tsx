// One field of a rule, by what it holds: money, a share, days of the week, goods that are looked up.
import { minorOf } from '@engawa/ui';
import { wordFor } from '@engawa/ui/work';
import { Field, Select } from '../parts/form.tsx';
import { usePlaceName, usePlaces } from '../places/use-places.ts';
import { useWords } from '../words/words.ts';
import { GoodsInput, ItemInput, ItemList } from './goods-input.tsx';
import { calculatorKinds, newRule, type Rule, type RuleField } from './rule-kinds.ts';
import { StepsInput } from './steps-input.tsx';
import { TierChecks, TierPoints } from './tier-inputs.tsx';

type Props = {
  readonly field: RuleField;
  readonly value: unknown;
  readonly currency: string;
  /** Its name; without, that of the editor of promotions. */
  readonly label?: string;
  readonly onChange: (value: unknown) => void;
};

const choices: Readonly<Record<string, readonly (string | number)[]>> = {
  channels: ['web', 'app', 'pos', 'line', 'phone'],
  ways: ['carry_out', 'pickup', 'delivery'],
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  weather: ['rain', 'snow', 'hot', 'cold'],
  deed: ['viewed', 'searched', 'carted', 'bought'],
  who: ['staff', 'owner'],
  event: ['bookings.fulfilled', 'customers.signed_in', 'moments.visited', 'reviews.posted'],
};

export function RuleInput(props: Props) {
  const { offers } = useWords();
  const { field, value, currency, onChange } = props;
  const label = props.label ?? wordFor(offers.fields, field.name);
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
    case 'minute':
      return <MinuteInput field={field} label={label} onChange={onChange} value={value} />;
    case 'deed':
    case 'event':
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
    case 'items':
      return (
        <div className="md:col-span-2">
          <ItemList
            ids={Array.isArray(value) ? value.map(String) : []}
            label={label}
            onChange={(ids) => onChange(orNothing(field, ids))}
          />
        </div>
      );
    case 'tier_points':
      return <TierPoints label={label} onChange={onChange} value={value} />;
    case 'item':
      return <ItemInput label={label} onChange={onChange} value={value} />;
    case 'numbers':
      return <NumbersInput field={field} label={label} onChange={onChange} value={value} />;
    case 'tiers':
      return <TierChecks label={label} onChange={onChange} value={value} />;
    case 'places':
      return (
        <PlacesInput
          label={label}
          onChange={(places) => onChange(orNothing(field, places))}
          value={value}
        />
      );
    case 'calculator':
      return <CalculatorInput {...props} label={label} />;
    case 'channels':
    case 'ways':
    case 'weather':
    case 'weekdays':
    default:
      return (
        <Checks
          label={label}
          name={field.as}
          onChange={(chosen) => onChange(orNothing(field, chosen))}
          value={value}
        />
      );
  }
}

/** A list that may be left out is left out when nothing is in it. */
function orNothing({ isOptional }: RuleField, list: unknown): unknown {
  return isOptional === true && Array.isArray(list) && list.length === 0 ? undefined : list;
}

type Named = Omit<Props, 'field' | 'currency'> & { readonly label: string };

function NumberInput({
  field,
  label,
  value,
  currency,
  onChange,
}: Props & { readonly label: string }) {
  const digits = field.as === 'money' ? minorOf('1', currency) : field.as === 'percent' ? 100 : 1;
  const unit = field.as === 'percent' ? '%' : field.as === 'money' ? currency : undefined;
  const read = (text: string) =>
    field.as === 'money' ? minorOf(text, currency) : Math.round(Number(text) * digits);
  return (
    <Field
      defaultValue={typeof value === 'number' ? value / digits : ''}
      inputMode="decimal"
      label={unit === undefined ? label : `${label} (${unit})`}
      name={field.name}
      min="0"
      onChange={(event) =>
        onChange(event.target.value === '' ? undefined : read(event.target.value))
      }
      required={field.isOptional !== true}
      step={digits === 1 ? '1' : '0.01'}
      type="number"
    />
  );
}

function NumbersInput({ label, value, field, onChange }: Named & { readonly field: RuleField }) {
  const { offers } = useWords();
  return (
    <Field
      defaultValue={Array.isArray(value) ? value.join(', ') : ''}
      hint={offers.listHint}
      label={label}
      name={field.name}
      onChange={(event) => {
        const parts = event.target.value.split(/[,、\s]+/).filter((part) => part !== '');
        onChange(orNothing(field, parts.map(Number)));
      }}
    />
  );
}

const clockPattern = /^(\d{1,2}):(\d{2})$/;

/** A time of the day, kept as minutes since midnight. */
function MinuteInput({ label, value, field, onChange }: Named & { readonly field: RuleField }) {
  const clock =
    typeof value === 'number'
      ? `${String(Math.floor(value / 60)).padStart(2, '0')}:${String(value % 60).padStart(2, '0')}`
      : '';
  return (
    <Field
      label={label}
      name={field.name}
      onChange={(event) => {
        const [, hour, minute] = clockPattern.exec(event.target.value) ?? [];
        onChange(hour === undefined ? undefined : Number(hour) * 60 + Number(minute));
      }}
      type="time"
      value={clock}
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
