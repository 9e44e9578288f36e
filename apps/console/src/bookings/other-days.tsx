// Days on which something that can be booked is not as its week has it.
import { answerOf } from '@engawa/client';
import { formatDay } from '@engawa/ui';
import { Button } from '@engawa/ui/work';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api } from '../api.ts';
import { Field, given, Outcome, Save, textOf } from '../parts/form.tsx';
import { clockOf, minuteOf } from '../places/minutes.ts';
import { useSpeech, useWords } from '../words/words.ts';
import type { Setting } from './resource-page.tsx';

type OtherDaysProps = { readonly setting: Setting; readonly mayChange: boolean };

export function OtherDays({ setting, mayChange }: OtherDaysProps) {
  const { words, language } = useSpeech();
  const say = words.bookings;
  const queries = useQueryClient();
  const clearing = useMutation({
    mutationFn: (day: string) =>
      answerOf(
        api.DELETE('/api/bookings/settings/{resourceId}/special-days/{day}', {
          params: { path: { resourceId: setting.id, day } },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['bookings'] }),
  });
  return (
    <>
      {setting.specialDays.length === 0 ? (
        <p className="text-ink-soft">{say.noOtherDays}</p>
      ) : (
        <ul className="rounded-lg bg-paper p-5 shadow-rest md:p-6">
          {setting.specialDays.map(({ day, hours, reason }) => (
            <li
              className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-line border-b py-1.5"
              key={day}
            >
              <span>
                {formatDay(`${day}T12:00:00Z`, language, 'UTC')}
                {reason !== null && <span className="block text-ink-soft text-sm">{reason}</span>}
              </span>
              <span className="flex items-center gap-3">
                {hours.length === 0
                  ? say.noBookings
                  : hours
                      .map((each) => `${clockOf(each.opensMinute)}–${clockOf(each.closesMinute)}`)
                      .join(words.moments.separator)}
                {mayChange && (
                  <Button disabled={clearing.isPending} onClick={() => clearing.mutate(day)}>
                    {words.places.clearDay}
                  </Button>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      <Outcome error={clearing.error} />
      {mayChange && <OtherDayForm setting={setting} />}
    </>
  );
}

function OtherDayForm({ setting }: { readonly setting: Setting }) {
  const words = useWords();
  const say = words.bookings;
  const queries = useQueryClient();
  const [isWrong, setWrong] = useState(false);
  const putting = useMutation({
    mutationFn: ({ day, body }: { day: string; body: NewDay }) =>
      answerOf(
        api.PUT('/api/bookings/settings/{resourceId}/special-days/{day}', {
          params: { path: { resourceId: setting.id, day } },
          body,
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['bookings'] }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const hours = hoursOf(form, setting);
    setWrong(hours === undefined);
    if (hours !== undefined) {
      putting.mutate({ day: textOf(form, 'day'), body: { hours, ...given(form, 'reason') } });
    }
  };
  return (
    <form className="mt-6 space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6" onSubmit={submit}>
      <p className="text-ink-soft text-sm">{say.otherDayHint}</p>
      <div className="grid gap-5 md:grid-cols-2 lg:grid-cols-4">
        <Field label={words.places.date} name="day" required type="date" />
        <Field label={words.places.opens} name="opens" placeholder="10:00" />
        <Field label={words.places.closes} name="closes" placeholder="18:00" />
        <Field label={say.why} maxLength={100} name="reason" />
      </div>
      {isWrong && (
        <p className="text-kaki text-sm" role="alert">
          {words.places.dayWrong}
        </p>
      )}
      <Save
        done={putting.isSuccess ? words.places.daySet : undefined}
        error={putting.error}
        isPending={putting.isPending}
        label={words.places.setDay}
      />
    </form>
  );
}

type NewDay = {
  hours: { opensMinute: number; closesMinute: number; slotMinutes: number }[];
  reason?: string;
};

/** None when both are empty; undefined when what was typed is no stretch of time. */
function hoursOf(form: FormData, setting: Setting): NewDay['hours'] | undefined {
  const [opens, closes] = [textOf(form, 'opens'), textOf(form, 'closes')];
  if (opens === '' && closes === '') {
    return [];
  }
  const opensMinute = minuteOf(opens);
  const closesMinute = minuteOf(closes);
  return opensMinute === undefined || closesMinute === undefined || closesMinute <= opensMinute
    ? undefined
    : [{ opensMinute, closesMinute, slotMinutes: setting.rules[0]?.slotMinutes ?? 30 }];
}
