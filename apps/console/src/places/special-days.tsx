// The coming days as they will be, holidays regarded, and the form that makes one of them differ.
import { answerOf } from '@engawa/client';
import { Badge, formatDay, formatTime } from '@engawa/ui';
import { Button } from '@engawa/ui/work';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../api.ts';
import { Field, given, Outcome, Save, textOf } from '../parts/form.tsx';
import { useSpeech, useWords } from '../words/words.ts';
import { minuteOf } from './minutes.ts';
import type { Hours } from './place-page.tsx';

type Day = Hours['days'][number];
const dayMs = 24 * 60 * 60_000;
/** Usual days are shown for so long. */
const usualDaysMax = 14;

type SpecialDaysProps = { readonly hours: Hours; readonly mayChange: boolean };

export function SpecialDays({ hours, mayChange }: SpecialDaysProps) {
  const words = useWords();
  const queries = useQueryClient();
  const clearing = useMutation({
    mutationFn: (day: string) =>
      answerOf(
        api.DELETE('/api/places/{placeId}/special-days/{day}', {
          params: { path: { placeId: hours.placeId, day } },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['places'] }),
  });
  // A place that is always open has nothing to tell of its usual days; later ones only where they differ.
  const isDiffering = (day: Day) => day.isSpecial || day.holiday !== null;
  const days = hours.days.filter(
    (day, index) => isDiffering(day) || (hours.weekly.length > 0 && index < usualDaysMax),
  );
  return (
    <>
      {days.length === 0 && <p className="text-ink-soft">{words.places.noSpecialDays}</p>}
      <ol className="grid gap-x-6 rounded-lg bg-paper p-5 shadow-rest md:grid-cols-2 md:p-6">
        {days.map((day) => (
          <li
            className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 border-line border-b py-1.5"
            key={day.day}
          >
            <DayName day={day} />
            <span className="flex items-center gap-3">
              <DayHours day={day} timeZone={hours.timeZone} />
              {day.isSpecial && mayChange && (
                <Button disabled={clearing.isPending} onClick={() => clearing.mutate(day.day)}>
                  {words.places.clearDay}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ol>
      <Outcome error={clearing.error} />
      {mayChange && <SpecialDayForm placeId={hours.placeId} />}
    </>
  );
}

function DayName({ day }: { readonly day: Day }) {
  const words = useWords();
  const { language } = useSpeech();
  return (
    <span>
      {formatDay(`${day.day}T12:00:00Z`, language, 'UTC')}
      {day.holiday !== null && (
        <span className="ml-2 text-kaki text-sm">
          {language === 'ja' ? day.holiday : words.places.holiday}
        </span>
      )}
      {day.isSpecial && (
        <span className="ml-2">
          <Badge>{words.places.special}</Badge>
        </span>
      )}
      {day.reason !== null && <span className="block text-ink-soft text-sm">{day.reason}</span>}
    </span>
  );
}

function DayHours({ day, timeZone }: { readonly day: Day; readonly timeZone: string }) {
  const words = useWords();
  if (day.intervals.length === 0) {
    return <span className="text-ink-soft">{words.places.closed}</span>;
  }
  const [first] = day.intervals;
  if (first !== undefined && Date.parse(first.closesAt) - Date.parse(first.opensAt) >= dayMs) {
    return words.places.allDay;
  }
  return day.intervals
    .map(
      ({ opensAt, closesAt }) =>
        `${formatTime(opensAt, timeZone)}–${formatTime(closesAt, timeZone)}`,
    )
    .join(words.moments.separator);
}

function SpecialDayForm({ placeId }: { readonly placeId: string }) {
  const words = useWords();
  const queries = useQueryClient();
  const [isClosed, setClosed] = useState(true);
  const [isWrong, setWrong] = useState(false);
  const setting = useMutation({
    mutationFn: ({ day, body }: { day: string; body: NewSpecialDay }) =>
      answerOf(
        api.PUT('/api/places/{placeId}/special-days/{day}', {
          params: { path: { placeId, day } },
          body: { ...body, intervals: [...body.intervals] },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['places'] }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const intervals = intervalsOf(form, isClosed);
    setWrong(intervals === undefined);
    if (intervals !== undefined) {
      setting.mutate({ day: textOf(form, 'day'), body: { intervals, ...given(form, 'reason') } });
    }
  };
  return (
    <form className="mt-6 space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6" onSubmit={submit}>
      <div>
        <h3 className="font-bold">{words.places.specialDays}</h3>
        <p className="text-ink-soft text-sm">{words.places.specialHint}</p>
      </div>
      <div className="grid gap-5 md:grid-cols-2 lg:grid-cols-4">
        <Field label={words.places.date} name="day" required type="date" />
        <Field hint={words.places.whyHint} label={words.places.why} maxLength={100} name="reason" />
        {!isClosed && (
          <>
            <Field defaultValue="10:00" label={words.places.opens} name="opens" required />
            <Field defaultValue="18:00" label={words.places.closes} name="closes" required />
          </>
        )}
      </div>
      <label className="flex min-h-11 items-center gap-3">
        <input
          checked={isClosed}
          className="size-5 accent-ai"
          onChange={(event) => setClosed(event.target.checked)}
          type="checkbox"
        />
        {words.places.isClosed}
      </label>
      {isWrong && (
        <p className="text-kaki text-sm" role="alert">
          {words.places.dayWrong}
        </p>
      )}
      <Save
        done={setting.isSuccess ? words.places.daySet : undefined}
        error={setting.error}
        isPending={setting.isPending}
        label={words.places.setDay}
      />
    </form>
  );
}

type Interval = { readonly opensMinute: number; readonly closesMinute: number };
type NewSpecialDay = { readonly intervals: readonly Interval[]; readonly reason?: string };

/** None when it is closed; undefined when what was typed is no stretch of time. */
function intervalsOf(form: FormData, isClosed: boolean): readonly Interval[] | undefined {
  if (isClosed) {
    return [];
  }
  const opensMinute = minuteOf(textOf(form, 'opens'));
  const closesMinute = minuteOf(textOf(form, 'closes'));
  return opensMinute === undefined || closesMinute === undefined || closesMinute <= opensMinute
    ? undefined
    : [{ opensMinute, closesMinute }];
}
