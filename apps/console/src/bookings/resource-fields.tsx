// The fields of what can be booked, and what was typed into them.
import { Button } from '@engawa/ui/work';
import { Field, textOf } from '../parts/form.tsx';
import { readWeek } from '../places/week.ts';
import { copyMonday, WeekRows } from '../places/weekly-form.tsx';
import { useWords } from '../words/words.ts';
import type { Setting } from './resource-page.tsx';

type Rule = {
  weekday: number;
  opensMinute: number;
  closesMinute: number;
  slotMinutes: number;
  capacity?: number;
};

export type ResourceTerms = {
  nameJa: string;
  nameEn: string | null;
  capacity: number;
  leadMinutes: number;
  horizonDays: number;
  cancelMinutes: number;
  rules: Rule[];
};

const usual = { capacity: 1, leadMinutes: 60, horizonDays: 60, cancelMinutes: 24 * 60 };
const usualSlotMinutes = 30;

type FieldsProps = {
  readonly setting: Setting | undefined;
  readonly wrongDay: number | undefined;
};

export function ResourceFields({ setting, wrongDay }: FieldsProps) {
  const words = useWords();
  const say = words.bookings;
  const { capacity, leadMinutes, horizonDays, cancelMinutes } = setting ?? usual;
  const number = (name: string, label: string, value: number, hint?: string) => (
    <Field
      defaultValue={String(value)}
      hint={hint}
      inputMode="numeric"
      label={label}
      name={name}
      pattern="[0-9０-９.．]{1,6}"
      required
    />
  );
  return (
    <>
      <div className="grid gap-5 md:grid-cols-2">
        <Field
          defaultValue={setting?.name.ja ?? ''}
          label={say.nameJa}
          maxLength={100}
          name="nameJa"
          required
        />
        <Field
          defaultValue={setting?.name.en ?? ''}
          label={say.nameEn}
          maxLength={100}
          name="nameEn"
        />
      </div>
      <div className="grid gap-5 md:grid-cols-2 lg:grid-cols-3">
        {number('slotMinutes', say.minutes, setting?.rules[0]?.slotMinutes ?? usualSlotMinutes)}
        {number('capacity', say.capacity, capacity, say.capacityHint)}
        {number('leadHours', say.lead, leadMinutes / 60, say.leadHint)}
        {number('horizonDays', say.horizon, horizonDays)}
        {number('cancelHours', say.cancel, cancelMinutes / 60, say.cancelHint)}
      </div>
      <div>
        <h3 className="mb-1 font-bold">{say.week}</h3>
        <p className="mb-4 text-ink-soft text-sm">{say.weekHint}</p>
        <WeekRows weekly={setting?.rules ?? []} wrongDay={wrongDay} />
        <Button
          className="mt-4"
          onClick={({ currentTarget }) => copyMonday(currentTarget.form)}
          type="button"
        >
          {words.places.copyDown}
        </Button>
        {wrongDay !== undefined && (
          <p className="mt-4 text-kaki" role="alert">
            {wrongDay === 0
              ? say.weekEmpty
              : words.places.hoursWrong(words.places.weekdays[wrongDay] ?? '')}
          </p>
        )}
      </div>
    </>
  );
}

/** What was typed; `wrongDay` names the first day whose hours are none, 0 when there are no hours at all. */
export function readFields(
  form: FormData,
  setting: Setting | undefined,
): { readonly wrongDay: number } | { readonly wrongDay: undefined; readonly body: ResourceTerms } {
  const week = readWeek((name) => textOf(form, name));
  if (week.wrongDay !== undefined || week.weekly.length === 0) {
    return { wrongDay: week.wrongDay ?? 0 };
  }
  const numberOf = (name: string) => Number(textOf(form, name).normalize('NFKC')) || 0;
  const slotMinutes = Math.round(numberOf('slotMinutes'));
  const nameEn = textOf(form, 'nameEn');
  return {
    wrongDay: undefined,
    body: {
      nameJa: textOf(form, 'nameJa'),
      nameEn: nameEn === '' ? null : nameEn,
      capacity: Math.round(numberOf('capacity')),
      leadMinutes: Math.round(numberOf('leadHours') * 60),
      horizonDays: Math.round(numberOf('horizonDays')),
      cancelMinutes: Math.round(numberOf('cancelHours') * 60),
      rules: rulesOf(week.weekly, slotMinutes, setting),
    },
  };
}

/** Hours that stay keep what the form does not show: a length or a capacity of their own. */
function rulesOf(
  weekly: readonly { weekday: number; opensMinute: number; closesMinute: number }[],
  slotMinutes: number,
  setting: Setting | undefined,
): Rule[] {
  const shown = setting?.rules[0]?.slotMinutes;
  return weekly.map((row) => {
    const known = setting?.rules.find(
      (each) => each.weekday === row.weekday && each.opensMinute === row.opensMinute,
    );
    const capacity = known?.capacity ?? null;
    return {
      ...row,
      slotMinutes: slotMinutes === shown ? (known?.slotMinutes ?? slotMinutes) : slotMinutes,
      ...(capacity === null ? {} : { capacity }),
    };
  });
}
