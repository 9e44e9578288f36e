// The terms of 予約販売: the item, when orders are taken, which days can be chosen, how many are made in a day.
import type { Body } from '@engawa/client';
import { Check, instantIn } from '@engawa/ui';
import { type FormEvent, useState } from 'react';
import { ItemInput } from '../offers/goods-input.tsx';
import { Field, Save, textOf } from '../parts/form.tsx';
import { localIn } from '../parts/period.tsx';
import { clockOf, minuteOf } from '../places/minutes.ts';
import { useWords } from '../words/words.ts';
import type { Preorder } from './use-preorders.ts';
import { emptyWindow, type TypedWindow, WindowsInput } from './windows-input.tsx';

export type NewPreorder = Body<'/api/orders/preorders'>;

type Props = {
  readonly known?: Preorder;
  /** Empty: it is chosen here. */
  readonly itemId: string;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly done?: string | undefined;
  readonly onSave: (body: NewPreorder) => void;
};

const midnight = 1440;
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const homeZone = 'Asia/Tokyo';

export function PreorderForm({ known, itemId, isPending, error, done, onSave }: Props) {
  const { preorders: words } = useWords();
  const timeZone = known?.timeZone ?? homeZone;
  const [chosen, setChosen] = useState(itemId);
  const [windows, setWindows] = useState(() => typedWindows(known, timeZone));
  const [wrong, setWrong] = useState<string>();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const cutoff = textOf(form, 'cutoff');
    const cutoffMinute = cutoff === '' ? midnight : minuteOf(cutoff);
    const days = weekdays.filter((day) => form.get(`weekday${day}`) !== null);
    const problem =
      chosen === ''
        ? words.noItem
        : days.length === 0
          ? words.noWeekday
          : cutoffMinute === undefined || cutoffMinute < 1 || cutoffMinute > midnight
            ? words.cutoffWrong
            : undefined;
    setWrong(problem);
    if (problem !== undefined || cutoffMinute === undefined) {
      return;
    }
    const [firstDay, lastDay] = [textOf(form, 'firstDay'), textOf(form, 'lastDay')];
    onSave({
      itemId: chosen,
      windows: windows.map((each) => toWindow(each, timeZone)),
      timeZone,
      ...(firstDay === '' ? {} : { firstDay }),
      ...(lastDay === '' ? {} : { lastDay }),
      weekdays: [...days],
      closesOnHolidays: form.get('closesOnHolidays') !== null,
      leadDays: Number(textOf(form, 'leadDays')),
      cutoffMinute,
      dayLimit: Number(textOf(form, 'dayLimit')),
      isActive: form.get('isActive') !== null,
    });
  };
  return (
    <form className="space-y-8 rounded-lg bg-paper p-5 shadow-rest md:p-6" onSubmit={submit}>
      {known === undefined ? (
        <ItemInput
          label={words.item}
          onChange={(id) => setChosen(typeof id === 'string' ? id : '')}
          value={chosen}
        />
      ) : null}
      <WindowsInput onChange={setWindows} windows={windows} />
      <Days known={known} />
      <Check defaultChecked={known?.isActive ?? true} label={words.isActive} name="isActive" />
      {wrong === undefined ? null : (
        <p className="text-kaki text-sm" role="alert">
          {wrong}
        </p>
      )}
      <Save done={done} error={error} isPending={isPending} />
    </form>
  );
}

function Days({ known }: { readonly known: Preorder | undefined }) {
  const { preorders: words, places } = useWords();
  const { cutoffMinute = midnight } = known ?? {};
  return (
    <fieldset className="space-y-5">
      <legend className="mb-3 font-bold">{words.days}</legend>
      <div className="grid gap-5 md:grid-cols-2 lg:grid-cols-3">
        <Field
          defaultValue={known === undefined ? '' : String(known.dayLimit)}
          hint={words.dayLimitHint}
          label={words.dayLimit}
          max="1000000"
          min="0"
          name="dayLimit"
          required
          type="number"
        />
        <Field
          defaultValue={String(known?.leadDays ?? 2)}
          hint={words.leadDaysHint}
          label={words.leadDays}
          max="365"
          min="0"
          name="leadDays"
          required
          type="number"
        />
        <Field
          defaultValue={cutoffMinute === midnight ? '' : clockOf(cutoffMinute)}
          hint={words.cutoffHint}
          label={words.cutoff}
          name="cutoff"
        />
        <Field
          defaultValue={known?.firstDay ?? ''}
          label={words.firstDay}
          name="firstDay"
          type="date"
        />
        <Field
          defaultValue={known?.lastDay ?? ''}
          label={words.lastDay}
          name="lastDay"
          type="date"
        />
      </div>
      <div className="flex flex-wrap gap-x-6">
        {weekdays.map((day) => (
          <Check
            defaultChecked={known?.weekdays.includes(day) ?? true}
            key={day}
            label={places.weekdays[day] ?? ''}
            name={`weekday${day}`}
          />
        ))}
        <Check
          defaultChecked={known?.closesOnHolidays ?? false}
          label={words.closesOnHolidays}
          name="closesOnHolidays"
        />
      </div>
    </fieldset>
  );
}

function typedWindows(known: Preorder | undefined, timeZone: string): readonly TypedWindow[] {
  return known === undefined
    ? [emptyWindow]
    : known.windows.map((each, index) => ({
        key: index + 1,
        placeId: each.placeId ?? '',
        channel: each.channel ?? '',
        opensAt: localIn(each.opensAt, timeZone),
        closesAt: localIn(each.closesAt, timeZone),
      }));
}

function toWindow(typed: TypedWindow, timeZone: string): NewPreorder['windows'][number] {
  const closesAt = typed.closesAt === '' ? undefined : instantIn(typed.closesAt, timeZone);
  return {
    opensAt: instantIn(typed.opensAt, timeZone) ?? '',
    ...(closesAt === undefined ? {} : { closesAt }),
    ...(typed.placeId === '' ? {} : { placeId: typed.placeId }),
    ...(typed.channel === '' ? {} : { channel: typed.channel as 'web' }),
  };
}
