// Who she is, in one form for shop, tablet and console: names with the reading filled in while they are typed, an address
// from its postal code, digits of any width. Nothing is required.
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { Field, Select } from '../field.tsx';
import { BirthField } from './birth-field.tsx';
import { compose, noReading, type Reading, settle } from './kana.ts';
import { askTowns, postalDigits, type Town } from './towns.ts';
import { useProfileWords } from './words.ts';

/** The fields of the form, in its order. */
export const profileFields = [
  'familyName',
  'givenName',
  'familyKana',
  'givenKana',
  'email',
  'phone',
  'postalCode',
  'prefecture',
  'city',
  'address',
  'birthDate',
] as const;
export type ProfileField = (typeof profileFields)[number];
export type ProfileValues = Readonly<Partial<Record<ProfileField, string>>>;

type Props = {
  readonly values?: ProfileValues;
  /** Whether an e-mail address belongs to the form: not where it is proved elsewhere. */
  readonly hasEmail: boolean;
  /** Whether it asks for her birthday: not where it only says where something is sent. */
  readonly hasBirthDate?: boolean;
  /** The fields that the house could not read. */
  readonly wrong: Readonly<Record<string, unknown>>;
  readonly onSubmit: (values: ProfileValues) => void;
  /** The button and what became of it. */
  readonly children: ReactNode;
};

const nothing: ProfileValues = {};

export function ProfileForm({
  values = nothing,
  hasEmail,
  hasBirthDate = true,
  wrong,
  onSubmit,
  children,
}: Props) {
  const words = useProfileWords();
  const id = useId();
  const [typed, setTyped] = useState<ProfileValues>(values);
  const change = (part: ProfileValues) => setTyped((before) => ({ ...before, ...part }));
  const errorOf = (name: ProfileField): string | undefined =>
    name in wrong
      ? (words.wrong[name as keyof typeof words.wrong] ?? words.wrong.other)
      : undefined;
  const field = (name: ProfileField) => ({
    name,
    id: `${id}-${name}`,
    label: words[name],
    value: typed[name] ?? '',
    error: errorOf(name),
    isMarked: false,
    onChange: (event: { target: { value: string } }) => change({ [name]: event.target.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(typed);
  };
  return (
    <form onSubmit={submit} noValidate className="space-y-5">
      <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
        <NameField
          {...field('familyName')}
          autoComplete="family-name"
          onReading={(kana) => change({ familyKana: kana })}
        />
        <NameField
          {...field('givenName')}
          autoComplete="given-name"
          onReading={(kana) => change({ givenKana: kana })}
        />
        <Field {...field('familyKana')} maxLength={60} hint={words.kanaHint} />
        <Field {...field('givenKana')} maxLength={60} />
      </div>
      {hasEmail ? (
        <Field {...field('email')} inputMode="email" autoComplete="email" maxLength={254} />
      ) : null}
      <Field
        {...field('phone')}
        inputMode="tel"
        autoComplete="tel"
        maxLength={60}
        hint={words.phoneHint}
      />
      <Address field={field} onTown={change} />
      {hasBirthDate ? (
        <BirthField
          value={typed.birthDate ?? ''}
          error={errorOf('birthDate')}
          onChange={(birthDate) => change({ birthDate })}
        />
      ) : null}
      {children}
    </form>
  );
}

type Bound = {
  readonly name: string;
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly isMarked: boolean;
  readonly onChange: (event: { target: { value: string } }) => void;
};

/** A name whose reading comes from the input method, until somebody has emptied it. */
function NameField({
  onReading,
  autoComplete,
  ...bound
}: Bound & { readonly autoComplete: string; readonly onReading: (kana: string) => void }) {
  const [reading, setReading] = useState<Reading>(noReading);
  const take = (next: Reading) => {
    setReading(next);
    const kana = next.settled + next.typing;
    if (kana !== reading.settled + reading.typing) {
      onReading(kana);
    }
  };
  return (
    <Field
      {...bound}
      autoComplete={autoComplete}
      maxLength={60}
      onCompositionUpdate={(event) => take(compose(reading, event.data))}
      onCompositionEnd={() => take(settle(reading))}
      onChange={(event) => {
        bound.onChange(event);
        if (event.target.value === '') {
          take(noReading);
        }
      }}
    />
  );
}

function Address({
  field,
  onTown,
}: {
  readonly field: (name: ProfileField) => Bound;
  readonly onTown: (part: ProfileValues) => void;
}) {
  const words = useProfileWords();
  const id = useId();
  const [towns, setTowns] = useState<readonly Town[]>();
  const [asked, setAsked] = useState('');
  const fill = ({ prefecture, city, town }: Town) => onTown({ prefecture, city, address: town });
  const look = async (text: string) => {
    const code = postalDigits(text);
    if (code === undefined || code === asked) {
      return;
    }
    setAsked(code);
    const found = await askTowns(code);
    setTowns(found);
    const [only, ...others] = found ?? [];
    if (only !== undefined && others.length === 0) {
      fill(only);
    }
  };
  const postal = field('postalCode');
  const nameOf = ({ city, town }: Town) => `${city}${town}`;
  return (
    <>
      <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
        <Field
          {...postal}
          onChange={(event) => {
            postal.onChange(event);
            void look(event.target.value);
          }}
          inputMode="numeric"
          autoComplete="postal-code"
          maxLength={12}
          hint={towns?.length === 0 ? words.noTown : words.postalHint}
        />
        {towns !== undefined && towns.length > 1 ? (
          <Select
            label={words.chooseTown}
            name="town"
            id={`${id}-town`}
            isMarked={false}
            defaultValue=""
            onChange={(event) => {
              const town = towns.find((each) => nameOf(each) === event.target.value);
              if (town !== undefined) {
                fill(town);
              }
            }}
          >
            <option value="">{words.chooseTown}</option>
            {towns.map((each) => (
              <option key={nameOf(each)} value={nameOf(each)}>
                {nameOf(each)}
              </option>
            ))}
          </Select>
        ) : null}
      </div>
      <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
        <Field {...field('prefecture')} autoComplete="address-level1" maxLength={20} />
        <Field {...field('city')} autoComplete="address-level2" maxLength={60} />
      </div>
      <Field {...field('address')} autoComplete="street-address" maxLength={200} />
    </>
  );
}
